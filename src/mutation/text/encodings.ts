/** Floor 3: the table of encodings that a message or a body can be written in. */
import { UserError } from '../../base/errors.js';
import type { EncodingName } from '../../scenario/mutation/text-operations.js';
import { encodeIbm037, encodeLatin1 } from './single-bytes.js';
import { encodeUtf7 } from './utf-7.js';
import { splitDeclaration } from './xml-declaration.js';

/** What UTF-7 hides when nobody says otherwise: markup. */
const MARKUP = '<>&';

function utf32(text: string, littleEndian: boolean): Uint8Array {
  const points = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const bytes = new Uint8Array(points.length * 4);
  const view = new DataView(bytes.buffer);
  points.forEach((point, index) => view.setUint32(index * 4, point, littleEndian));
  return bytes;
}

/** The XML declaration stays readable: it says what the rest is written in. */
function utf7(text: string, hide: string): Uint8Array {
  const [declaration, rest] = splitDeclaration(text);
  return Buffer.from(encodeUtf7(declaration, '') + encodeUtf7(rest, hide), 'latin1');
}

interface Encoding {
  /** Its name in the IANA registry. */
  readonly label: string;
  /** Whether U+FEFF exists in it. */
  readonly marks: boolean;
  readonly encode: (text: string, hide: string) => Uint8Array;
}

const ENCODINGS: Readonly<Record<EncodingName, Encoding>> = {
  'utf-8': { label: 'utf-8', marks: true, encode: (text) => Buffer.from(text, 'utf8') },
  'utf-16le': { label: 'utf-16le', marks: true, encode: (text) => Buffer.from(text, 'utf16le') },
  'utf-16be': {
    label: 'utf-16be',
    marks: true,
    encode: (text) => Buffer.from(text, 'utf16le').swap16(),
  },
  'utf-32le': { label: 'utf-32le', marks: true, encode: (text) => utf32(text, true) },
  'utf-32be': { label: 'utf-32be', marks: true, encode: (text) => utf32(text, false) },
  'utf-7': { label: 'utf-7', marks: true, encode: utf7 },
  latin1: { label: 'iso-8859-1', marks: false, encode: encodeLatin1 },
  ibm037: { label: 'ibm037', marks: false, encode: encodeIbm037 },
};

/** The name of an encoding as `charset=` has it. */
export function charsetOf(name: EncodingName): string {
  return ENCODINGS[name].label;
}

/** How a text is encoded. */
export interface EncodeOptions {
  /** A byte order mark before it. */
  readonly mark?: boolean;
  /** Characters that UTF-7 does not write as they are. */
  readonly hide?: string;
}

/**
 * The text in an encoding.
 *
 * @throws UserError `value-invalid` for a byte order mark in an encoding that has none
 */
export function encodeAs(
  text: string,
  name: EncodingName,
  { mark = false, hide = MARKUP }: EncodeOptions = {},
): Uint8Array {
  const { marks, encode } = ENCODINGS[name];
  if (mark && !marks) {
    throw new UserError('value-invalid', `${name} has no byte order mark.`, {
      fix: 'Leave `mark` away, or choose an encoding of Unicode.',
    });
  }
  return encode(mark ? `\ufeff${text}` : text, hide);
}

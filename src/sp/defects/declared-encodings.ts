/** Floor 5: decoding a message as its first bytes and its declaration say (XML 1.0, appendix F). */
import { IBM037 } from '../../mutation/text/single-bytes.js';

type Decoder = (bytes: Buffer) => string;

function swapped(bytes: Buffer): Buffer {
  return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16();
}

function utf32(read: (bytes: Buffer, at: number) => number): Decoder {
  return (bytes) => {
    let text = '';
    for (let at = 0; at + 4 <= bytes.length; at += 4) text += String.fromCodePoint(read(bytes, at));
    return text;
  };
}

/** `+…-` is UTF-16 in base64 (RFC 2152). */
function utf7(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replace(/\+([A-Za-z0-9+/]*)-/g, (_, base64: string) =>
      base64 === '' ? '+' : swapped(Buffer.from(base64, 'base64')).toString('utf16le'),
    );
}

const DECODERS: Readonly<Record<string, Decoder>> = {
  'utf-16': (bytes) => bytes.toString('utf16le'),
  'utf-7': utf7,
  'iso-8859-1': (bytes) => bytes.toString('latin1'),
  ibm037: (bytes) => Array.from(bytes, (byte) => IBM037.charAt(byte)).join(''),
};

interface Start {
  readonly hex: string;
  readonly decode: Decoder;
}

/** Byte order marks, and `<` in encodings of several bytes. */
const STARTS: readonly Start[] = [
  { hex: 'fffe0000', decode: utf32((bytes, at) => bytes.readUInt32LE(at)) },
  { hex: '3c000000', decode: utf32((bytes, at) => bytes.readUInt32LE(at)) },
  { hex: '0000feff', decode: utf32((bytes, at) => bytes.readUInt32BE(at)) },
  { hex: '0000003c', decode: utf32((bytes, at) => bytes.readUInt32BE(at)) },
  { hex: 'fffe', decode: (bytes) => bytes.toString('utf16le') },
  { hex: 'feff', decode: (bytes) => swapped(bytes).toString('utf16le') },
];

/** `<?xml` in EBCDIC. */
const EBCDIC = '4c6fa79493';

/** The text of a message, by whatever encoding it says. */
export function decodedAsDeclared(bytes: Buffer): string {
  const hex = bytes.subarray(0, 8).toString('hex');
  const start = STARTS.find((row) => hex.startsWith(row.hex));
  if (start !== undefined) return start.decode(bytes).replace(/^\ufeff/, '');
  const head = hex.startsWith(EBCDIC) ? DECODERS['ibm037']?.(bytes) : bytes.toString('latin1');
  const [, name = ''] = /^<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(head ?? '') ?? [];
  const decode = DECODERS[name.toLowerCase()];
  return decode === undefined ? bytes.toString('utf8') : decode(bytes);
}

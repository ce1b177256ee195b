/** Encodings, judged by glibc's iconv and by the decoders of the platform. */
import { describe, expect, it } from 'vitest';
import { charsetOf } from '../../../src/mutation/text/encodings.js';
import { encodeText } from '../../../src/mutation/text/encode-text.js';
import type { EncodingName } from '../../../src/scenario/mutation/text-operations.js';
import { ICONV, iconv, messageOf, SCENE, VENDORS } from './playing.js';

const UNICODE: readonly EncodingName[] = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'utf-32le',
  'utf-32be',
  'utf-7',
];
const NAMES: readonly EncodingName[] = [...UNICODE, 'latin1', 'ibm037'];

/** Everything that is easy to get wrong. */
const HARD = '<?xml version="1.0"?>\n<a b="~\\+-/&amp;">Zoë\u0085 ¬[^] \u{1f600} €\ttab</a>';

function encoded(
  text: string,
  as: EncodingName,
  more: { readonly mark?: boolean; readonly hide?: string } = {},
): Uint8Array {
  return encodeText.apply(Buffer.from(text), { as, ...more }, SCENE);
}

/** With character references where the encoding has no such character. */
function expected(text: string, name: EncodingName): string {
  return UNICODE.includes(name)
    ? text
    : text.replace('\u{1f600}', '&#128512;').replace('€', '&#8364;');
}

describe.skipIf(!ICONV)('to iconv', () => {
  it.each(NAMES)('%s is what it says', (name) => {
    const label = charsetOf(name).toUpperCase();
    // EBCDIC has two line ends; iconv and the code page of IBM agree which is which.
    expect(iconv(encoded(HARD, name), label)).toBe(expected(HARD, name));
    for (const vendor of VENDORS) {
      const xml = messageOf(vendor);
      expect(iconv(encoded(xml, name), label)).toBe(xml);
    }
  });
});

describe('to the decoders of the platform', () => {
  it.each(['utf-8', 'utf-16le', 'utf-16be', 'latin1'] as const)('%s is what it says', (name) => {
    const text = new TextDecoder(name).decode(encoded('<a>Zoë</a>', name));
    expect(text).toBe('<a>Zoë</a>');
  });
});

describe('a byte order mark', () => {
  it.each([
    ['utf-8', 'efbbbf3c'],
    ['utf-16le', 'fffe3c00'],
    ['utf-16be', 'feff003c'],
    ['utf-32le', 'fffe00003c000000'],
    ['utf-32be', '0000feff0000003c'],
    ['utf-7', '2b2f7638'],
  ] as const)('of %s', (name, start) => {
    const bytes = encoded('<', name, { mark: true });
    expect(Buffer.from(bytes).toString('hex').slice(0, start.length)).toBe(start);
  });

  it.each(['latin1', 'ibm037'] as const)('does not exist in %s', (name) => {
    expect(() => encoded('<', name, { mark: true })).toThrow(
      expect.objectContaining({ code: 'value-invalid' }) as Error,
    );
  });
});

describe('UTF-7', () => {
  const text = (xml: string, hide?: string): string =>
    Buffer.from(encoded(xml, 'utf-7', hide === undefined ? {} : { hide })).toString('latin1');

  it('hides markup behind a declaration that can be read', () => {
    const xml = '<?xml version="1.0" encoding="UTF-7"?><!DOCTYPE x><a>1 + 1 &amp; é</a>';
    expect(text(xml)).toBe(
      '<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4APA-a+AD4-1 +- 1 +ACY-amp; +AOk-+ADw-/a+AD4-'
        .replace('+ADwAIQ-', '+ADw-!')
        .replace('+AOk-+ADw-', '+AOkAPA-'),
    );
  });

  it('hides what it is told to', () => {
    expect(text('<a>+</a>', '')).toBe('<a>+-</a>');
    expect(text('<!DOCTYPE x>', '<!D')).toBe('+ADwAIQBE-OCTYPE x>');
    expect(text('~\\', '')).toBe('+AH4AXA-');
  });
});

it('leaves no markup that a filter of ASCII could find', () => {
  for (const name of ['ibm037', 'utf-32le', 'utf-16be'] as const) {
    const bytes = Buffer.from(encoded('<!DOCTYPE x><a/>', name));
    expect(bytes.includes('<!DOCTYPE')).toBe(false);
  }
});

it('goes before other operations on bytes', () => {
  expect(() => encodeText.apply(Uint8Array.of(0xff), { as: 'utf-16le' }, SCENE)).toThrow(
    expect.objectContaining({ code: 'mutation-impossible' }) as Error,
  );
});

it('is told to people', () => {
  expect(encodeText.describe({ as: 'utf-16le', mark: true })).toBe(
    'encodes it as utf-16le with a byte order mark',
  );
  expect(encodeText.describe({ as: 'utf-7' })).toBe('encodes it as utf-7');
});

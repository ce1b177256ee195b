/** Floor 1: character data as markup, one table for the wire writer and the canonicaliser. */
import { UserError } from '../base/errors.js';

/** Anything but characters that stand for themselves everywhere. Surrogates are looked at more closely afterwards. */
const NOT_PLAIN_TEXT = /[^\t\n\x20-%'-;=?-\x84\x86-\u2027\u2029-\ud7ff\ue000-\ufffd]/;
const NOT_PLAIN_VALUE = /[^\x20!#-%'-;=-\x84\x86-\u2027\u2029-\ud7ff\ue000-\ufffd]/;
const TEXT_SPECIALS = /[&<>\r]/g;
const VALUE_SPECIALS = /[&<"\t\n\r]/g;
/** XML 1.0 section 2.2: what a document cannot carry; with `u`, only lone surrogates match their range. */
export const FORBIDDEN: RegExp = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Parsers that follow XML 1.1 (xmldom does, and Node's SPs read with it) take these for line ends. */
const LINE_ENDS_1_1 = /[\u0085\u2028]/g;

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
  '\u0085': '&#x85;',
  '\u2028': '&#x2028;',
};
const reference = (character: string): string => REFERENCES[character] ?? character;

/** A character as the Unicode standard names code points, `U+0000`. */
export function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/**
 * Refuses characters that no XML 1.0 document can carry, not even as a reference.
 *
 * @param text - what is to be written
 * @param place - where it stands, for the message: `text`, `a comment`, …
 * @throws UserError `xml-not-writable` naming the code point
 */
export function checkCharacters(text: string, place: string): void {
  const found = FORBIDDEN.exec(text);
  if (found === null) return;
  throw new UserError(
    'xml-not-writable',
    `XML 1.0 cannot carry ${codePointName(found[0])} in ${place}`,
    {
      fix: 'Take the character out of the value, or use a raw node to send it anyway.',
    },
  );
}

/**
 * Character data of an element, escaped (Canonical XML 1.0 section 2.3, text nodes).
 *
 * @throws UserError `xml-not-writable` for characters XML cannot carry
 */
export function escapeText(text: string): string {
  if (!NOT_PLAIN_TEXT.test(text)) return text;
  checkCharacters(text, 'text');
  return text.replace(TEXT_SPECIALS, reference);
}

/**
 * The value of an attribute between double quotes, escaped (Canonical XML 1.0 section 2.3, attribute nodes).
 *
 * @throws UserError `xml-not-writable` for characters XML cannot carry
 */
export function escapeValue(value: string): string {
  if (!NOT_PLAIN_VALUE.test(value)) return value;
  checkCharacters(value, 'an attribute value');
  return value.replace(VALUE_SPECIALS, reference);
}

/**
 * Character data for the wire. As references, the line ends of XML 1.1 stay what they are for every parser;
 * canonical XML has them bare.
 *
 * @throws UserError `xml-not-writable` for characters XML cannot carry
 */
export function escapeWireText(text: string): string {
  if (!NOT_PLAIN_TEXT.test(text)) return text;
  return escapeText(text).replace(LINE_ENDS_1_1, reference);
}

/**
 * An attribute's value for the wire, as `escapeWireText`.
 *
 * @throws UserError `xml-not-writable` for characters XML cannot carry
 */
export function escapeWireValue(value: string): string {
  if (!NOT_PLAIN_VALUE.test(value)) return value;
  return escapeValue(value).replace(LINE_ENDS_1_1, reference);
}

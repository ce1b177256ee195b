/** Floor 2: the simple types of XML Schema that SAML's attributes have (xmlschema-2). */
import { UserError } from '../base/errors.js';

const NCNAME =
  /^[A-Z_a-z\u{C0}-\u{D6}\u{D8}-\u{F6}\u{F8}-\u{2FF}\u{370}-\u{37D}\u{37F}-\u{1FFF}\u{200C}-\u{200D}\u{2070}-\u{218F}\u{2C00}-\u{2FEF}\u{3001}-\u{D7FF}\u{F900}-\u{FDCF}\u{FDF0}-\u{FFFD}\u{10000}-\u{EFFFF}][-.0-9A-Z_a-z\u{B7}\u{C0}-\u{D6}\u{D8}-\u{F6}\u{F8}-\u{37D}\u{37F}-\u{1FFF}\u{200C}-\u{200D}\u{203F}-\u{2040}\u{2070}-\u{218F}\u{2C00}-\u{2FEF}\u{3001}-\u{D7FF}\u{F900}-\u{FDCF}\u{FDF0}-\u{FFFD}\u{10000}-\u{EFFFF}]*$/u;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;

/** Whether a text is an xs:ID: a name without colon that starts with no digit. */
export function isXmlId(text: string): boolean {
  return NCNAME.test(text);
}

/**
 * Reads a SAML instant: xs:dateTime in UTC (saml-core 1.3.3).
 *
 * @returns milliseconds since the epoch, or `undefined` when it is none
 */
export function parseInstant(text: string): number | undefined {
  if (!INSTANT.test(text)) return undefined;
  // Digits beyond milliseconds are cut off: not every engine reads them.
  const instant = Date.parse(text.replace(/(\.\d{3})\d+/, '$1'));
  return Number.isNaN(instant) ? undefined : instant;
}

/**
 * Reads an xs:boolean.
 *
 * @param attribute - its name, for the error
 * @throws UserError `message-malformed`
 */
export function parseBoolean(text: string, attribute: string): boolean {
  const word = text.trim();
  if (word === 'true' || word === '1') return true;
  if (word === 'false' || word === '0') return false;
  throw new UserError('message-malformed', `${attribute} is no boolean`, {
    fix: `Write ${attribute}="true" or leave it out.`,
  });
}

/**
 * Reads an xs:unsignedShort.
 *
 * @param attribute - its name, for the error
 * @throws UserError `message-malformed`
 */
export function parseIndex(text: string, attribute: string): number {
  const number = Number(text.trim());
  if (/^\+?\d+$/.test(text.trim()) && number <= 65_535) return number;
  throw new UserError('message-malformed', `${attribute} is no number from 0 to 65535`, {
    fix: `Write ${attribute}="0" or leave it out.`,
  });
}

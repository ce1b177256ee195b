/** Floor 2: the simple types of XML Schema that SAML's attributes have (xmlschema-2). */
import { UserError } from '../base/errors.js';
import { isName } from '../xml/names.js';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;

/** Whether a text is an xs:ID: a name without colon that starts with no digit. */
export function isXmlId(text: string): boolean {
  return isName(text) && !text.includes(':');
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

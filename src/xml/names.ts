/** Floor 1: what may be a name, and what its prefix is. */
import { UserError } from '../base/errors.js';

const START =
  ':A-Z_a-z\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F' +
  '\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
const MORE = '\\-.0-9\\xB7\\u0300-\\u036F\\u203F\\u2040';
const ASCII_NAME = /^[:A-Z_a-z][-.0-9:A-Z_a-z]*$/;
/** XML 1.0 (fifth edition) production 5. */
const NAME = new RegExp(`^[${START}][${START}${MORE}]*$`, 'u');

/** Whether this is an XML name; colons may stand anywhere. */
export function isName(name: string): boolean {
  return ASCII_NAME.test(name) || NAME.test(name);
}

/**
 * Refuses what is not an XML name. Colons may stand anywhere: forged messages need odd prefixes.
 *
 * @throws UserError `xml-not-writable`
 */
export function checkName(name: string, what: string): void {
  if (isName(name)) return;
  throw new UserError('xml-not-writable', `${JSON.stringify(name)} is not a name for ${what}`, {
    fix: 'Names start with a letter or "_" and hold no spaces; use a raw node to send anything else.',
  });
}

/** The prefix of a qualified name; empty when it has none. */
export function prefixOf(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? '' : name.slice(0, colon);
}

/** A qualified name without its prefix. */
export function localNameOf(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/**
 * The prefix that an attribute declares (empty for `xmlns`), or `undefined` when it declares none.
 *
 * @example
 * declaredPrefix('xmlns:ds'); // 'ds'
 */
export function declaredPrefix(name: string): string | undefined {
  if (!name.startsWith('xmlns')) return undefined;
  if (name.length === 5) return '';
  return name.charCodeAt(5) === 0x3a ? name.slice(6) : undefined;
}

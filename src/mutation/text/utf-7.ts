/** Floor 3: UTF-7 (RFC 2152), as tricks use it: markup written as base64 that filters of bytes do not see. */

/** RFC 2152: sets D and O and white space may stand as they are; `+` and these two may not. */
const DIRECT = /^[\t\n\r\x20-\x7d]$/;
const NEVER_DIRECT = '+\\';

/** A run of characters as `+…-`: UTF-16, big end first, in base64 without padding. */
function shifted(run: string): string {
  const octets = Buffer.from(run, 'utf16le').swap16();
  return `+${octets.toString('base64').replace(/=+$/, '')}-`;
}

/**
 * Encodes a text.
 *
 * @param text - any text
 * @param hide - characters that are not written as they are, although they could be
 * @example
 * encodeUtf7('<a/>', '<>'); // '+ADw-a/+AD4-'
 */
export function encodeUtf7(text: string, hide: string): string {
  let out = '';
  let run = '';
  const end = (): void => {
    if (run !== '') out += shifted(run);
    run = '';
  };
  for (const character of text) {
    const direct =
      DIRECT.test(character) && !NEVER_DIRECT.includes(character) && !hide.includes(character);
    if (!direct && character !== '+') {
      run += character;
      continue;
    }
    end();
    out += character === '+' ? '+-' : character;
  }
  end();
  return out;
}

/** Floor 8: text that somebody else wrote, made safe for a terminal. */

/** Control characters except tab and line break: they move cursors and change colours. */
const CONTROL = /[\u{0}-\u{8}\u{B}-\u{1F}\u{7F}-\u{9F}]/gu;

/** Halves of characters, code points that are none, and the mark that stands before a text. */
const NO_CHARACTER = /[\p{Surrogate}\p{Noncharacter_Code_Point}\u{FEFF}]/gu;

/** Marks that turn the reading direction around. */
const DIRECTION = /[\u{202A}-\u{202E}\u{2066}-\u{2069}]/gu;

function escaped(character: string): string {
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}

/**
 * The text with everything escaped that a terminal would act upon or no text may hold.
 *
 * @example
 * printable('Ada\u001B[2J'); // 'Ada\\u001b[2J'
 */
export function printable(text: string): string {
  return text.replace(CONTROL, escaped).replace(DIRECTION, escaped).replace(NO_CHARACTER, escaped);
}

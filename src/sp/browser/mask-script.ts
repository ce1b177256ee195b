/** Floor 5: a script without the text of its strings and comments, so that its braces can be counted. */

const STRING_OR_COMMENT =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|<!--[^\n]*|'(?:\\[\s\S]|[^'\\\n])*'|"(?:\\[\s\S]|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`/g;

/**
 * The script with spaces instead of comments and of what is in strings; every character keeps its place.
 *
 * @param code - JavaScript
 * @example
 * maskScript("f('a'); // b"); // "f(' ');     "
 */
export function maskScript(code: string): string {
  return code.replace(STRING_OR_COMMENT, (text) => {
    const quote = text.charAt(0);
    const blank = (part: string): string => part.replace(/[^\n]/g, ' ');
    return '\'"`'.includes(quote) ? quote + blank(text.slice(1, -1)) + quote : blank(text);
  });
}

/** The place of the bracket that closes the one at `open`, or -1. Only for masked code. */
export function closing(masked: string, open: number): number {
  let depth = 0;
  for (let place = open; place < masked.length; place++) {
    const character = masked.charAt(place);
    if ('([{'.includes(character)) depth++;
    if (')]}'.includes(character) && --depth === 0) return place;
  }
  return -1;
}

/** The place of the bracket that opens what closes at `close`, or -1. Only for masked code. */
export function opening(masked: string, close: number): number {
  let depth = 0;
  for (let place = close; place >= 0; place--) {
    const character = masked.charAt(place);
    if (')]}'.includes(character)) depth++;
    if ('([{'.includes(character) && --depth === 0) return place;
  }
  return -1;
}

/** Floor 8: text that somebody else wrote, made safe for formats that count in lines. */
import { printable } from './printable.js';

/** Everything that some reader takes for the end of a line; `printable` has escaped the others. */
const BREAKS = /\s*[\n\u{2028}\u{2029}]\s*/gu;

/**
 * The text on one line.
 *
 * @example
 * oneLine('first\n  second'); // 'first second'
 */
export function oneLine(text: string): string {
  return printable(text).replace(BREAKS, ' ');
}

/** Floor 1: a mistake as a person reads it: place, line, caret, what is wrong, what to do. */
import type { StandinError } from '../base/errors.js';

const WIDEST = 100;
const WORD = /^(?:"[^"]*"|'[^']*'|[^\s:,\]}#]+)/;

/**
 * Prints one problem with the line it is on.
 *
 * @param problem - an error with `at`
 * @param text - the file's text, for the line
 * @returns several lines without a trailing newline
 * @example
 * formatProblem(problem, text);
 * // story.yaml:12:5: unknown key "lastNam" [key-unknown]
 * //   12 |     lastNam: Byron
 * //      |     ^^^^^^^
 * //   Did you mean "lastName"?
 */
export function formatProblem(problem: StandinError, text: string): string {
  const { at, fix, code, message } = problem;
  const advice = fix === undefined ? [] : [`  ${fix}`];
  if (at === undefined) return [`${message} [${code}]`, ...advice].join('\n');
  const place = `${at.file ?? '<text>'}:${at.line}:${at.column}`;
  const line = text.split(/\r\n|\n|\r/)[at.line - 1];
  const excerpt = line === undefined ? [] : excerptOf(line, at.line, at.column);
  return [`${place}: ${message} [${code}]`, ...excerpt, ...advice].join('\n');
}

/** The line and the caret below it; a long line is cut around the place. */
function excerptOf(line: string, number: number, column: number): string[] {
  const start = Math.max(0, column - 1 - Math.floor(WIDEST / 2));
  const shown = line.slice(start, start + WIDEST);
  const before = shown.slice(0, column - 1 - start);
  const word = WORD.exec(shown.slice(before.length))?.[0] ?? ' ';
  const gutter = String(number);
  const blank = ' '.repeat(gutter.length);
  return [
    `  ${gutter} | ${shown}`,
    `  ${blank} | ${before.replace(/[^\t]/g, ' ')}${'^'.repeat(Math.max(1, word.length))}`,
  ];
}

/** Floor 8: a value of an expectation on one line. */

import { printable } from './printable.js';

/** Longest value that a report shows whole. */
const LONGEST = 200;

/**
 * The value as a person reads it: words bare, everything else as JSON.
 *
 * @example
 * plainValue(['lastName']); // '["lastName"]'
 */
export function plainValue(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  const bare = typeof value === 'string' && /^[\w@.:/-]+$/.test(value);
  const text = bare ? value : printable(JSON.stringify(value));
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

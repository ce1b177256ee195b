/** Floor 5: values of an app's records as accounts have them: plain, and copied. */
import type { Account } from '../target.js';

type AccountValue = Account[string];

function scalar(value: unknown): string | number | boolean | null | undefined {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  return undefined;
}

/** A list of texts; a list of anything else than scalars cannot be compared. */
function list(value: Iterable<unknown>): readonly string[] | undefined {
  const members = Array.from(value, scalar);
  if (members.some((member) => member === undefined || member === null)) return undefined;
  return members.map(String);
}

/**
 * The value as an account shows it: scalars as they are, dates as ISO texts, lists and sets of scalars as texts.
 *
 * @returns `undefined` for what no expectation can be held against: records, functions, mixed lists
 */
export function accountValue(value: unknown): AccountValue {
  if (Array.isArray(value) || value instanceof Set) return list(value);
  return scalar(value);
}

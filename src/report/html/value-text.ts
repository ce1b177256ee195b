/** Floor 8: a value of an account or an expectation, as text. */

/** Longest value that is shown whole. */
const LONGEST = 2_000;

/**
 * Texts as they are, lists with commas, everything else as JSON.
 *
 * @example
 * valueText(['admin', 'owner']); // 'admin, owner'
 */
export function valueText(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value) && value.length === 0) return 'none';
  const text =
    typeof value === 'string'
      ? value
      : Array.isArray(value) && value.every((item) => typeof item === 'string')
        ? value.join(', ')
        : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

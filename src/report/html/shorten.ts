/** Floor 8: long texts that nobody reads to the end. */

/**
 * The beginning of a text, with its length when something is missing.
 *
 * @param most - characters that are kept
 * @example
 * shorten('abcdef', 3); // 'abc… (6 characters)'
 */
export function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}… (${text.length} characters)`;
}

/** Longest value of a query parameter or form field that is shown whole. */
const LONGEST_VALUE = 64;

/** A URL whose long parameters are shortened: messages are shown decoded beside it. */
export function shortUrl(url: string): string {
  const [head = '', ...rest] = url.split('?');
  const query = rest.join('?');
  if (query === '') return shorten(head, 400);
  const parts = query.split('&').map((part) => shorten(part, LONGEST_VALUE));
  return shorten(`${shorten(head, 400)}?${parts.join('&')}`, 1_200);
}

/** Floor 5: whether an answer is a page that a browser shows, with its scripts and forms. */

const PAGE = /^\s*(?:text\/html|application\/xhtml\+xml)\s*(?:;|$)/i;
/** How a page begins when nobody says that it is one (MIME Sniffing 7.1). */
const LOOKS_LIKE_PAGE =
  /^(?:\s|<!--[\s\S]*?-->)*<(?:!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p)[\s>]/i;

/**
 * Whether the browser shows this answer as a page.
 *
 * @param headers - of the answer, names in lower case
 * @param body - its text
 */
export function isPage(headers: Readonly<Record<string, string>>, body: string): boolean {
  if (/^\s*attachment\b/i.test(headers['content-disposition'] ?? '')) return false;
  const type = headers['content-type'];
  if (type !== undefined && type !== '') return PAGE.test(type);
  const sniffs = headers['x-content-type-options']?.trim().toLowerCase() !== 'nosniff';
  return sniffs && LOOKS_LIKE_PAGE.test(body);
}

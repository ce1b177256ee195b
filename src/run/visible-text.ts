/** Floor 7: what a person reads on a page. */

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

function decoded(entity: string, body: string): string {
  if (!body.startsWith('#')) return ENTITIES[body] ?? entity;
  const hex = body[1] === 'x' || body[1] === 'X';
  const code = hex ? Number.parseInt(body.slice(2), 16) : Number.parseInt(body.slice(1), 10);
  return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
}

/**
 * The text of a page without markup, scripts and styles, white space folded.
 *
 * @param html - the page as it came
 * @example
 * visibleText('<p>Ada &amp; Co</p><script>x()</script>'); // 'Ada & Co'
 */
export function visibleText(html: string): string {
  return html
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<!--[\s\S]*?-->|<[^>]*>/g, ' ')
    .replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, decoded)
    .replace(/\s+/g, ' ')
    .trim();
}

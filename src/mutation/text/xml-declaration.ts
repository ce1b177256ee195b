/** Floor 3: the XML declaration at the start of a text (XML 1.0 section 2.8). */

const DECLARATION = /^\ufeff?<\?xml\s[^>]*\?>/;

/** A text in two: the XML declaration, empty when there is none, and everything behind it. */
export function splitDeclaration(text: string): readonly [declaration: string, rest: string] {
  const [declaration = ''] = DECLARATION.exec(text) ?? [];
  return [declaration, text.slice(declaration.length)];
}

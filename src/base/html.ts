/** Floor 0: HTML that is escaped unless it was made here. */

/** Markup that this module made; anything else is text. */
export interface Markup {
  readonly kind: 'markup';
  readonly html: string;
}

type Piece = string | number | null | undefined | Markup | readonly Markup[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // An HTML parser reads a bare CR as LF; the reference stays a CR.
  '\r': '&#13;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"'\r]/g, (character) => ESCAPES[character] ?? character);
}

function written(piece: Piece): string {
  if (piece === null || piece === undefined) return '';
  if (typeof piece === 'string' || typeof piece === 'number') return escaped(String(piece));
  return 'html' in piece ? piece.html : piece.map((markup) => markup.html).join('');
}

/**
 * A template whose values are escaped, for element content and quoted attributes.
 *
 * @example
 * html`<p title="${'"'}">${'<b>'}</p>`.html; // '<p title="&quot;">&lt;b&gt;</p>'
 */
export function html(literals: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  const text = literals.map((literal, index) => literal + written(pieces[index]));
  return { kind: 'markup', html: text.join('') };
}

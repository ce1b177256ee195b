/** Floor 2: PEM text (RFC 7468): blocks of base64 between BEGIN and END lines. */

/** Stands in every certificate and above every private key Standin makes. */
export const TEST_ONLY_MARK = 'Standin test-only key: never trust in production';

/**
 * Breaks text into lines of so many columns.
 *
 * @param columns - length of a line; 0 leaves the text on one line
 */
export function wrap(text: string, columns: number): string {
  if (columns <= 0) return text;
  const lines: string[] = [];
  for (let at = 0; at < text.length; at += columns) lines.push(text.slice(at, at + columns));
  return lines.join('\n');
}

/**
 * Writes a PEM block.
 *
 * @param label - `CERTIFICATE`, `PRIVATE KEY`
 * @param base64 - the DER bytes as base64 on one line
 */
export function toPem(label: string, base64: string): string {
  return `-----BEGIN ${label}-----\n${wrap(base64, 64)}\n-----END ${label}-----\n`;
}

/**
 * The first PEM block whose label matches, without the text around it.
 *
 * @param label - pattern of the label, e.g. `(?:RSA |EC )?PRIVATE KEY`
 */
export function pemBlock(text: string, label: string): string | undefined {
  const begin = new RegExp(`-----BEGIN (${label})-----`).exec(text);
  if (begin === null) return undefined;
  const end = `-----END ${begin[1] ?? ''}-----`;
  const stop = text.indexOf(end, begin.index);
  return stop < 0 ? undefined : `${text.slice(begin.index, stop + end.length)}\n`;
}

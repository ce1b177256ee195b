/** Floor 5: what a cell of a table means. */

/** Tables have no types: `true` and `false` in any case are the truth values, anything else is text. */
export function textValue(cell: string): string | boolean {
  const text = cell.trim();
  const word = text.toLowerCase();
  return word === 'true' || word === 'false' ? word === 'true' : text;
}

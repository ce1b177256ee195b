/** Floor 8: the diagnostics of a TAP test point. */

/** What JSON may hold bare and YAML 1.2 may not (chapter 5.1, printable characters). */
const UNPRINTABLE =
  /[\u{7F}-\u{9F}\u{2028}\u{2029}\u{202A}-\u{202E}\u{2066}-\u{2069}\u{FEFF}\u{FFFE}\u{FFFF}]/gu;

function escaped(character: string): string {
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}

/** JSON is YAML, as long as every character is one that YAML prints. */
function scalar(value: unknown): string {
  return JSON.stringify(value).replace(UNPRINTABLE, escaped);
}

function entryLines([key, value]: readonly [string, unknown]): readonly string[] {
  if (!Array.isArray(value)) return [`  ${key}: ${scalar(value)}`];
  return [`  ${key}:`, ...value.map((item) => `    - ${scalar(item)}`)];
}

/** A YAML block as TAP 14 wants it: indented by two; keys without a value are left out. */
export function yamlLines(diagnostics: Readonly<Record<string, unknown>>): readonly string[] {
  const entries = Object.entries(diagnostics).filter(([, value]) => value !== undefined);
  return ['  ---', ...entries.flatMap(entryLines), '  ...'];
}

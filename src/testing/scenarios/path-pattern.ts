/** Floor 9: patterns of paths as people write them: `**`, `*`, `?` and `{one,other}`. */

const SPECIAL = /[*?{]/;

/** Every piece of a pattern with its regular expression. */
const PIECES: readonly (readonly [piece: RegExp, meaning: (text: string) => string])[] = [
  [/^\*\*\//, () => '(?:[^/]+/)*'],
  [/^\*\*/, () => '.*'],
  [/^\*/, () => '[^/]*'],
  [/^\?/, () => '[^/]'],
  [/^\{[^{}]*\}/, (text) => `(?:${text.slice(1, -1).split(',').map(expressionOf).join('|')})`],
  [/^[^*?{]+|^\{/, (text) => text.replace(/[\\^$.|+()[\]{}]/g, '\\$&')],
];

function expressionOf(pattern: string): string {
  let rest = pattern;
  let expression = '';
  while (rest !== '') {
    for (const [piece, meaning] of PIECES) {
      const [text] = piece.exec(rest) ?? [];
      if (text === undefined) continue;
      expression += meaning(text);
      rest = rest.slice(text.length);
      break;
    }
  }
  return expression;
}

/** Whether a path is a pattern. */
export function isPattern(path: string): boolean {
  return SPECIAL.test(path);
}

/**
 * Takes a pattern apart.
 *
 * @param pattern - with `/` between its parts
 * @returns the folder to search, which no wildcard stands in, and what a whole path must match
 * @example
 * readPattern('scenarios/**\/*.yaml').folder; // 'scenarios'
 */
export function readPattern(pattern: string): {
  readonly folder: string;
  readonly expression: RegExp;
} {
  const parts = pattern.split('/');
  const plain = parts.slice(0, parts.findIndex(isPattern));
  const absolute = pattern.startsWith('/');
  const folder = plain.join('/');
  return {
    folder: folder === '' ? (absolute ? '/' : '.') : folder,
    expression: new RegExp(`^${expressionOf(pattern)}$`, 'u'),
  };
}

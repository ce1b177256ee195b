/** Runs code of the documentation: what it imports is handed in, the tests it defines are collected. */
import { runInThisContext } from 'node:vm';
import ts from 'typescript';

/** One code block, ready to run. */
type Runnable = (...values: readonly unknown[]) => Promise<void>;

/** A test that a block defines. */
export interface DefinedTest {
  readonly title: string;
  readonly run: () => unknown;
}

/** The TypeScript blocks of a page, each with the heading above it. */
export function codeBlocks(markdown: string): { readonly title: string; readonly code: string }[] {
  return markdown.split(/^## /m).flatMap((section) => {
    const title = section.split('\n', 1)[0] ?? '';
    return [...section.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => ({ title, code }));
  });
}

/** The examples in a source file's docstrings. */
export function docstringExamples(source: string): string[] {
  return [...source.matchAll(/^ *\* @example\n((?: *\* ?.*\n)*?)(?= *\*\/| *\* @)/gm)].map(
    ([, text = '']) => text.replace(/^ *\* ?/gm, ''),
  );
}

/** `expression; // literal` is a promise: it becomes an expectation. */
export function withPromises(code: string): string {
  return code.replace(
    /^(?!const |await using )(.+?); \/\/ (.+)$/gm,
    (line, said: string, value: string) => {
      const isLiteral = /^(?:'[^']*'|-?[\d_]+|true|false|\[.*\]|\{.*\}|Date\.parse\(.*\))$/.test(
        value,
      );
      return isLiteral ? `expect(${said}).toEqual(${value});` : line;
    },
  );
}

/**
 * Runs a block; imports are dropped, because everything is in the scope.
 *
 * @param scope - what the block may name
 */
export async function runBlock(
  code: string,
  scope: Readonly<Record<string, unknown>>,
): Promise<void> {
  const body = code.replace(/^import .*$/gm, '');
  const { outputText } = ts.transpileModule(`export const run = async () => {${body}\n};`, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
  });
  const names = Object.keys(scope);
  const source = `(function (exports, ${names.join(', ')}) {${outputText}\nreturn exports.run();})`;
  const make = runInThisContext(source) as Runnable;
  await make({}, ...names.map((name) => scope[name]));
}

/** Holds files against the rules of size, name and state. */
import ts from 'typescript';
import type { SourceFile } from './source-file.js';
import { walk } from './source-file.js';

/** Lines that no file may exceed, and that half of the files must stay below. */
const CEILING = 400;
export const MEDIAN = 100;

/** Names that say nothing about what is inside. */
const EMPTY_NAMES = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'manager', 'service']);

const KEBAB = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** How many lines the file has. */
export function linesOf({ text }: SourceFile): number {
  return text.replace(/\n$/, '').split('\n').length;
}

/** The middle of the sorted numbers; of two middles the upper one. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** A file that is too long. */
export function sizeViolations(file: SourceFile): string[] {
  const lines = linesOf(file);
  return lines > CEILING ? [`${file.path}: ${lines} lines`] : [];
}

/** Folders and files whose names are not kebab-case or say nothing. `a.test.ts` and `a.d.ts` count as `a`. */
export function nameViolations({ path }: SourceFile): string[] {
  const parts = path.split('/');
  const names = [
    ...parts.slice(0, -1),
    parts.at(-1)?.replace(/(?:\.test|\.d)?\.[a-z]+$/, '') ?? '',
  ];
  return names
    .filter((name) => !KEBAB.test(name) || name.split('-').some((word) => EMPTY_NAMES.has(word)))
    .map((name) => `${path}: "${name}" is no name for a file or folder`);
}

/** Module-level variables: two identity providers in one process must never see each other. */
export function stateViolations(file: SourceFile): string[] {
  const found: string[] = [];
  walk(file, (node) => {
    if (!ts.isVariableStatement(node) || !ts.isSourceFile(node.parent)) return;
    if ((node.declarationList.flags & ts.NodeFlags.Const) === 0) {
      found.push(`${file.path}: ${node.getText()}`);
    }
  });
  return found;
}

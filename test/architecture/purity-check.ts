/** Finds clocks, randomness and I/O that do not come through the context. */
import ts from 'typescript';
import { FIRST_IMPURE_FLOOR, FLOORS, partOf } from './floors.js';
import type { SourceFile } from './source-file.js';
import { walk } from './source-file.js';

/** The one file below floor 5 that reads the machine's clock. */
const CLOCK = 'src/base/clock.ts';

/** Members of globals that tell time or draw lots. */
const MEMBERS = /^(?:Date\.now|Math\.random|performance\.now|crypto\.\w+|Temporal\.Now)$/;

/** Globals that reach outside. */
const GLOBALS: ReadonlySet<string> = new Set([
  'process',
  'console',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
]);

/** Names of `node:crypto` that draw lots; making keys is the only chance in the house. */
const LOTS = /^(?:random\w*|getRandomValues|webcrypto)$/;

/** A global's name where it stands for the global: not a property, key, parameter or declaration. */
function isFree(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  return ts.isCallExpression(parent) || ts.isNewExpression(parent);
}

function impurity(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    const name = node.getText().replace('globalThis.', '');
    return MEMBERS.test(name) ? name : undefined;
  }
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date') {
    return (node.arguments?.length ?? 0) === 0 ? 'new Date()' : undefined;
  }
  if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return 'Date()';
  if (ts.isImportSpecifier(node)) {
    const name = (node.propertyName ?? node.name).text;
    return LOTS.test(name) ? name : undefined;
  }
  return ts.isIdentifier(node) && GLOBALS.has(node.text) && isFree(node) ? node.text : undefined;
}

/** Everything in a file below floor 5 that the context should have given. */
export function purityViolations(file: SourceFile): string[] {
  const level = FLOORS[partOf(file.path)]?.level ?? 0;
  if (level >= FIRST_IMPURE_FLOOR || file.path === CLOCK) return [];
  const found: string[] = [];
  walk(file, (node) => {
    const what = impurity(node);
    if (what !== undefined) found.push(`${file.path}: ${what}`);
  });
  return found;
}

/** Holds a file's imports against the table of floors. */
import { posix } from 'node:path';
import ts from 'typescript';
import { FLOORS, partOf } from './floors.js';
import type { SourceFile } from './source-file.js';
import { walk } from './source-file.js';

/** The node that names the module, whatever way the file imports it: types and dynamic imports count. */
function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportTypeNode(node)) {
    return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : node.argument;
  }
  if (ts.isExternalModuleReference(node)) return node.expression;
  if (!ts.isCallExpression(node)) return undefined;
  const { expression } = node;
  const imports = expression.kind === ts.SyntaxKind.ImportKeyword;
  const requires = ts.isIdentifier(expression) && expression.text === 'require';
  return imports || requires ? node.arguments[0] : undefined;
}

/** Every module that a file names, in order; `undefined` where the name is computed. */
function importsOf(file: SourceFile): (string | undefined)[] {
  const found: (string | undefined)[] = [];
  walk(file, (node) => {
    const specifier = specifierOf(node);
    if (specifier === undefined) return;
    found.push(ts.isStringLiteralLike(specifier) ? specifier.text : undefined);
  });
  return found;
}

/** `@scope/name/deep` is the package `@scope/name`; Node's modules keep their prefix. */
function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

function mayUse(packages: readonly string[], name: string): boolean {
  return packages.includes(name) || (name.startsWith('node:') && packages.includes('node:*'));
}

/** What is wrong with one import, or nothing. */
function judge(file: SourceFile, specifier: string | undefined): string | undefined {
  const from = partOf(file.path);
  const floor = FLOORS[from];
  if (floor === undefined) return `${from} is not in the table of floors`;
  if (specifier === undefined) return 'imports a module by a computed name';
  if (!specifier.startsWith('.')) {
    const name = packageOf(specifier);
    return mayUse(floor.packages, name) ? undefined : `${from} may not use ${name}`;
  }
  const target = posix.join(posix.dirname(file.path), specifier);
  if (!target.startsWith('src/')) return `imports ${target}, which is outside of src`;
  const to = partOf(target.replace(/\.js$/, '.ts'));
  const below = FLOORS[to];
  if (below === undefined) return `${to} is not in the table of floors`;
  if (from === to || below.level < floor.level) return undefined;
  const relation = below.level === floor.level ? 'a stranger of the same floor' : 'a higher floor';
  return `${from} imports ${to}, ${relation}`;
}

/** Every import that breaks the table. */
export function importViolations(file: SourceFile): string[] {
  const known = FLOORS[partOf(file.path)] === undefined ? [undefined] : importsOf(file);
  return known
    .map((specifier) => judge(file, specifier))
    .filter((wrong) => wrong !== undefined)
    .map((wrong) => `${file.path}: ${wrong}`);
}

/** Copies the declarations that users can reach: once for ESM, once for CommonJS. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const DIST = join(import.meta.dirname, '../dist');
const ENTRIES = ['index.d.ts', 'testing/vitest.d.ts', 'testing/jest.d.ts'];
const COPIES = [
  ['types', 'module'],
  ['cjs/types', 'commonjs'],
];
const RELATIVE = /(?:from |import\(|import )'(\.[^']+)\.js'/g;

/** A declaration and everything that it names. */
function reach(file, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, path] of readFileSync(file, 'utf8').matchAll(RELATIVE)) {
    reach(join(dirname(file), `${path}.d.ts`), found);
  }
  return found;
}

const files = new Set(ENTRIES.flatMap((entry) => [...reach(join(DIST, entry))]));
for (const [folder, type] of COPIES) {
  rmSync(join(DIST, folder), { recursive: true, force: true });
  mkdirSync(join(DIST, folder), { recursive: true });
  writeFileSync(join(DIST, folder, 'package.json'), `{ "type": "${type}" }\n`);
  for (const file of files) cpSync(file, join(DIST, folder, relative(DIST, file)));
}

import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { defineConfig } from 'rolldown';

// The licences of everything that a bundle contains, as its packages bring them.
const LICENCE = /^(?:licen[cs]e|copying)(?:\.\w+)?$/i;

/** The folder of the package that a module belongs to; `undefined` for our own. */
function packageOf(module) {
  const [, folder] =
    /^\0?(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(module) ?? [];
  return folder;
}

function noticeOf(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => LICENCE.test(entry));
  const text = file === undefined ? '' : `\n\n${readFileSync(join(folder, file), 'utf8').trim()}`;
  return `${manifest.name} ${manifest.version} (${manifest.license ?? 'see below'})${text}\n`;
}

/** A rolldown plugin: writes THIRD-PARTY-NOTICES.txt beside the bundle. */
function notices() {
  return {
    name: 'notices',
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((chunk) => chunk.moduleIds ?? []);
      const folders = new Set(modules.map(packageOf).filter((folder) => folder !== undefined));
      const packages = [...folders].filter((folder) => existsSync(join(folder, 'package.json')));
      const texts = packages.sort().map(noticeOf);
      const source = `The bundle contains these packages.\n\n${texts.join(`\n${'-'.repeat(72)}\n\n`)}`;
      this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-NOTICES.txt', source });
    },
  };
}

const DIST = join(import.meta.dirname, 'dist');
const DECLARED = ['index.d.ts', 'testing/vitest.d.ts', 'testing/jest.d.ts'];
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

/** A rolldown plugin: copies the declarations that users can reach, as those of ESM or of CommonJS. */
function declarations(folder, type) {
  const target = join(DIST, folder);
  return {
    name: 'declarations',
    writeBundle() {
      rmSync(target, { recursive: true, force: true });
      mkdirSync(target, { recursive: true });
      writeFileSync(join(target, 'package.json'), `{ "type": "${type}" }\n`);
      const files = new Set(DECLARED.flatMap((entry) => [...reach(join(DIST, entry))]));
      for (const file of files) cpSync(file, join(target, relative(DIST, file)));
    },
  };
}

/** What users import. */
const LIBRARY = {
  index: 'dist/index.js',
  vitest: 'dist/testing/vitest.js',
  jest: 'dist/testing/jest.js',
};

/** What users bring, when they want it. */
const external = ['vitest', '@jest/globals', 'playwright-core'];

// Names stay readable in stack traces; white space and comments go.
const minify = { mangle: false, compress: false, codegen: { removeWhitespace: true } };

/** Few files with all that they need: Node reads 20 instead of 900 at start, and users install one package. */
export default [
  // The command line and the ESM library share what both need.
  defineConfig({
    input: { standin: 'dist/cli/bin.js', ...LIBRARY },
    platform: 'node',
    external,
    plugins: [notices(), declarations('types', 'module')],
    output: { dir: 'dist/bundle', format: 'esm', cleanDir: true, minify },
  }),
  // The library once more for Jest and `require`.
  defineConfig({
    input: { ...LIBRARY, 'fit-process': 'dist/testing/scenarios/fit-process.js' },
    platform: 'node',
    external,
    plugins: [notices(), declarations('cjs/types', 'commonjs')],
    output: {
      dir: 'dist/cjs',
      format: 'cjs',
      cleanDir: true,
      entryFileNames: '[name].cjs',
      chunkFileNames: '[name]-[hash].cjs',
      // Jest runs no `import()` without flags.
      dynamicImportInCjs: false,
      minify,
    },
  }),
];

import { defineConfig } from 'rolldown';
import { notices } from './packaging/notices.js';

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
    plugins: [notices()],
    output: { dir: 'dist/bundle', format: 'esm', cleanDir: true, minify },
  }),
  // The library once more for Jest and `require`.
  defineConfig({
    input: { ...LIBRARY, 'fit-process': 'dist/testing/scenarios/fit-process.js' },
    platform: 'node',
    external,
    plugins: [notices()],
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

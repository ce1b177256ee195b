import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string): string => fileURLToPath(new URL(`src/${path}`, import.meta.url));

const config: ReturnType<typeof defineConfig> = defineConfig({
  // The examples import Standin by its name, as their users do.
  resolve: {
    alias: [
      { find: /^standin$/, replacement: source('index.ts') },
      { find: /^standin\/vitest$/, replacement: source('testing/vitest.ts') },
    ],
  },
  test: {
    include: ['test/**/*.test.ts', 'examples/**/*.test.js'],
    exclude: ['test/package/**', '**/node_modules/**'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
export default config;

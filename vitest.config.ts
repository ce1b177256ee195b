import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const source = (path: string): string => fileURLToPath(new URL(`src/${path}`, import.meta.url));

/** The proof takes longest: begun first, it does not run alone at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rest = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => moduleId.includes('/attack/proof');
    return [...rest.filter(isLong), ...rest.filter((file) => !isLong(file))];
  }
}

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
    // Vitest leaves one core idle; on two cores that is half of them.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
export default config;

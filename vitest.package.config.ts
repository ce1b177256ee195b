import { defineConfig } from 'vitest/config';

/** The packed tarball, installed and used: needs the registry, so it runs apart from `npm test`. */
const config: ReturnType<typeof defineConfig> = defineConfig({
  test: {
    include: ['test/package/**/*.test.ts'],
    exclude: ['test/package/projects/**'],
    globalSetup: ['test/package/pack.ts'],
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
});
export default config;

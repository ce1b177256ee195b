import { defineConfig } from 'rolldown';

// The command line in few files with all that it needs: Node reads 20 files instead of 900 at start.
export default defineConfig({
  input: { standin: 'dist/cli/bin.js' },
  platform: 'node',
  output: {
    dir: 'dist/bundle',
    format: 'esm',
    // Names stay readable in stack traces; white space and comments go.
    minify: { mangle: false, compress: false, codegen: { removeWhitespace: true } },
  },
});

#!/usr/bin/env node
import module from 'node:module';

// Node 22 and newer keep compiled code between runs.
module.enableCompileCache?.();
import('../dist/cli/bin.js').catch((error) => {
  if (error.code !== 'ERR_MODULE_NOT_FOUND' || !/dist.cli.bin\.js/.test(error.message)) throw error;
  console.error('standin: it is not built yet.\n  Run npm ci in its folder.');
  process.exitCode = 2;
});

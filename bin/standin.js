#!/usr/bin/env node
import module from 'node:module';

// Node 22 and newer keep compiled code between runs.
module.enableCompileCache?.();
import('../dist/bundle/standin.js').catch((error) => {
  if (error.code !== 'ERR_MODULE_NOT_FOUND' || !/dist.bundle.standin\.js/.test(error.message))
    throw error;
  console.error('standin: it is not built yet.\n  Run npm ci in its folder.');
  process.exitCode = 2;
});

/** A process that loads one roster and prints what it cost. `node --expose-gc load-process.mjs SIZE` */
import { performance } from 'node:perf_hooks';
import { handleOf, LOADED, loadRoster } from './roster.mjs';

/** Bytes that are alive. */
function heap() {
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}

const size = Number(process.argv[2]);
// The compiler has seen everything before the clock starts, or the small roster would pay for it alone.
loadRoster(5000, 'app');
const before = heap();
const start = performance.now();
const directory = loadRoster(size, 'app');
const milliseconds = performance.now() - start;
const bytes = heap() - before;
if (directory.at(LOADED).user(handleOf(size - 1)) === undefined) throw new Error('not loaded');
process.stdout.write(JSON.stringify({ milliseconds, bytes }));

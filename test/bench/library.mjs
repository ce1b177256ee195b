/** What does a test suite pay before its first login: the import, and `mockIdp()`? */
import { median, ratio, runNode } from './measure.mjs';

const LIBRARY = new URL('../../dist/bundle/index.js', import.meta.url).href;

/** Prints milliseconds of an import in a process of its own, and of what is done with it afterwards. */
const timed = (specifier, then = '') => [
  '--input-type=module',
  '-e',
  `const start = performance.now();
   const module = await import(${JSON.stringify(specifier)});
   const imported = performance.now();
   ${then}
   console.log(JSON.stringify([imported - start, performance.now() - imported]));`,
];

/** Fresh processes in turns. */
export function measureLibrary(rounds) {
  const express = [];
  const standin = [];
  const ready = [];
  for (let round = 0; round < rounds; round++) {
    express.push(JSON.parse(runNode(timed('express')).output)[0]);
    const times = JSON.parse(runNode(timed(LIBRARY, 'await module.mockIdp();')).output);
    standin.push(times[0]);
    ready.push(times[1]);
  }
  return {
    milliseconds: { standin: median(standin), express: median(express), mockIdp: median(ready) },
    fastest: { mockIdp: Math.min(...ready) },
    ratio: ratio(standin, express),
  };
}

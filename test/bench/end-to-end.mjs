/** What does `standin run` of one story cost, from the shell's prompt to the next one? */
import { fileURLToPath } from 'node:url';
import { median, ratio, runNode } from './measure.mjs';

const path = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

const RUN = [path('bin/standin.js'), 'run', path('scenarios/lifecycle/first-login.yaml')];
const NOTHING = ['-e', '0'];

/** Runs both in turns, each in a process of its own. */
export function measureEndToEnd(rounds) {
  const runs = [];
  const nothings = [];
  for (let round = 0; round < rounds; round++) {
    nothings.push(runNode(NOTHING).milliseconds);
    runs.push(runNode(RUN).milliseconds);
  }
  return {
    milliseconds: { run: median(runs), nothing: median(nothings) },
    ratio: ratio(runs, nothings),
  };
}

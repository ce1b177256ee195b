/** Floor 8: what was not played and why, and what a reader must know besides. */
import type { RunResult } from '../run/result.js';
import { leftOutReasons } from './left-out.js';
import { oneLine } from './one-line.js';
import type { Paint } from './reporter.js';

/** Lines below the list of stories; none when all were played and nothing is to be said. */
export function leftOutLines({ leftOut, notes }: RunResult, paint: Paint): readonly string[] {
  const reasons = [...leftOutReasons(leftOut)]
    .sort((left, right) => right.ids.length - left.ids.length)
    .map(({ why, ids }) => `  ${String(ids.length).padStart(3)}  ${oneLine(why)}`);
  const heading = reasons.length === 0 ? [] : [`left out: ${leftOut.length}`];
  const said = notes.map((note) => `note: ${oneLine(note)}`);
  const lines = [...heading, ...reasons, ...said];
  return lines.length === 0 ? [] : ['', ...lines.map((line) => paint.dim(line))];
}

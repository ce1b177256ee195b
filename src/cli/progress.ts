/** Floor 9: progress for a person who waits; nobody else sees it. */
import type { RunEvent } from '../run/result.js';
import type { Io } from './io.js';
import { variable } from './io.js';

const CLEAR_LINE = '\r\u001B[K';

/** Listens to a run; `undefined` where stderr is no terminal or CI reads it. */
export function progressOn(io: Io): ((event: RunEvent) => void) | undefined {
  if (!io.isTTY.stderr || variable(io, 'CI') !== undefined) return undefined;
  const seen = { total: 0, done: 0 };
  return (event) => {
    if (event.kind === 'story-fitted') {
      const { done, stories, id } = event;
      const text = done === stories ? '' : `does it apply? ${done}/${stories} ${id}`;
      io.stderr.write(`${CLEAR_LINE}${text}`);
      return;
    }
    if (event.kind === 'run-start') {
      seen.total = event.stories;
      return;
    }
    seen.done += 1;
    const last = seen.done === seen.total;
    const text = last ? '' : `${seen.done}/${seen.total} ${event.story.id}`;
    io.stderr.write(`${CLEAR_LINE}${text}`);
  };
}

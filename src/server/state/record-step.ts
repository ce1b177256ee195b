/** Floor 5: what happens, in the words of scenario files, for the story that people save. */
import type { RecordedStep, ServerState } from './server-state.js';

/** A story of more steps is nobody's; a server that answers a load test must not grow with it. */
const MOST_STEPS = 10_000;

/** Records a step, now. */
export function recordStep({ recorded, clock }: ServerState, step: Omit<RecordedStep, 'at'>): void {
  if (recorded.length < MOST_STEPS) recorded.push({ at: clock.now(), ...step });
}

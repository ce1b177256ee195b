/** Floor 5: what happens, in the words of scenario files, for the story that people save. */
import type { RecordedStep, ServerState } from './server-state.js';

/** A story of more steps is nobody's; a server that answers a load test must not grow with it. */
export const MOST_STEPS = 10_000;

/** Records a step about an application, now. */
export function recordStep(
  { recorded, clock }: ServerState,
  { tenant, app, step }: Required<Pick<RecordedStep, 'tenant' | 'app' | 'step'>>,
): void {
  if (recorded.length >= MOST_STEPS) return;
  recorded.push({ tenant, app, at: clock.now(), step });
}

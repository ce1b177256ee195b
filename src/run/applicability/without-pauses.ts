/** Floor 7: stories whose pauses are only told: most of what happens to people does not hang on how long it took. */
import type { WorkItem } from '../work-item.js';
import { fitsRealTime } from './real-time.js';

/**
 * The item without the pauses that an SP with the real time cannot wait for. Whether the story still holds without
 * them is for the model to say (`promises`).
 */
export function withoutPauses(item: WorkItem): WorkItem {
  const { scenario, target } = item;
  if (target === undefined || target.abilities.clock || fitsRealTime(scenario)) return item;
  const steps = scenario.steps.filter(({ verb }) => verb !== 'advance');
  return { ...item, scenario: { ...scenario, steps }, withPauses: scenario };
}

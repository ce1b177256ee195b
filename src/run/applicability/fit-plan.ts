/** Floor 7: leaves out what a target does not promise. The embedded SP is the model of every profile. */
import type { LeftOut } from '../left-out.js';
import { openEmbedded } from '../open-embedded.js';
import type { Plan } from '../plan.js';
import { readdress } from '../readdress.js';
import { runStory } from '../run-story.js';
import type { WorkItem } from '../work-item.js';

/** One seed for every model: whether a story applies never depends on chance. */
const MODEL = {
  seed: 'model',
  strict: true,
  flags: [],
  open: openEmbedded,
  label: () => 'model',
};

/**
 * Whether a story holds under the profile of its target: it is played on the embedded SP first.
 *
 * @param item - at a target with a profile
 */
export async function promises(item: WorkItem): Promise<boolean> {
  const { target, writtenFor, ...model } = item;
  if (target?.profile === undefined) return true;
  const { entityId } = model.profile;
  const scenario =
    writtenFor === undefined ? model.scenario : readdress(model.scenario, writtenFor, entityId);
  const { verdict } = await runStory({ ...model, scenario }, MODEL);
  return verdict === 'passed';
}

/**
 * Leaves out the stories that contradict the profile of their target, each with the reason.
 *
 * @param plan - what `planRun` gives
 * @returns the same plan where no target has a profile
 * @example
 * const plan = await fitPlan(planRun({ paths: ['scenarios'], cwd, now: Date.now(), target }));
 * plan.leftOut[0]?.why; // 'not promised by the profile "proof"'
 */
export async function fitPlan(plan: Plan): Promise<Plan> {
  const items: WorkItem[] = [];
  const unfit: LeftOut[] = [];
  for (const item of plan.items) {
    if (await promises(item)) items.push(item);
    else unfit.push({ id: item.id, why: `not promised by the profile "${item.profile.name}"` });
  }
  return { items, leftOut: [...plan.leftOut, ...unfit] };
}

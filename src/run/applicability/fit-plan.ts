/** Floor 7: leaves out what a target does not promise. The embedded SP is the model of every profile (decision 007). */
import type { LeftOut } from '../left-out.js';
import { openEmbedded } from '../open-embedded.js';
import type { Plan } from '../plan.js';
import { readdress } from '../readdress.js';
import type { RunEvent } from '../result.js';
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

/** Whether a story holds under the item's profile: it is played on the embedded SP first. */
async function holds(item: WorkItem): Promise<boolean> {
  const { target, writtenFor, ...model } = item;
  if (target === undefined) return true;
  const { entityId } = model.profile;
  const scenario =
    writtenFor === undefined ? model.scenario : readdress(model.scenario, writtenFor, entityId);
  const { verdict } = await runStory({ ...model, scenario }, MODEL);
  return verdict === 'passed';
}

/** Why a story is not for its target; `undefined` when it is. */
async function whyUnfit(item: WorkItem): Promise<string | undefined> {
  const { target, profile, withPauses } = item;
  if (target === undefined) return undefined;
  const asked = target.profile !== undefined || withPauses !== undefined;
  if (!asked || (await holds(item))) return undefined;
  const inTime = withPauses === undefined ? item : { ...item, scenario: withPauses };
  if (target.profile === undefined || (inTime !== item && (await holds(inTime)))) {
    return "needs the app's clock";
  }
  return `not promised by the profile "${profile.name}"`;
}

/**
 * Leaves out the stories that contradict the profile of their target, and those that do not hold without their pauses
 * where its clock cannot be moved; each with the reason.
 *
 * @param plan - what `planRun` gives
 * @param onEvent - hears `story-fitted` of every story that a target is asked for
 * @returns the same plan for the embedded SP, and for targets without a profile but for those pauses
 * @example
 * const plan = await fitPlan(planRun({ paths: ['scenarios'], cwd, now: Date.now(), target }));
 * plan.leftOut[0]?.why; // 'not promised by the profile "proof"'
 */
export async function fitPlan(plan: Plan, onEvent?: (event: RunEvent) => void): Promise<Plan> {
  if (plan.fitted === true) return plan;
  const items: WorkItem[] = [];
  const unfit: LeftOut[] = [];
  for (const [index, item] of plan.items.entries()) {
    const why = await whyUnfit(item);
    if (item.target !== undefined) {
      const stories = plan.items.length;
      onEvent?.({ kind: 'story-fitted', id: item.id, done: index + 1, stories });
    }
    if (why === undefined) items.push(item);
    else unfit.push({ id: item.id, why });
  }
  return { items, leftOut: [...plan.leftOut, ...unfit], fitted: true };
}

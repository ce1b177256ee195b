/** Floor 7: tells the items that a target can play from those that need more than it can. */
import type { LeftOut } from '../left-out.js';
import type { WorkItem } from '../work-item.js';
import { RULES } from './rules.js';
import { withoutPauses } from './without-pauses.js';

/** What the target lacks for this item; `undefined` when nothing is missing, and for the embedded SP, which can all. */
function lackOf(item: WorkItem): string | undefined {
  const { target } = item;
  if (target === undefined) return undefined;
  return RULES.find(({ ability, needs }) => !target.abilities[ability] && needs(item))?.why;
}

/** Splits items, in their order; those that only seem to need the target's clock lose their pauses. */
export function splitFitting(items: readonly WorkItem[]): {
  readonly fitting: readonly WorkItem[];
  readonly unfit: readonly LeftOut[];
} {
  const judged = items.map((item) => ({ item, why: lackOf(item) }));
  return {
    fitting: judged.flatMap(({ item, why }) => (why === undefined ? [withoutPauses(item)] : [])),
    unfit: judged.flatMap(({ item, why }) => (why === undefined ? [] : [{ id: item.id, why }])),
  };
}

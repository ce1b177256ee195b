/** Floor 7: an item made ready for its SP: whose names it uses, which clock, which chance. */
import { shiftedClock, systemClock } from '../base/clock.js';
import type { Context } from '../base/context.js';
import { seededRandom } from '../base/random.js';
import { leapsOf } from './applicability/real-time.js';
import type { Names } from './fresh/addresses.js';
import { namesOf } from './fresh/addresses.js';
import { freshen, freshSettings } from './fresh/freshen.js';
import { sloUrlOf } from '../sp/slo-url.js';
import { setUpIdp } from './set-up.js';
import type { Sources } from './stage.js';
import { clockOf } from './stage.js';
import type { WorkItem } from './work-item.js';

/** What a story is played with. */
export interface Prepared {
  readonly item: WorkItem;
  readonly sources: Sources;
}

/** What preparation rests on. */
export interface Chances {
  readonly seed: string;
  /** What the seed is mixed with; the story's id unless said otherwise. */
  readonly source?: string;
  /** The instant for stories without `clock`, in milliseconds; absent = the machine's clock runs. */
  readonly now?: number;
  /** Draws what makes names new at a target that never forgets. */
  readonly label: () => string;
  /** What further placeholders of forged messages stand for. */
  readonly values?: Sources['values'];
  /** How often the harmless server was asked. */
  readonly canary?: Sources['canary'];
  /** The SP refuses with a status of 500 and more. */
  readonly errorsAreRefusals?: boolean;
}

/** The names of an item's people. */
export function namesIn(item: WorkItem, context: Context): Names {
  const { entityId, acs: acsUrl } = item.profile;
  const { application } = setUpIdp(item, { entityId, acsUrl, sloUrl: sloUrlOf(acsUrl) }, context);
  return namesOf(item.scenario, application.nameId.source);
}

function freshItem(item: WorkItem, label: string, context: Context): WorkItem {
  const names = namesIn(item, context);
  return {
    ...item,
    scenario: freshen(item.scenario, names, label),
    idp: { ...item.idp, settings: freshSettings(item.idp.settings, names, label) },
  };
}

/** The real time, so far back that the story's leaps end today. */
function realTime({ scenario }: WorkItem): Sources['clock'] {
  const clock = shiftedClock(systemClock);
  clock.advance(-leapsOf(scenario));
  return clock;
}

/**
 * Prepares an item.
 *
 * @returns the item as it is played: at a target that cannot forget its accounts, with names that are new
 */
export function prepare(item: WorkItem, chances: Chances): Prepared {
  const { seed, now, label: draw } = chances;
  const { target } = item;
  const source = `${seed}/${chances.source ?? item.id}`;
  const clock =
    target === undefined || target.abilities.clock ? clockOf(item, now) : realTime(item);
  const { values = {}, canary, errorsAreRefusals = false } = chances;
  const forging = { values, errorsAreRefusals, ...(canary === undefined ? {} : { canary }) };
  if (target === undefined || target.abilities.reset) {
    return { item, sources: { clock, random: seededRandom(source), ...forging } };
  }
  const label = draw();
  const random = seededRandom(`${source}/${label}`);
  return {
    item: freshItem(item, label, { clock, random }),
    sources: { clock, random, ...forging },
  };
}

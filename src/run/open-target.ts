/** Floor 7: opens the SP under test for one story: forgotten accounts, the story's instant, nobody there yet. */
import { TargetError } from '../base/errors.js';
import type { AccountsObservation, Target, TargetOffer } from '../sp/target.js';
import { hideEarlier } from './fresh/hide-earlier.js';
import type { Prepared } from './prepare.js';
import { namesIn } from './prepare.js';
import { readdress } from './readdress.js';
import type { WorkItem } from './work-item.js';

/** A story and its SP, ready for the first step. */
export interface Opened {
  readonly target: Target;
  /** Its expectations mean this target. */
  readonly item: WorkItem;
}

/** A reset that left people of the story behind would make every verdict wrong. */
function checkForgotten(
  { item, sources }: Prepared,
  offer: TargetOffer,
  seen: AccountsObservation,
): void {
  if (seen.kind === 'unknown' || !offer.abilities.reset) return;
  const { emails } = namesIn(item, sources);
  const left = seen.accounts.find(({ email }) => emails.has(email?.toLowerCase() ?? ''));
  if (left === undefined) return;
  throw new TargetError(
    'target-undrivable',
    `${offer.name} still has the account of ${left.email ?? left.id} after its reset.`,
    { fix: 'Check "reset" of the target: it has to forget every account that a login made.' },
  );
}

async function settle(target: Target, prepared: Prepared, offer: TargetOffer): Promise<Target> {
  await target.reset?.();
  await target.setClock?.(prepared.sources.clock.now());
  const earlier = await target.accounts();
  checkForgotten(prepared, offer, earlier);
  return hideEarlier(target, earlier);
}

/**
 * Opens a target for a story.
 *
 * @throws TargetError when it cannot be reached or driven; it is closed again then
 */
export async function openTarget(offer: TargetOffer, prepared: Prepared): Promise<Opened> {
  const { item, sources } = prepared;
  const { clock, random } = sources;
  const target = await offer.open({ clock, random: random.fork('sp') });
  try {
    const settled = await settle(target, prepared, offer);
    const { writtenFor = target.entityId, scenario } = item;
    const told = { ...item, scenario: readdress(scenario, writtenFor, target.entityId) };
    return { target: settled, item: told };
  } catch (error) {
    await target.close();
    throw error;
  }
}

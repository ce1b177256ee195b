/** Floor 7: what a reader must know of how a target was played at. */
import type { TargetOffer } from '../sp/target.js';
import type { WorkItem } from './work-item.js';

function notesOn({ name, abilities }: TargetOffer): readonly string[] {
  const fresh = `${name} has no reset: every story uses fresh e-mail addresses (ada+label@…), and accounts that were there before are not counted`;
  const clock = `${name} has the real time: stories are not played at the instant that their files say`;
  return [...(abilities.reset ? [] : [fresh]), ...(abilities.clock ? [] : [clock])];
}

/** How many stories were played without their pauses. */
function pausesNote(items: readonly WorkItem[]): readonly string[] {
  const count = items.filter(({ withPauses }) => withPauses !== undefined).length;
  if (count === 0) return [];
  const stories = count === 1 ? '1 story is' : `${count} stories are`;
  return [`${stories} played without the pauses of the file, which change nothing there`];
}

/** The notes on every target of a run, each once. */
export function targetNotes(items: readonly WorkItem[]): readonly string[] {
  const targets = new Set(items.flatMap(({ target }) => (target === undefined ? [] : [target])));
  return [...[...targets].flatMap(notesOn), ...pausesNote(items)];
}

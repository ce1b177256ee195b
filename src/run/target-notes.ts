/** Floor 7: what a reader must know of how a target was played at. */
import type { TargetOffer } from '../sp/target.js';
import type { WorkItem } from './work-item.js';

function notesOn({ name, abilities }: TargetOffer): readonly string[] {
  const fresh = `${name} has no reset: every story uses fresh e-mail addresses (ada+label@…), and accounts that were there before are not counted`;
  const clock = `${name} has the real time: stories are not played at the instant that their files say`;
  return [...(abilities.reset ? [] : [fresh]), ...(abilities.clock ? [] : [clock])];
}

/** The notes on every target of a run, each once. */
export function targetNotes(items: readonly WorkItem[]): readonly string[] {
  const targets = new Set(items.flatMap(({ target }) => (target === undefined ? [] : [target])));
  return [...targets].flatMap(notesOn);
}

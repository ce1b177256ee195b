/** Floor 8: how an attack ended, as a report sorts it. */
import type { AttackFacts, StoryResult } from '../../run/result.js';
import type { Severity } from '../../scenario/attack.js';

/** A story that is an attack of the corpus. */
export type AttackStory = StoryResult & { readonly attack: AttackFacts };

/**
 * `finding`: a check that a clause asks for is missing. `policy`: one that no clause asks for. `crash`: the SP broke down.
 * `not-driven`: the attack was not played to its end. In the order in which a person wants to know of them.
 */
export const ENDINGS = [
  'finding',
  'crash',
  'policy',
  'not-driven',
  'not-verified',
  'resisted',
] as const;

/** How an attack ended. */
export type Ending = (typeof ENDINGS)[number];

/** From the worst. */
export const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

/** Tells attacks from other stories. */
export function isAttack(story: StoryResult): story is AttackStory {
  return story.attack !== undefined;
}

/** The attacks among the stories of a run. */
export function attacksIn(stories: readonly StoryResult[]): readonly AttackStory[] {
  return stories.filter(isAttack);
}

/** The stories of a run that are no attacks. */
export function ordinaryIn(stories: readonly StoryResult[]): readonly StoryResult[] {
  return stories.filter((story) => !isAttack(story));
}

/** Only the last step is the attack: whatever fails before it keeps the attack from being one. */
function isWrong({ steps }: StoryResult): boolean {
  return steps.at(-1)?.findings.some(({ verdict }) => verdict === 'failed') ?? false;
}

/** Where breaking down is what the attack is for, it is no other kind of finding. */
function isCrash({ verdict, group }: AttackFacts): boolean {
  return verdict === 'error' && group !== 'dos';
}

/** How the attack ended. */
export function endingOf(story: AttackStory): Ending {
  const { verdict, attack } = story;
  if (verdict === 'passed') return 'resisted';
  if (verdict === 'not-verified') return 'not-verified';
  if (verdict === 'error' || !isWrong(story)) return 'not-driven';
  if (isCrash(attack)) return 'crash';
  return attack.clause === 'policy' ? 'policy' : 'finding';
}

function rankOf(story: AttackStory): number {
  return (
    ENDINGS.indexOf(endingOf(story)) * SEVERITIES.length + SEVERITIES.indexOf(story.attack.severity)
  );
}

/** What a person must look at comes first, the worst of it before the rest. */
export function byUrgency(attacks: readonly AttackStory[]): readonly AttackStory[] {
  return [...attacks].sort((left, right) => rankOf(left) - rankOf(right));
}

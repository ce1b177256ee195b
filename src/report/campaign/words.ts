/** Floor 8: what became of an attack, in words. */
import { EXPECTED_WORDS, VERDICT_WORDS } from '../../attack/verdict.js';
import type { AttackFacts } from '../../run/result.js';
import type { AttackerModel } from '../../scenario/attack.js';
import { blemishesOf, sentenceOf, stepName } from '../blemishes.js';
import { oneLine } from '../one-line.js';
import { combinationOf } from '../story-groups.js';
import type { AttackStory, Ending } from './ending.js';
import { endingOf } from './ending.js';
import type { Tally } from './tally.js';
import { tallyOf } from './tally.js';

/** One of a kind, and several. */
export const ENDING_WORDS: Readonly<Record<Ending, readonly [one: string, several: string]>> = {
  resisted: ['resisted', 'resisted'],
  finding: ['finding', 'findings'],
  crash: ['crash', 'crashes'],
  policy: ['policy finding', 'policy findings'],
  'not-driven': ['not driven', 'not driven'],
  'not-verified': ['not verified', 'not verified'],
};

/** A sign for each, where there is no room for words. */
export const ENDING_SIGNS: Readonly<Record<Ending, string>> = {
  resisted: '✓',
  finding: '✗',
  crash: '*',
  policy: '~',
  'not-driven': '!',
  'not-verified': '?',
};

/** Who can make such an attack. */
export const MODEL_WORDS: Readonly<Record<AttackerModel, string>> = {
  anonymous: 'anybody',
  user: 'a user of the same tenant',
  'other-tenant': 'the administrator of another tenant',
  network: 'somebody on the way',
};

/** `2 findings`. */
export function countOf(ending: Ending, count: number): string {
  const [one, several] = ENDING_WORDS[ending];
  return `${count} ${count === 1 ? one : several}`;
}

/** `21 resisted, 2 findings`. */
export function tallyText(tally: Tally): string {
  return tally.map(([ending, count]) => countOf(ending, count)).join(', ');
}

/** How many ended so, in words. */
export interface EndingCount {
  readonly ending: Ending;
  readonly text: string;
}

/** `21 resisted`, `3 controls accepted`, `2 findings`: a control that is accepted resists nothing. */
export function campaignCounts(attacks: readonly AttackStory[]): readonly EndingCount[] {
  const controls = attacks.filter(({ attack }) => attack.expect === 'accept');
  const accepted = controls.filter((each) => endingOf(each) === 'resisted').length;
  return tallyOf(attacks).flatMap(([ending, count]): readonly EndingCount[] => {
    if (ending !== 'resisted') return [{ ending, text: countOf(ending, count) }];
    const texts = [
      ...(count > accepted ? [countOf(ending, count - accepted)] : []),
      ...(accepted > 0 ? [`${accepted} ${accepted === 1 ? 'control' : 'controls'} accepted`] : []),
    ];
    return texts.map((text) => ({ ending, text }));
  });
}

/** `sig-none/empty[okta]`: enough for a person who knows that it is an attack. */
export function attackName(story: AttackStory): string {
  return oneLine(`${story.attack.id}[${combinationOf(story)}]`);
}

/** Why the attack was not played to its end, or proves nothing. */
export function obstacleOf(story: AttackStory): string {
  if (story.error !== undefined) return oneLine(`${story.error.message} [${story.error.code}]`);
  const [first] = blemishesOf(story);
  if (first === undefined) return 'nobody could tell';
  const { finding, step } = first;
  return finding.verdict === 'not-verified'
    ? oneLine(finding.why ?? 'the target cannot answer')
    : `${stepName(step)}: ${sentenceOf(finding)}`;
}

/** Who should be in, and who is. */
function whoText({ expect, verdict }: AttackFacts, why: string | undefined): string {
  // Of somebody else's session nothing more needs to be said.
  const known = why === undefined || verdict === 'as-victim' || verdict === 'as-other';
  const because = known ? '' : ` (${oneLine(why)})`;
  return `expected ${EXPECTED_WORDS[expect]}; observed ${VERDICT_WORDS[verdict]}${because}`;
}

/**
 * What was expected and what was seen, in one sentence.
 *
 * @returns for what proves nothing, why it does not
 */
export function outcomeText(story: AttackStory): string {
  const { attack, steps } = story;
  const ending = endingOf(story);
  if (ending === 'resisted') return whoText(attack, undefined);
  if (ending === 'not-driven' || ending === 'not-verified') return obstacleOf(story);
  // Besides who is in: a field that the attack set, a request that the SP made.
  const wrong = steps.at(-1)?.findings.filter(({ verdict }) => verdict === 'failed') ?? [];
  return wrong
    .map((finding) =>
      finding.key === 'attack' ? whoText(attack, finding.why) : sentenceOf(finding),
    )
    .join('; ');
}

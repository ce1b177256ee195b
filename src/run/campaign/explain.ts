/** Floor 7: an attack taken apart for a person: what it does, and the message before and after. */
import { difference, type DiffLine } from '../../attack/difference.js';
import { OPERATIONS } from '../../mutation/operations.js';
import type { Attack } from '../../scenario/attack.js';
import type { Mutation } from '../../scenario/mutation.js';
import type { Step } from '../../scenario/step.js';
import type { StoryOptions } from '../run-story.js';
import { runStory } from '../run-story.js';
import { STEPS } from '../steps/steps.js';
import type { WorkItem } from '../work-item.js';
import { attackItem, type Range } from './attack-item.js';

/** An attack, explained. */
export interface Explanation {
  readonly attack: Attack;
  /** What happens, one sentence a step or operation. */
  readonly does: readonly string[];
  /** The genuine message and the forged one, broken into lines between tags. */
  readonly message: readonly DiffLine[];
}

/** What an operation does, in words. */
function describe({ operation, settings }: Mutation): string {
  return OPERATIONS[operation].describe(settings as never);
}

/** A step in words; a forged login is told by its operations. */
function wordsOf(step: Step): readonly string[] {
  const title = STEPS[step.verb].title(step);
  const mutations = step.verb === 'login' ? (step.mutate ?? []) : [];
  return [title, ...mutations.map((mutation) => `  ${describe(mutation)}`)];
}

/** One element a line: vendors write everything in one. */
function linesOf(xml: string): readonly string[] {
  return xml.replace(/>\s*</g, '>\n<').split('\n');
}

async function messageOf(item: WorkItem | undefined, options: StoryOptions): Promise<string> {
  if (item === undefined) return '';
  const { steps } = await runStory(item, { ...options, source: 'explain' });
  return steps.at(-1)?.message ?? '';
}

/**
 * Explains an attack: plays it and its control at the strict SP, by the same seed.
 *
 * @param range - whose messages
 */
export async function explainAttack(
  attack: Attack,
  range: Range,
  options: StoryOptions,
): Promise<Explanation> {
  const { item } = attackItem(attack, range, new Map());
  const { control, ...rest } = attack;
  const genuine = attackItem(rest, range, new Map()).control;
  const before = await messageOf(genuine, options);
  const after = await messageOf(item, options);
  return {
    attack,
    does: attack.steps.flatMap(wordsOf),
    message: difference(linesOf(before), linesOf(after)),
  };
}

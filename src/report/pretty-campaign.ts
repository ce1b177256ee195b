/** Floor 8: a campaign for a person at a terminal: what must be looked at, what proves nothing, and a table of it all. */
import type { AttackStory, Ending } from './campaign/ending.js';
import { byUrgency, endingOf } from './campaign/ending.js';
import { attackName, countOf, outcomeText } from './campaign/words.js';
import { oneLine } from './one-line.js';
import { doubtLines } from './pretty-campaign-doubts.js';
import { campaignTable, endingMark } from './pretty-campaign-table.js';
import { printable } from './printable.js';
import type { Paint } from './reporter.js';

/** Up to this number, attacks that were resisted have a line each. */
const FEW = 12;

/** What a person must look at, and what is to be said of all of a kind. */
const SECTIONS: readonly (readonly [ending: Ending, remark: string])[] = [
  ['finding', 'a check is missing that the specification asks for'],
  ['crash', 'the SP breaks down instead of refusing'],
  ['policy', 'no clause of the specification asks for the check'],
  ['not-driven', 'not played to the end'],
];

function firstLine(story: AttackStory, paint: Paint): string {
  const { severity } = story.attack;
  const grave = severity === 'critical' || severity === 'high';
  const word = grave ? paint.red(severity) : paint.yellow(severity);
  return `${endingMark(endingOf(story), paint)} ${word}  ${paint.bold(attackName(story))}  ${oneLine(story.title)}`;
}

function placeOf({ file, steps }: AttackStory): string {
  const finding = steps.at(-1)?.findings.find(({ verdict }) => verdict === 'failed');
  return oneLine(finding === undefined ? file : `${finding.file}:${finding.line}`);
}

/** Where it is about exhaustion, what it cost. */
function costLines({ attack: { group, took } }: AttackStory): readonly string[] {
  if (group !== 'dos' || took === undefined) return [];
  return [`    took ${Math.round(took.milliseconds)} ms for ${took.bytes} bytes`];
}

function detailsOf(story: AttackStory, paint: Paint): readonly string[] {
  const { attack, error, command } = story;
  const fix = error?.fix === undefined ? [] : [`    ${printable(error.fix)}`];
  return [
    firstLine(story, paint),
    `    ${outcomeText(story)}`,
    ...fix,
    ...costLines(story),
    `    ${paint.dim(oneLine(attack.clause))}  ${paint.cyan(placeOf(story))}`,
    `    ${paint.dim('repeat:')} ${oneLine(command)}`,
  ];
}

function section(
  [ending, remark]: (typeof SECTIONS)[number],
  attacks: readonly AttackStory[],
  paint: Paint,
): readonly string[] {
  const those = byUrgency(attacks.filter((each) => endingOf(each) === ending));
  if (those.length === 0) return [];
  const heading = `${paint.bold(countOf(ending, those.length))}  ${paint.dim(remark)}`;
  return [heading, ...those.flatMap((story) => detailsOf(story, paint))];
}

function resisted(attacks: readonly AttackStory[], paint: Paint): readonly string[] {
  if (attacks.length > FEW) return [];
  const those = byUrgency(attacks.filter((each) => endingOf(each) === 'resisted'));
  return those.map(
    (story) =>
      `${endingMark('resisted', paint)} ${paint.dim(story.attack.severity)}  ${attackName(story)}  ${oneLine(story.title)}`,
  );
}

/** Findings first; of what was resisted only the number, unless it is little. */
export function campaignLines(attacks: readonly AttackStory[], paint: Paint): readonly string[] {
  const blocks = [
    ...SECTIONS.map((kind) => section(kind, attacks, paint)),
    doubtLines(attacks, paint),
    resisted(attacks, paint),
    attacks.length > 1 ? campaignTable(attacks, paint) : [],
  ];
  return blocks
    .filter((block) => block.length > 0)
    .flatMap((block, index) => (index === 0 ? block : ['', ...block]));
}

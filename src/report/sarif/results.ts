/** Floor 8: what is not as promised, as SARIF results. */
import type { Finding, RunResult, StoryResult } from '../../run/result.js';
import { blemishesOf, sentenceOf, stepName } from '../blemishes.js';
import type { AttackStory, Ending } from '../campaign/ending.js';
import { attacksIn, byUrgency, endingOf, ordinaryIn } from '../campaign/ending.js';
import { outcomeText } from '../campaign/words.js';
import { combinationOf } from '../story-groups.js';
import { Fingerprints } from './fingerprint.js';
import { GRADES, type Level } from './grade.js';
import { locationOf, type Location } from './location.js';
import { message, type SarifMessage } from './message.js';
import { ruleIdOf, type Rule } from './rules.js';

/** `result` (sarif 3.27). */
interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly kind: 'fail';
  readonly level: Level;
  readonly message: SarifMessage;
  readonly locations: readonly Location[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What makes a result, before it knows its rule and its fingerprint. */
interface Draft extends Pick<Result, 'level' | 'properties'> {
  readonly story: StoryResult;
  readonly finding: Finding;
  readonly text: string;
}

/** Endings that are results; what was not played or not verified is told elsewhere. */
const WRONG: ReadonlySet<Ending> = new Set<Ending>(['finding', 'crash', 'policy']);

function storyDrafts(story: StoryResult): readonly Draft[] {
  const { id, title, idp, sp, command } = story;
  return blemishesOf(story)
    .filter(({ finding }) => finding.verdict === 'failed')
    .map(({ finding, step }) => ({
      story,
      finding,
      level: 'error',
      text: `${title} (${combinationOf(story)}), ${stepName(step)}: ${sentenceOf(finding)}; repeat: ${command}`,
      properties: { story: id, promise: finding.key, idp, sp },
    }));
}

function attackDrafts(story: AttackStory): readonly Draft[] {
  const { attack, title, idp, sp, command, steps } = story;
  const finding = steps.at(-1)?.findings.find(({ verdict }) => verdict === 'failed');
  const ending = endingOf(story);
  if (finding === undefined || !WRONG.has(ending)) return [];
  const { id, group, severity, model, clause, expect, verdict, control } = attack;
  const grade = ending === 'crash' ? GRADES.medium : GRADES[severity];
  return [
    {
      story,
      finding,
      level: grade.level,
      text: `${title} (${combinationOf(story)}): ${outcomeText(story)}; repeat: ${command}`,
      properties: {
        attack: id,
        kind: ending,
        idp,
        sp,
        group,
        severity,
        model,
        clause,
        expect,
        verdict,
        ...(control === undefined ? {} : { control }),
      },
    },
  ];
}

/**
 * Only what fails: readers show every result as an alert, also one whose `kind` says that it is none.
 *
 * @param rules - the log's rules, which results point into
 */
export function resultsOf({ stories }: RunResult, rules: readonly Rule[]): readonly Result[] {
  const prints = new Fingerprints();
  const indices = new Map(rules.map(({ id }, index) => [id, index]));
  const drafts = [
    ...ordinaryIn(stories).flatMap(storyDrafts),
    ...byUrgency(attacksIn(stories)).flatMap(attackDrafts),
  ];
  return drafts.map(({ story, finding, level, text, properties }) => {
    const ruleId = ruleIdOf(story);
    const { file, key } = finding;
    return {
      ruleId,
      ruleIndex: indices.get(ruleId) ?? -1,
      kind: 'fail',
      level,
      message: message(text),
      locations: [locationOf(file, finding)],
      partialFingerprints: prints.of(file, [ruleId, story.id, key]),
      properties,
    };
  });
}

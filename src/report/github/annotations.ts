/** Floor 8: what was not as promised, as annotations of GitHub Actions. */
import type { RunResult, StoryResult } from '../../run/result.js';
import type { Blemish } from '../blemishes.js';
import { blemishesOf, sentenceOf, stepName } from '../blemishes.js';
import { attacksIn, byUrgency, ordinaryIn } from '../campaign/ending.js';
import { leftOutReasons } from '../left-out.js';
import { workflowCommand } from './command.js';

function blemishLine({ id, command, attack }: StoryResult, { finding, step }: Blemish): string {
  const { file, line, column: col, key, verdict } = finding;
  const failed = verdict === 'failed';
  const repeat = failed ? [`repeat: ${command}`] : [];
  const message = [sentenceOf(finding), stepName(step), ...repeat].join('\n');
  const title = attack === undefined ? `${id}: ${key}` : `${attack.severity}: ${id}`;
  return workflowCommand(failed ? 'error' : 'warning', { file, line, col, title }, message);
}

function errorLines({ id, file, error, command }: StoryResult): readonly string[] {
  if (error === undefined) return [];
  const fix = error.fix === undefined ? [] : [error.fix];
  const message = [error.message, ...fix, `repeat: ${command}`].join('\n');
  return [workflowCommand('error', { file, title: `${id}: ${error.code}` }, message)];
}

function noticeLines({ notes, leftOut }: RunResult): readonly string[] {
  const reasons = leftOutReasons(leftOut).map(({ why, ids }) => `${ids.length} left out: ${why}`);
  return [...notes, ...reasons].map((text) =>
    workflowCommand('notice', { title: 'Standin' }, text),
  );
}

/** One line each: failures first and the worst attacks of them, because GitHub shows the first ten of a kind only. */
export function annotationsOf(result: RunResult): readonly string[] {
  const stories = [...ordinaryIn(result.stories), ...byUrgency(attacksIn(result.stories))];
  const blemishes = (verdict: 'failed' | 'not-verified'): readonly string[] =>
    stories.flatMap((story) =>
      blemishesOf(story)
        .filter(({ finding }) => finding.verdict === verdict)
        .map((blemish) => blemishLine(story, blemish)),
    );
  return [
    ...stories.flatMap(errorLines),
    ...blemishes('failed'),
    ...blemishes('not-verified'),
    ...noticeLines(result),
  ];
}

/** Floor 8: the run for a person at a terminal: one line a story, then what is not as promised. */
import picocolors from 'picocolors';
import { countsOf } from '../run/counts.js';
import type { RunResult } from '../run/result.js';
import { attacksIn, ordinaryIn } from './campaign/ending.js';
import { campaignCounts } from './campaign/words.js';
import { leftOutLines } from './left-out-lines.js';
import { oneLine } from './one-line.js';
import { campaignLines } from './pretty-campaign.js';
import { inColourOf } from './pretty-campaign-table.js';
import { detailsOf } from './pretty-details.js';
import type { Paint, Reporter } from './reporter.js';
import type { StoryGroup } from './story-groups.js';
import { combinationOf, groupStories } from './story-groups.js';
import { storyList } from './story-list.js';
import { withoutCommands } from './without-commands.js';

/** The steps of a story that ran alone. */
function stepLines([group, another]: readonly StoryGroup[], paint: Paint): string[] {
  if (group === undefined || another !== undefined) return [];
  return group.runs.flatMap((run) => {
    const steps = run.steps.map(({ index, title, outcome, reason }) => {
      const result = [outcome, reason].filter((word) => word !== undefined).join(', ');
      const number = String(index + 1).padStart(4);
      return `${paint.dim(number)}  ${oneLine(title)}${result === '' ? '' : paint.dim(`  ${oneLine(result)}`)}`;
    });
    return group.runs.length === 1
      ? steps
      : [paint.dim(`    ${oneLine(combinationOf(run))}`), ...steps];
  });
}

function seconds({ stories }: Pick<RunResult, 'stories'>): string {
  const total = stories.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return `${(total / 1000).toFixed(1)} s`;
}

function summaryOf(result: RunResult, groups: readonly StoryGroup[], paint: Paint): string {
  const { passed, failed, notVerified, error } = result.counts;
  const counts = [
    passed > 0 ? paint.green(`${passed} passed`) : undefined,
    failed > 0 ? paint.red(`${failed} failed`) : undefined,
    notVerified > 0 ? paint.yellow(`${notVerified} not verified`) : undefined,
    error > 0 ? paint.red(`${error} not driven`) : undefined,
  ].filter((count) => count !== undefined);
  const stories = `${groups.length} ${groups.length === 1 ? 'story' : 'stories'}`;
  const rest = paint.dim(`  ${stories}, ${seconds(result)}, seed ${oneLine(result.seed)}`);
  return `${counts.join(', ')}${rest}`;
}

/** The stories that are no attacks. */
function storyLines(result: RunResult, paint: Paint): readonly string[] {
  const groups = groupStories(result.stories);
  return [
    ...storyList(groups, paint),
    ...stepLines(groups, paint),
    ...result.stories.flatMap((story) => detailsOf(story, paint)),
    ...leftOutLines(result, paint),
    '',
    summaryOf(result, groups, paint),
  ];
}

function campaign(result: RunResult, paint: Paint): readonly string[] {
  const attacks = attacksIn(result.stories);
  const counts = campaignCounts(attacks).map(({ ending, text }) => inColourOf(ending, text, paint));
  const many = `${attacks.length} ${attacks.length === 1 ? 'attack' : 'attacks'}`;
  const steps = stepLines(groupStories(attacks), paint);
  return [
    ...steps,
    ...(steps.length === 0 ? [] : ['']),
    ...campaignLines(attacks, paint),
    ...leftOutLines(result, paint),
    '',
    `${counts.join(', ')}${paint.dim(`  ${many}, ${seconds({ stories: attacks })}, seed ${oneLine(result.seed)}`)}`,
  ];
}

function ordinary(result: RunResult): RunResult {
  const stories = ordinaryIn(result.stories);
  return { ...result, stories, counts: countsOf(stories), leftOut: [], notes: [] };
}

function linesOf(result: RunResult, paint: Paint): readonly string[] {
  const attacked = attacksIn(result.stories).length;
  if (attacked === 0) return storyLines(result, paint);
  const others =
    attacked === result.stories.length ? [] : [...storyLines(ordinary(result), paint), ''];
  return [...others, ...campaign(result, paint)];
}

/** Green and red, one screen. */
export const prettyReporter: Reporter = {
  name: 'pretty',
  summary: 'what a person wants to know',
  render(result, { color }) {
    const paint = picocolors.createColors(color);
    const lines = linesOf(result, paint);
    return withoutCommands(`${lines.join('\n')}\n`);
  },
};

/** Floor 8: the list of stories: one line each, or packed when there are more than a screen holds. */
import { markOf } from './marks.js';
import { oneLine } from './one-line.js';
import type { Paint } from './reporter.js';
import type { StoryGroup } from './story-groups.js';
import { combinationOf } from './story-groups.js';

/** From this number of stories on, lines are packed. */
const MANY = 30;

/** Characters in a line. */
const WIDTH = 100;

/** The folder of a story's id; empty when it has none. */
function folderOf({ scenario }: StoryGroup): string {
  return scenario.includes('/') ? scenario.slice(0, scenario.lastIndexOf('/')) : '';
}

function nameOf({ scenario }: StoryGroup): string {
  return oneLine(scenario.slice(scenario.lastIndexOf('/') + 1));
}

/** Groups by a text, in the order in which the texts first appear. */
function groupBy<Value>(
  values: readonly Value[],
  textOf: (value: Value) => string,
): ReadonlyMap<string, readonly Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const text = textOf(value);
    groups.set(text, [...(groups.get(text) ?? []), value]);
  }
  return groups;
}

/** A mark for each combination, then the title; combinations stand below each other. */
function storyLine(group: StoryGroup, columns: readonly string[], paint: Paint): string {
  const marks = columns.map((column) => {
    const run = group.runs.find((each) => combinationOf(each) === column);
    if (run === undefined) return ' '.repeat(column.length + 2);
    return `${markOf(run.verdict, paint)} ${paint.dim(oneLine(column))}`;
  });
  return `  ${marks.join(' ')}  ${oneLine(group.title)}`;
}

/** Words with their marks, as many as fit into a line; the escape codes of colours take no room. */
function packed(words: readonly { readonly text: string; readonly room: number }[]): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const { text, room } of words) {
    if (used > 0 && used + room > WIDTH) {
      lines.push(line);
      line = '';
      used = 0;
    }
    line += `${used === 0 ? '   ' : ''} ${text} `;
    used += room + (used === 0 ? 3 : 0);
  }
  return line === '' ? lines : [...lines, line].map((each) => each.trimEnd());
}

/** A mark for each combination in which the story ran, the same for all when all are the same. */
function packedStory(
  group: StoryGroup,
  paint: Paint,
): { readonly text: string; readonly room: number } {
  const verdicts = group.runs.map(({ verdict }) => verdict);
  const alike = verdicts.every((verdict) => verdict === verdicts[0]);
  const shown = alike ? verdicts.slice(0, 1) : verdicts;
  const marks = shown.map((verdict) => markOf(verdict, paint)).join('');
  const name = nameOf(group);
  return { text: `${marks} ${name}`, room: shown.length + name.length + 3 };
}

/** Stories that ran under the same IdPs stand together below their names. */
function packedLines(groups: readonly StoryGroup[], paint: Paint): string[] {
  const alike = groupBy(groups, ({ runs }) => [...new Set(runs.map(({ idp }) => idp))].join(', '));
  const most = [...alike].sort(([, left], [, right]) => right.length - left.length);
  return most.flatMap(([idps, stories]) => [
    `  ${paint.dim(oneLine(`${idps} (${stories.length})`))}`,
    ...packed(stories.map((story) => packedStory(story, paint))),
  ]);
}

/**
 * The stories below the names of their folders.
 *
 * @param groups - stories with their runs
 */
export function storyList(groups: readonly StoryGroup[], paint: Paint): string[] {
  const columns = [...new Set(groups.flatMap(({ runs }) => runs.map(combinationOf)))];
  return [...groupBy(groups, folderOf)].flatMap(([folder, stories]) => [
    ...(folder === '' ? [] : [paint.bold(oneLine(folder))]),
    ...(groups.length >= MANY
      ? packedLines(stories, paint)
      : stories.map((story) => storyLine(story, columns, paint))),
  ]);
}

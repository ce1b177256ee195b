/** Floor 8: the runs of one story side by side. */
import type { StoryResult } from '../run/result.js';

/** A story with each combination it ran in. */
export interface StoryGroup {
  readonly scenario: string;
  readonly title: string;
  readonly runs: readonly StoryResult[];
}

/** What tells a run from the others of its story: `okta` of `lifecycle/first-login[okta]`. */
export function combinationOf({ id, scenario }: StoryResult): string {
  return id.slice(scenario.length + 1, -1);
}

/** Groups runs by story, in the order they ran. */
export function groupStories(stories: readonly StoryResult[]): readonly StoryGroup[] {
  const groups = new Map<string, StoryResult[]>();
  for (const story of stories) {
    const key = `${story.file}\n${story.scenario}`;
    groups.set(key, [...(groups.get(key) ?? []), story]);
  }
  return [...groups.values()].map((runs) => ({
    scenario: runs[0]?.scenario ?? '',
    title: runs[0]?.title ?? '',
    runs,
  }));
}

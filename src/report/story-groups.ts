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

/** The suite of a story is the story itself, under every IdP; that of an attack is its group. */
export function suiteOf({ scenario, attack }: StoryResult): string {
  return attack === undefined ? scenario : `attacks/${attack.group}`;
}

/** A suite: stories that test reports show as one. */
export interface Suite {
  readonly name: string;
  readonly stories: readonly StoryResult[];
}

/** Stories by suite, in the order in which the suites first appear; stories of two files are two. */
export function suitesOf(stories: readonly StoryResult[]): readonly Suite[] {
  const suites = new Map<string, StoryResult[]>();
  for (const story of stories) {
    const key = story.attack === undefined ? `${story.file}\n${story.scenario}` : suiteOf(story);
    suites.set(key, [...(suites.get(key) ?? []), story]);
  }
  return [...suites.values()].map((members) => ({
    name: members[0] === undefined ? '' : suiteOf(members[0]),
    stories: members,
  }));
}

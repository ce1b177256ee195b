/** Floor 7: from paths to work items. All stories are loaded and checked before the first one is played. */
import { UserError } from '../base/errors.js';
import { loadScenario } from '../scenario/load.js';
import type { Scenario } from '../scenario/scenario.js';
import { ScenarioError } from '../scenario/scenario-error.js';
import { splitFitting } from './applicability/split-fitting.js';
import { compile } from './compile.js';
import { findStories, shownPath } from './find-stories.js';
import type { LeftOut } from './left-out.js';
import { PlanError } from './plan-error.js';
import { readText } from './read-text.js';
import { storyId } from './story-id.js';
import type { Found, Placing } from './story-items.js';
import { storyItems, whyNoItem } from './story-items.js';
import { withAttacks } from './with-attacks.js';
import type { WorkItem } from './work-item.js';

/** What to plan. */
export interface PlanOptions extends Placing {
  /** Scenario files, or folders of them; relative ones start at `cwd`. */
  readonly paths: readonly string[];
  /** Keeps stories whose id, title or tags match. */
  readonly grep?: RegExp;
  /** Where the clock of a story without `clock` stands, in milliseconds. */
  readonly now: number;
}

/** What to run. */
export interface Plan {
  /** Sorted by story; the combinations of a story in the order of its file. */
  readonly items: readonly WorkItem[];
  /** Stories and combinations that are not played, and why. */
  readonly leftOut: readonly LeftOut[];
  /** `fitPlan` has left out what the targets do not promise; `runPlan` sees to it otherwise. */
  readonly fitted?: true;
}

/** Splits attempts into results and mistakes; anything that is not the user's mistake is thrown on. */
function collect<From, To>(from: readonly From[], act: (value: From) => To): [To[], UserError[]] {
  const results: To[] = [];
  const problems: UserError[] = [];
  for (const value of from) {
    try {
      results.push(act(value));
    } catch (error) {
      if (error instanceof ScenarioError) problems.push(...error.problems);
      else if (error instanceof UserError) problems.push(error);
      else throw error;
    }
  }
  return [results, problems];
}

function matches({ id, title, tags }: Scenario, grep: RegExp | undefined): boolean {
  return grep === undefined || [id, title, ...tags].some((text) => text.search(grep) >= 0);
}

/** The same mistake under two IdPs is one mistake. */
function distinct(problems: readonly UserError[]): readonly UserError[] {
  const byText = new Map(
    problems.map((problem) => [JSON.stringify([problem.at, problem.message]), problem]),
  );
  return [...byText.values()];
}

function nothingToRun({ idp, grep, target }: PlanOptions, leftOut: Plan['leftOut']): UserError {
  const [first, another] = leftOut;
  if (first === undefined) {
    return new UserError('scenario-not-found', `No story matches ${String(grep)}.`, {
      fix: 'standin run --list shows ids, titles and tags.',
    });
  }
  const stories = another === undefined ? first.id : `${leftOut.length} stories`;
  const why = target === undefined ? `not made for ${idp ?? 'any IdP'}` : first.why;
  const sentence = `${why.charAt(0).toUpperCase()}${why.slice(1)}: ${stories}.`;
  return new UserError('scenario-not-found', sentence, {
    fix: 'Leave --idp out, or add the IdP to "matrix" in the file.',
  });
}

/**
 * Plans a run.
 *
 * @returns what is to be played, and what a target cannot do; `fitPlan` also leaves out what it does not promise
 * @throws PlanError with every mistake of every file; UserError when there is nothing to run
 * @example
 * planRun({ paths: ['scenarios/lifecycle'], cwd: process.cwd(), now: Date.now() }).items.length;
 */
export function planRun(options: PlanOptions): Plan {
  const { cwd, grep, now } = options;
  const [found, unreadable] = collect(findStories(options.paths, cwd), (path): Found => {
    const file = shownPath(path, cwd);
    const scenario = loadScenario(readText(path, file), { file, id: storyId(path) });
    return { path, scenario: withAttacks(scenario) };
  });
  const wanted = found.filter(({ scenario }) => matches(scenario, grep));
  const [perStory, incomplete] = collect(wanted, (story) => storyItems(story, options));
  const items = perStory.flat();
  const impossible = items.flatMap((item) => compile(item, now));
  const problems = distinct([...unreadable, ...incomplete, ...impossible]);
  if (problems.length > 0) throw new PlanError(problems);
  const planned = new Set(items.map(({ scenario }) => scenario.id));
  const leftOut = wanted
    .filter(({ scenario }) => !planned.has(scenario.id))
    .map(({ scenario }) => ({ id: scenario.id, why: whyNoItem(scenario, options) }));
  if (items.length === 0) throw nothingToRun(options, leftOut);
  const { fitting, unfit } = splitFitting(items);
  return { items: fitting, leftOut: [...leftOut, ...unfit] };
}

/** Floor 7: from paths to work items. All stories are loaded and checked before the first one is played. */
import type { SourcePosition } from '../base/errors.js';
import { StandinError, UserError } from '../base/errors.js';
import { loadScenario } from '../scenario/load.js';
import type { Scenario, VendorName } from '../scenario/scenario.js';
import { ScenarioError } from '../scenario/scenario-error.js';
import { varyProfile } from '../scenario/vary-profile.js';
import { compile } from './compile.js';
import { findProfile } from './find-profile.js';
import { findStories, shownPath } from './find-stories.js';
import { PlanError } from './plan-error.js';
import { readText } from './read-text.js';
import { storyId } from './story-id.js';
import type { Combination, WorkItem } from './work-item.js';
import { combine, vendorOf } from './work-item.js';

/** What to plan. */
export interface PlanOptions {
  /** Scenario files, or folders of them; relative ones start at `cwd`. */
  readonly paths: readonly string[];
  readonly cwd: string;
  /** Plays the stories under this IdP. */
  readonly idp?: VendorName;
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
  readonly leftOut: readonly { readonly id: string; readonly why: string }[];
}

/** A story with the absolute path of its file. */
interface Found {
  readonly path: string;
  readonly scenario: Scenario;
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

/** `sp: proof` and `sp: { profile: proof }`: the name is whichever stands further on in the file. */
function later(one: SourcePosition, other: SourcePosition): SourcePosition {
  const lines = other.line - one.line;
  return lines > 0 || (lines === 0 && other.column > one.column) ? other : one;
}

function profileOf({ path, scenario }: Found, { sp }: Combination): WorkItem['profile'] {
  try {
    return varyProfile(findProfile(sp.settings.profile, path), sp.settings);
  } catch (error) {
    if (!(error instanceof StandinError) || error.at !== undefined) throw error;
    const at = later(scenario.locate(sp.path), scenario.locate([...sp.path, 'profile']));
    const { code, message, fix } = error;
    throw new UserError(code, message, { at, ...(fix === undefined ? {} : { fix }) });
  }
}

function itemsOf(found: Found, idp: VendorName | undefined): readonly WorkItem[] {
  const { scenario } = found;
  return combine(scenario, idp).map((combination) => ({
    ...combination,
    scenario,
    vendor: vendorOf(combination.idp.settings),
    profile: profileOf(found, combination),
  }));
}

/** The same mistake under two IdPs is one mistake. */
function distinct(problems: readonly UserError[]): readonly UserError[] {
  const byText = new Map(
    problems.map((problem) => [JSON.stringify([problem.at, problem.message]), problem]),
  );
  return [...byText.values()];
}

function nothingToRun({ idp, grep }: PlanOptions, leftOut: Plan['leftOut']): UserError {
  if (leftOut.length === 0) {
    return new UserError('scenario-not-found', `No story matches ${String(grep)}.`, {
      fix: 'standin run --list shows ids, titles and tags.',
    });
  }
  const stories =
    leftOut.length === 1 ? leftOut.map(({ id }) => id).join() : `${leftOut.length} stories`;
  return new UserError('scenario-not-found', `Not made for ${idp ?? 'any IdP'}: ${stories}.`, {
    fix: 'Leave --idp out, or add the IdP to "matrix" in the file.',
  });
}

/**
 * Plans a run.
 *
 * @throws PlanError with every mistake of every file; UserError when there is nothing to run
 * @example
 * planRun({ paths: ['scenarios/lifecycle'], cwd: process.cwd(), now: Date.now() }).items.length;
 */
export function planRun(options: PlanOptions): Plan {
  const { cwd, grep, idp, now } = options;
  const [found, unreadable] = collect(findStories(options.paths, cwd), (path): Found => {
    const file = shownPath(path, cwd);
    return { path, scenario: loadScenario(readText(path, file), { file, id: storyId(path) }) };
  });
  const wanted = found.filter(({ scenario }) => matches(scenario, grep));
  const [perStory, incomplete] = collect(wanted, (story) => itemsOf(story, idp));
  const items = perStory.flat();
  const impossible = items.flatMap((item) => compile(item, now));
  const problems = distinct([...unreadable, ...incomplete, ...impossible]);
  if (problems.length > 0) throw new PlanError(problems);
  const planned = new Set(items.map(({ scenario }) => scenario.id));
  const leftOut = wanted
    .map(({ scenario }) => ({ id: scenario.id, why: `not made for ${idp ?? 'any IdP'}` }))
    .filter(({ id }) => !planned.has(id));
  if (items.length === 0) throw nothingToRun(options, leftOut);
  return { items, leftOut };
}

/** Floor 9: tenants as scenario files describe them, before their first step. */
import { storyClock } from '../../base/clock.js';
import { UserError } from '../../base/errors.js';
import { seededRandom } from '../../base/random.js';
import type { Change } from '../../directory/change.js';
import { openDirectory } from '../../directory/directory.js';
import { VENDORS } from '../../idp/vendors.js';
import { attempt, simulateStart } from '../../run/compile.js';
import { startOf } from '../../run/directory-changes.js';
import { findStories, shownPath } from '../../run/find-stories.js';
import { PlanError } from '../../run/plan-error.js';
import { readText } from '../../run/read-text.js';
import { storyId } from '../../run/story-id.js';
import { combine } from '../../run/work-item.js';
import { loadScenario } from '../../scenario/load.js';
import type { IdpSettings, Scenario, SpSettings, VendorName } from '../../scenario/scenario.js';
import { freeName, takenNames } from './tenant-names.js';
import type { TenantPlan } from './tenant-plan.js';
import { withoutAddresses } from './without-addresses.js';

/** One IdP of a story, and the part of the file that describes it. */
interface StoryIdp {
  readonly scenario: Scenario;
  readonly settings: IdpSettings;
  readonly path: readonly (string | number)[];
}

/** What scenario files say of a server. */
export interface StoryPlan {
  readonly tenants: readonly TenantPlan[];
  /** The files, as absolute paths. */
  readonly files: readonly string[];
  /** Where all of their clocks stand, in milliseconds since the epoch; absent: they differ, or say nothing. */
  readonly clock?: number;
  /** The SP that all of them are about; absent: they are about several. */
  readonly sp?: SpSettings;
}

/** No SP is asked for anything here: who it is makes no difference to what can be wrong. */
const ANY_SP = { entityId: 'https://sp.invalid/entity', acsUrl: 'https://sp.invalid/acs' };

function idpsOf(scenario: Scenario, vendors: readonly VendorName[]): readonly StoryIdp[] {
  const asked = vendors.length === 0 ? [undefined] : vendors;
  const found = asked.flatMap((vendor) => combine(scenario, vendor).map(({ idp }) => idp));
  const distinct = new Map(found.map((idp) => [JSON.stringify(idp), idp]));
  return [...distinct.values()].map((idp) => ({ scenario, ...idp }));
}

/** What would stop the server: settings that the vendor does not have, people in states that it does not know. */
function mistakesOf({ scenario, settings, path }: StoryIdp, now: number): readonly UserError[] {
  const vendor = VENDORS[settings.vendor];
  const at = scenario.clock ?? now;
  const context = { clock: storyClock(at), random: seededRandom(scenario.id) };
  const setUp = attempt(
    scenario,
    (error) => [...path, ...(error.path ?? [])],
    () => vendor.application(settings, ANY_SP, vendor.tenant(settings, context), context),
  );
  const directory = openDirectory({ lifecycle: vendor.lifecycle, random: context.random });
  const groups = scenario.groups;
  const wrong = simulateStart(scenario, directory, { at, application: 'any', groups });
  return [setUp, wrong].filter((each) => each instanceof UserError);
}

/** The directory of the file; whoever is assigned is assigned to every application. */
function changesOf(scenario: Scenario): TenantPlan['changes'] {
  return (at, applications) =>
    startOf(scenario, { at, application: 'any', groups: scenario.groups }).map(
      ({ change }): Change => {
        if (change.verb !== 'hire') return change;
        const assigned = (change.user.assignments ?? []).length > 0;
        return { ...change, user: { ...change.user, assignments: assigned ? applications : [] } };
      },
    );
}

function planOf({ scenario, settings }: StoryIdp, tenant: string): TenantPlan {
  const served = withoutAddresses({ ...settings, tenant });
  return { settings: served, story: scenario.id, changes: changesOf(scenario) };
}

function load(path: string, cwd: string): Scenario {
  const file = shownPath(path, cwd);
  return loadScenario(readText(path, file), { file, id: storyId(path) });
}

/** Every file, or every mistake of every file. */
function loadAll(files: readonly string[], cwd: string): readonly Scenario[] {
  const problems: UserError[] = [];
  const scenarios = files.flatMap((path) => {
    try {
      return [load(path, cwd)];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(...('problems' in error ? (error.problems as readonly UserError[]) : [error]));
      return [];
    }
  });
  if (problems.length > 0) throw new PlanError(problems);
  return scenarios;
}

/** What all of them say; `undefined` where they do not agree. */
function common<Value>(values: readonly Value[]): Value | undefined {
  const [first, ...others] = values;
  const same = others.every((other) => JSON.stringify(other) === JSON.stringify(first));
  return same ? first : undefined;
}

function nobody(vendors: readonly VendorName[]): UserError {
  const message = `None of the scenario files is for ${vendors.join(' or ')}.`;
  return new UserError('scenario-not-found', message, {
    fix: 'Leave --idp out, or add the IdP to "matrix" in a file.',
  });
}

/**
 * Reads scenario files.
 *
 * @param paths - files, or folders of them; relative ones start at `cwd`
 * @param vendors - whose tenants are wanted; none: those of the files
 * @param now - where the clock of a story without `clock` stands, in milliseconds
 * @throws PlanError with every mistake of every file; UserError `file-not-found`, `scenario-not-found`
 */
export function storyTenants(
  paths: readonly string[],
  {
    cwd,
    vendors,
    now,
  }: { readonly cwd: string; readonly vendors: readonly VendorName[]; readonly now: number },
): StoryPlan {
  const files = findStories(paths, cwd);
  const scenarios = loadAll(files, cwd);
  const idps = scenarios.flatMap((scenario) => idpsOf(scenario, vendors));
  if (idps.length === 0) throw nobody(vendors);
  const mistakes = idps.flatMap((idp) => mistakesOf(idp, now));
  if (mistakes.length > 0) throw new PlanError(mistakes);
  const taken = takenNames(idps);
  const tenants = idps.map((idp) => planOf(idp, freeName(idp.settings, taken)));
  const clock = common(scenarios.map((each) => each.clock));
  const sp = common(scenarios.map((each) => each.sp));
  return {
    tenants,
    files,
    ...(clock === undefined ? {} : { clock }),
    ...(sp === undefined ? {} : { sp }),
  };
}

/** Floor 7: plays a story on paper: vendor settings and directory changes are checked before anything is sent. */
import { storyClock } from '../base/clock.js';
import type { Context } from '../base/context.js';
import { UserError } from '../base/errors.js';
import { seededRandom } from '../base/random.js';
import type { Directory } from '../directory/directory.js';
import { openDirectory } from '../directory/directory.js';
import type { Scenario } from '../scenario/scenario.js';
import type { Step } from '../scenario/step.js';
import { checkMutations } from './check-mutations.js';
import type { ChangeSetting } from './directory-changes.js';
import { changeOf, isDirectoryStep, startOf } from './directory-changes.js';
import { sloUrlOf } from '../sp/slo-url.js';
import { setUpIdp } from './set-up.js';
import type { WorkItem } from './work-item.js';

type Path = readonly (string | number)[];

/** How many signing keys there are of each vendor: one rotation. */
const KEYS = 2;

/** Runs a part of the check; a mistake in it gets its place in the file. */
export function attempt<Value>(
  scenario: Scenario,
  path: (error: UserError) => Path,
  act: () => Value,
): Value | UserError {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { code, message, fix } = error;
    const at = scenario.locate(path(error));
    return new UserError(code, message, {
      at,
      cause: error,
      ...(fix === undefined ? {} : { fix }),
    });
  }
}

/** Sets tenant and application up as a run does; the result is only the application's name. */
function applicationName(item: WorkItem, context: Context): string | UserError {
  const { scenario, idp, profile } = item;
  const place = (error: UserError): Path => [...idp.path, ...(error.path ?? [])];
  const { entityId, acs: acsUrl } = profile;
  const sp = { entityId, acsUrl, sloUrl: sloUrlOf(acsUrl) };
  return attempt(scenario, place, () => setUpIdp(item, sp, context).application.name);
}

/** The part of a step that a refused change is about. */
function placeOf(step: Step, error: UserError): Path {
  const part = error.code === 'group-unknown' ? 'groups' : step.verb;
  return ['steps', step.index, part];
}

/** The first impossible change before the first step. */
export function simulateStart(
  scenario: Scenario,
  directory: Directory,
  setting: ChangeSetting,
): UserError | undefined {
  for (const { change, path } of startOf(scenario, setting)) {
    const done = attempt(
      scenario,
      () => path,
      () => directory.record(change),
    );
    if (done instanceof UserError) return done;
  }
  return undefined;
}

/** The first impossible change; those after it would only be its consequences. */
function simulateSteps(
  scenario: Scenario,
  directory: Directory,
  setting: ChangeSetting,
): UserError | undefined {
  let { at } = setting;
  for (const step of scenario.steps) {
    if (step.verb === 'advance') at += step.milliseconds;
    if (!isDirectoryStep(step)) continue;
    const done = attempt(
      scenario,
      (error) => placeOf(step, error),
      () => directory.record(changeOf(step, { ...setting, at })),
    );
    if (done instanceof UserError) return done;
  }
  return undefined;
}

function tooManyRotations(scenario: Scenario): UserError | undefined {
  const step = scenario.steps.filter(({ verb }) => verb === 'rotate-keys')[KEYS - 1];
  if (step === undefined) return undefined;
  return new UserError('not-supported', 'the keys of a story can be rotated once', {
    at: scenario.locate(['steps', step.index, 'rotate-keys']),
    fix: 'Split the story in two.',
  });
}

/**
 * Finds what would stop a story halfway.
 *
 * @param item - the story and its combination
 * @param now - where the clock of a story without `clock` stands, in milliseconds
 * @returns mistakes, each with its place; none when the story can be played to its end
 */
export function compile(item: WorkItem, now: number): readonly UserError[] {
  const { scenario, vendor } = item;
  const at = scenario.clock ?? now;
  const context: Context = { clock: storyClock(at), random: seededRandom(item.id) };
  const application = applicationName(item, context);
  const refused = application instanceof UserError;
  const name = refused ? 'application' : application;
  const setting = { at, application: name, groups: scenario.groups };
  const directory = openDirectory({ lifecycle: vendor.lifecycle, random: context.random });
  const impossible =
    simulateStart(scenario, directory, setting) ?? simulateSteps(scenario, directory, setting);
  const rotation = tooManyRotations(scenario);
  const problems = [refused ? application : undefined, impossible, rotation];
  return [...problems.filter((problem) => problem !== undefined), ...checkMutations(scenario)];
}

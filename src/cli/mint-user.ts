/** Floor 9: whom `mint` mints for: somebody of a story, or somebody made up on the command line. */
import { resolve } from 'node:path';
import { UserError } from '../base/errors.js';
import { didYouMean } from '../base/suggest.js';
import type { DirectoryState } from '../directory/directory.js';
import { openDirectory } from '../directory/directory.js';
import { startOf } from '../run/directory-changes.js';
import { readText } from '../run/read-text.js';
import { loadScenario } from '../scenario/load.js';
import type { Scenario } from '../scenario/scenario.js';
import type { Options } from './command.js';
import type { Connection } from './connection.js';
import { textOption } from './options.js';

/** Whom a forged message is made to speak of, where nobody is named. */
const USUAL_VICTIM = 'admin@corp.example';

function victimOf(options: Options): string {
  return textOption(options, 'victim') ?? USUAL_VICTIM;
}

/** The handle of somebody made up. */
const MADE_UP = 'user';

/** A directory and somebody in it. */
export interface Minted {
  readonly directory: DirectoryState;
  readonly user: string;
}

/** `--scenario`: the story, or `undefined` when the options name none. */
export function scenarioOption(options: Options, cwd: string): Scenario | undefined {
  const file = textOption(options, 'scenario');
  if (file === undefined) return undefined;
  return loadScenario(readText(resolve(cwd, file), file), { file });
}

function handleIn(scenario: Scenario, options: Options): string {
  const handles = Object.keys(scenario.users);
  const user = textOption(options, 'user');
  if (user !== undefined && handles.includes(user)) return user;
  const message =
    user === undefined ? '--user is missing.' : `The story has no user "${user}" at its start.`;
  const fix = didYouMean(user ?? '', handles);
  throw new UserError(user === undefined ? 'option-invalid' : 'user-unknown', message, { fix });
}

function people(
  options: Options,
  scenario: Scenario | undefined,
): Pick<Scenario, 'users' | 'groups'> {
  if (scenario !== undefined) return scenario;
  const email = textOption(options, 'email');
  const victim =
    textOption(options, 'mutate') === undefined ? {} : { victim: { email: victimOf(options) } };
  if (email !== undefined) return { users: { [MADE_UP]: { email }, ...victim }, groups: {} };
  throw new UserError('option-invalid', 'mint needs to know for whom.', {
    fix: 'Add --email ada@acme.example, or --scenario FILE --user HANDLE.',
  });
}

/**
 * The directory as a story has it before its first step, or with one made-up person.
 *
 * @throws UserError `option-invalid`, `user-unknown`, and what the directory refuses
 */
export function mintUser(
  options: Options,
  scenario: Scenario | undefined,
  { vendor, application, context }: Connection,
): Minted {
  const user = scenario === undefined ? MADE_UP : handleIn(scenario, options);
  const at = context.clock.now();
  const random = context.random.fork('directory');
  const directory = openDirectory({ lifecycle: vendor.lifecycle, random });
  const { users, groups } = people(options, scenario);
  const setting = { at, application: application.name, groups };
  for (const { change } of startOf({ users, groups }, setting)) directory.record(change);
  return { directory: directory.at(at), user };
}

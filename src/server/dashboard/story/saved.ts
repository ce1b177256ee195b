/** Floor 5: the directory, or what was done to it, as a scenario file that people save. */
import type { DirectoryState } from '../../../directory/directory.js';
import type { User } from '../../../directory/user.js';
import type { WrittenScenario } from '../../../scenario/write-scenario.js';
import type { ServerState } from '../../state/server-state.js';
import type { ServedApp, TenantState } from '../../state/tenant-state.js';
import { assignedTo, idpOf, spOf } from './chosen-app.js';
import { groupSeeds, isGone, peopleOf, seedOf } from './seed.js';
import { toldSteps, type WrittenStep } from './told-steps.js';

/** A file before it is text. */
export interface SavedFile {
  readonly story: WrittenScenario;
  /** Lines above it. */
  readonly remarks: readonly string[];
}

/** A whole second: what is before the second nobody sees. */
function wholeSecond(at: number): number {
  return Math.floor(at / 1000) * 1000;
}

/** How to play it. */
function playing({ sp, application }: ServedApp): string {
  return sp.source === 'embedded'
    ? 'Play it: standin run FILE'
    : `Play it at your SP, a target of standin.config.yaml: standin run FILE --target ${application.name}`;
}

/** A file must have a step: somebody logs in, where anybody may. */
function firstStep(people: readonly User[], { vendor }: TenantState, app: ServedApp): WrittenStep {
  const somebody = people.find((user) => vendor.admit(user, app.application) === undefined);
  return somebody === undefined ? { expect: { accounts: 0 } } : { login: somebody.handle };
}

function usersOf(
  people: readonly User[],
  directory: DirectoryState,
  app: ServedApp,
  start: DirectoryState,
): WrittenScenario['users'] {
  const assigned = assignedTo(app, start);
  return Object.fromEntries(
    people.map((user) => [user.handle, seedOf(user, directory.lifecycle, assigned)]),
  );
}

/** The directory as it is now, without those who are gone. */
export function savedDirectory(state: ServerState, tenant: TenantState, app: ServedApp): SavedFile {
  const now = state.clock.now();
  const directory = tenant.directory.at(now);
  const people = peopleOf(directory).filter((user) => !isGone(user));
  const start = state.starts.get(tenant.key) ?? directory;
  const { name } = app.application;
  return {
    story: {
      title: `The directory of ${tenant.key}`,
      description: `${people.length} people as they were when this was saved; assignments are those to ${name}.`,
      tags: ['saved'],
      idp: idpOf(tenant, app),
      sp: spOf(app),
      clock: wholeSecond(now),
      users: usersOf(people, directory, app, start),
      groups: groupSeeds(directory, people),
      steps: [firstStep(people, tenant, app)],
    },
    remarks: [
      playing(app),
      'The step is only there because a file must have one: put yours there.',
    ],
  };
}

/**
 * What happened since the start: the people it is about as they were then, and the steps.
 *
 * @param everybody - writes the others down, too
 */
export function savedStory(
  state: ServerState,
  tenant: TenantState,
  app: ServedApp,
  everybody: boolean,
): SavedFile {
  const start = state.starts.get(tenant.key) ?? tenant.directory.at(state.clock.now());
  const assigned = assignedTo(app, start);
  const { steps, begins, people, leftOut } = toldSteps(state, { tenant, app, assigned });
  const cast = peopleOf(start).filter(({ handle }) => everybody || people.has(handle));
  const names = [...people].slice(0, 5).join(', ');
  return {
    story: {
      title: steps.length === 0 ? `Nothing yet at ${tenant.key}` : `What happened to ${names}`,
      description: `Saved from ${tenant.key}, about the application ${app.application.name}.`,
      tags: ['saved'],
      idp: idpOf(tenant, app),
      sp: spOf(app),
      clock: wholeSecond(begins ?? state.clock.now()),
      users: usersOf(cast, start, app, start),
      steps: steps.length === 0 ? [firstStep(cast, tenant, app)] : steps,
    },
    remarks: [playing(app), ...leftOut.map((why) => `Left out: ${why}.`)],
  };
}

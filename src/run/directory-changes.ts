/** Floor 7: from the words of a story to changes of the directory. */
import type { Change, NewUser } from '../directory/change.js';
import type { UserState } from '../directory/user.js';
import type { GroupSeed, Scenario, UserSeed } from '../scenario/scenario.js';
import type {
  HireStep,
  MembershipStep,
  Step,
  TransitionStep,
  UpdateStep,
} from '../scenario/step.js';

/** A step that changes the directory and nothing else. */
export type DirectoryStep = HireStep | UpdateStep | MembershipStep | TransitionStep;

/** What a change needs besides its step. */
export interface ChangeSetting {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The application's name, for assignments. */
  readonly application: string;
  readonly groups: Readonly<Record<string, GroupSeed>>;
}

/** A change, and the part of the file it comes from. */
export interface PlacedChange {
  readonly change: Change;
  readonly path: readonly (string | number)[];
}

const ELSEWHERE: ReadonlySet<Step['verb']> = new Set<Step['verb']>([
  'login',
  'attack',
  'deliver',
  'replay',
  'logout',
  'visit',
  'advance',
  'rotate-keys',
  'expect',
]);

/** Tells the steps that change the directory. */
export function isDirectoryStep(step: Step): step is DirectoryStep {
  return !ELSEWHERE.has(step.verb);
}

/** A group of the file is one group, or `count` numbered ones. */
function groupNames(name: string, groups: ChangeSetting['groups']): readonly string[] {
  const count = Object.hasOwn(groups, name) ? groups[name]?.count : undefined;
  if (count === undefined) return [name];
  return Array.from({ length: count }, (_, index) => `${name} ${index + 1}`);
}

function newUser(handle: string, seed: UserSeed, setting: ChangeSetting): NewUser {
  const { assigned = true, state, groups = [], ...profile } = seed;
  return {
    ...profile,
    handle,
    groups: groups.flatMap((name) => groupNames(name, setting.groups)),
    assignments: assigned ? [setting.application] : [],
    // The directory refuses a state that its lifecycle does not have.
    ...(state === undefined ? {} : { state: state as UserState }),
  };
}

/** What the directory holds before the first step. */
export function startOf(
  scenario: Pick<Scenario, 'users' | 'groups'>,
  setting: ChangeSetting,
): readonly PlacedChange[] {
  const { at } = setting;
  const groups = Object.entries(scenario.groups).flatMap(([name, { id }]) =>
    groupNames(name, scenario.groups).map((each): PlacedChange => {
      const group = { name: each, ...(id === undefined ? {} : { id }) };
      return { change: { at, verb: 'add-group', group }, path: ['groups', name] };
    }),
  );
  const users = Object.entries(scenario.users).map(([handle, seed]): PlacedChange => {
    const user = newUser(handle, seed, setting);
    return { change: { at, verb: 'hire', user }, path: ['users', handle] };
  });
  return [...groups, ...users];
}

/** The change a step asks for. */
export function changeOf(step: DirectoryStep, setting: ChangeSetting): Change {
  const { at, application } = setting;
  const handle = step.user;
  switch (step.verb) {
    case 'hire':
      return { at, verb: 'hire', user: newUser(handle, step.seed, setting) };
    case 'update':
    case 'rename':
      return { at, verb: 'update', handle, set: step.set };
    case 'rehire':
      return { at, verb: 'rehire', handle, set: step.set };
    case 'join':
    case 'leave': {
      const groups = step.groups.flatMap((name) => groupNames(name, setting.groups));
      return { at, verb: step.verb, handle, groups };
    }
    case 'assign':
    case 'unassign':
      return { at, verb: step.verb, handle, application };
    default:
      return { at, verb: step.verb, handle };
  }
}

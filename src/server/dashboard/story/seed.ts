/** Floor 5: a person of a directory as a scenario file writes people. */
import { GONE_STATES, type Lifecycle } from '../../../directory/lifecycle.js';
import type { DirectoryState } from '../../../directory/directory.js';
import type { User } from '../../../directory/user.js';
import type { GroupSeed, UserSeed } from '../../../scenario/scenario.js';

/** Whether somebody may use the story's application. */
export type Assigned = (user: User) => boolean;

/** A part of a seed; left out where it says what is so anyway. */
function unless<Part extends object>(usual: boolean, part: Part): Part | undefined {
  return usual ? undefined : part;
}

/**
 * Everything about a person that is not so by itself.
 *
 * @param assigned - says who may use the application: a story has only one
 */
export function seedOf(user: User, { initial }: Lifecycle, assigned: Assigned): UserSeed {
  const { email, userName, firstName, lastName, displayName, roles, attributes, groups } = user;
  return {
    email,
    ...unless(userName === email, { userName }),
    firstName,
    lastName,
    ...unless(displayName === `${firstName} ${lastName}`.trim(), { displayName }),
    ...unless(roles.length === 0, { roles }),
    ...unless(Object.keys(attributes).length === 0, { attributes }),
    ...unless(groups.length === 0, { groups }),
    ...unless(user.state === initial, { state: user.state }),
    ...unless(assigned(user), { assigned: false }),
    ...(user.guestOf === undefined ? {} : { guestOf: user.guestOf }),
  };
}

/** Whether the record counts no more. */
export function isGone({ state }: User): boolean {
  return GONE_STATES.includes(state);
}

/** The newest record of everybody, in the order in which they came. */
export function peopleOf(directory: DirectoryState): readonly User[] {
  const handles = new Set([...directory.users()].map(({ handle }) => handle));
  return [...handles].flatMap((handle) => directory.user(handle) ?? []);
}

/** The groups that these people are in, with the ids that an SP may have been told. */
export function groupSeeds(
  directory: DirectoryState,
  people: readonly User[],
): Readonly<Record<string, GroupSeed>> {
  const names = new Set(people.flatMap(({ groups }) => groups));
  const seeds = [...names].map((name): [string, GroupSeed] => {
    const id = directory.group(name)?.id;
    return [name, id === undefined ? {} : { id }];
  });
  return Object.fromEntries(seeds);
}

/** Floor 9: a person of the directory as a test holds them. */
import { UserError } from '../base/errors.js';
import type { User, UserProfile } from '../directory/user.js';
import type { TransitionStep, UpdateStep } from '../scenario/step.js';
import { readChange } from '../scenario/read-user.js';
import { record, recordOf } from './directory-desk.js';
import { joined } from './joined.js';
import type { MockUser } from './mock-user.js';
import type { PersonChange } from './person-seed.js';
import type { Scene } from './scene.js';

type Verbs = Omit<MockUser, keyof User | 'assigned' | 'history'>;

/** What an administrator can do; every verb gives the person back. */
function verbsOf(scene: Scene, user: string, self: () => MockUser): Verbs {
  const move = (verb: TransitionStep['verb']) => () => {
    record(scene, { verb, user, index: 0 });
    return self();
  };
  const change =
    (verb: UpdateStep['verb']) =>
    (set: PersonChange = {}) => {
      record(scene, { verb, user, index: 0, set: readChange(user, set) });
      return self();
    };
  const membership =
    (verb: 'join' | 'leave') =>
    (...groups: readonly string[]) => {
      record(scene, { verb, user, index: 0, groups });
      return self();
    };
  return {
    update: change('update'),
    rename: change('rename'),
    rehire: change('rehire'),
    join: membership('join'),
    leave: membership('leave'),
    assign: move('assign'),
    unassign: move('unassign'),
    activate: move('activate'),
    deactivate: move('deactivate'),
    reactivate: move('reactivate'),
    suspend: move('suspend'),
    unsuspend: move('unsuspend'),
    lock: move('lock'),
    unlock: move('unlock'),
    expirePassword: move('expire-password'),
    resetPassword: move('reset-password'),
    delete: move('delete'),
    restore: move('restore'),
  };
}

type Read = () => User;

/** What the record says now. */
function profileOf(now: Read): { readonly [Field in keyof UserProfile]: UserProfile[Field] } {
  return {
    get email() {
      return now().email;
    },
    get userName() {
      return now().userName;
    },
    get firstName() {
      return now().firstName;
    },
    get lastName() {
      return now().lastName;
    },
    get displayName() {
      return now().displayName;
    },
    get roles() {
      return now().roles;
    },
    get attributes() {
      return now().attributes;
    },
  };
}

/** Where the person stands now. */
function standingOf({ state }: Scene, handle: string, now: Read) {
  return {
    handle,
    get id() {
      return now().id;
    },
    get groups() {
      return now().groups;
    },
    get state() {
      return now().state;
    },
    get assigned() {
      return now().assignments.includes(state.application().name);
    },
    get history() {
      return state.memory.directory.history(handle);
    },
  };
}

/** The person with this handle, who is in the directory. */
export function personOf(scene: Scene, handle: string): MockUser {
  const now: Read = () => {
    const user = recordOf(scene, handle);
    if (user !== undefined) return user;
    throw new UserError('user-unknown', `${handle} is no longer in the directory.`, {
      fix: 'A reset forgets whoever was hired after the start.',
    });
  };
  const self = (): MockUser => person;
  const fields = joined(profileOf(now), standingOf(scene, handle, now));
  const person: MockUser = joined(verbsOf(scene, handle, self), fields);
  return person;
}

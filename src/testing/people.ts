/** Floor 9: the people of one mock IdP by handle. */
import { unknownUser } from '../directory/refusal.js';
import { record, recordOf } from './directory-desk.js';
import type { MockUser } from './mock-user.js';
import { personOf } from './person-of.js';
import type { PersonSeed } from './person-seed.js';
import { seedOf } from './person-seed.js';
import type { Scene } from './scene.js';

/** Who is there, and how one gets in. */
export interface People {
  readonly users: Readonly<Record<string, MockUser>>;
  hire(handle: string, seed?: PersonSeed): MockUser;
  /** @throws UserError `user-unknown` */
  handleOf(user: string | MockUser): string;
}

/** What promises, printers and matchers ask every object for: nobody's handle. */
const NOT_HANDLES: ReadonlySet<string> = new Set([
  ...Object.getOwnPropertyNames(Object.prototype),
  'then',
  'toJSON',
  'asymmetricMatch',
  'nodeType',
  'nodeName',
  'tagName',
  'hasAttribute',
  'inspect',
  'length',
  'size',
]);

function handlesIn({ state }: Scene): string[] {
  const { directory, clock } = state.memory;
  return [...new Set([...directory.at(clock.now()).users()].map(({ handle }) => handle))];
}

type Find = (handle: string) => MockUser | undefined;

/** Looks people up; a handle that is nobody's says whose it may be. */
function usersOf(scene: Scene, find: Find): Readonly<Record<string, MockUser>> {
  return new Proxy<Record<string, MockUser>>(
    {},
    {
      get(_, key) {
        if (typeof key === 'symbol') return undefined;
        const person = find(key);
        if (person !== undefined || NOT_HANDLES.has(key) || !/^[A-Za-z]/.test(key)) return person;
        throw unknownUser(key, handlesIn(scene));
      },
      has: (_, key) => typeof key === 'string' && find(key) !== undefined,
      ownKeys: () => handlesIn(scene),
      getOwnPropertyDescriptor(_, key) {
        const value = typeof key === 'string' ? find(key) : undefined;
        return value && { value, enumerable: true, configurable: true };
      },
    },
  );
}

/** Opens the directory to tests. */
export function openPeople(scene: Scene): People {
  const met = new Map<string, MockUser>();
  const meet = (handle: string): MockUser => {
    const person = met.get(handle) ?? personOf(scene, handle);
    met.set(handle, person);
    return person;
  };
  const find: Find = (handle) => (recordOf(scene, handle) === undefined ? undefined : meet(handle));
  return {
    users: usersOf(scene, find),
    hire(handle, seed = {}) {
      const { tenant } = scene.state;
      const person = seedOf(handle, seed, tenant.name);
      record(scene, { verb: 'hire', user: handle, index: 0, seed: person });
      return meet(handle);
    },
    handleOf(user) {
      const handle = typeof user === 'string' ? user : user.handle;
      if (recordOf(scene, handle) !== undefined) return handle;
      throw unknownUser(handle, handlesIn(scene));
    },
  };
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StandinError } from '../../src/base/errors.js';
import { seededRandom } from '../../src/base/random.js';
import type { Change } from '../../src/directory/change.js';
import type { Directory, DirectoryState } from '../../src/directory/directory.js';
import { openDirectory } from '../../src/directory/directory.js';
import { LIFECYCLES } from '../../src/directory/lifecycles.js';
import type { User } from '../../src/directory/user.js';

const HANDLES = ['ada', 'bob', 'cleo'] as const;
const GROUPS = ['G1', 'G2', 'G3'] as const;
const DAY = 86_400_000;

const handle = fc.constantFrom(...HANDLES);
const groups = fc.uniqueArray(fc.constantFrom(...GROUPS), { maxLength: 2 });
const application = fc.constantFrom('app', 'other');
const set = fc.record(
  {
    lastName: fc.constantFrom('X', 'Y'),
    userName: fc.constantFrom('one@x', 'two@x'),
    attributes: fc.dictionary(fc.constantFrom('p', 'q'), fc.constantFrom(['1'], [])),
  },
  { requiredKeys: [] },
);
const state = fc.constantFrom('active', 'soft-deleted', 'deprovisioned', 'deleted');
const user = fc.record(
  { handle, email: fc.constantFrom('one@x', 'two@x', '3@x', '4@x', '5@x'), groups, state },
  { requiredKeys: ['handle', 'email'] },
);
const verb = fc.constantFrom(
  'suspend',
  'unsuspend',
  'lock',
  'unlock',
  'deactivate',
  'reactivate',
  'delete',
  'restore',
  'rehire',
);
const what = fc.oneof(
  { weight: 3, arbitrary: fc.record({ verb: fc.constant('hire'), user }) },
  { weight: 2, arbitrary: fc.record({ verb: fc.constant('update'), handle, set }) },
  fc.record({ verb: fc.constantFrom('join', 'leave'), handle, groups }),
  fc.record({ verb: fc.constantFrom('assign', 'unassign'), handle, application }),
  { weight: 4, arbitrary: fc.record({ verb, handle }) },
  fc.record({ verb: fc.constant('add-group'), group: fc.record({ name: fc.constantFrom('G1') }) }),
);
const pause = fc.constantFrom(0, 0, 1, 1000, 20 * DAY);
const script = fc.array(fc.tuple(pause, what), { minLength: 30, maxLength: 60 });
const lifecycle = fc.constantFrom(...Object.values(LIFECYCLES));

/** Everything that can be asked. */
function contents(at: DirectoryState): unknown {
  return {
    instant: at.instant,
    users: [...at.users()],
    current: HANDLES.map((name) => at.user(name)),
    groups: GROUPS.map((name) => at.group(name)),
  };
}

/** Records what is allowed and shows the state after each attempt. */
function playScript(
  directory: Directory,
  steps: readonly (readonly [number, object])[],
  seen: (accepted: boolean, at: number, before: unknown) => void,
): void {
  let at = 0;
  for (const [wait, step] of steps) {
    at += wait;
    const before = contents(directory.at(at));
    let accepted = true;
    try {
      directory.record({ at, ...step } as unknown as Change);
    } catch (error) {
      if (!(error instanceof StandinError)) throw error;
      accepted = false;
    }
    seen(accepted, at, before);
  }
}

const isGone = (person: User) => person.state === 'deleted' || person.state === 'soft-deleted';

describe('time travel', () => {
  it('at(t) is what the changes up to t make, whatever came later', () => {
    let accepted = 0;
    let refused = 0;
    const travels = fc.property(lifecycle, script, (rules, steps) => {
      const open = () => openDirectory({ lifecycle: rules, random: seededRandom('t') });
      const directory = open();
      const states = new Map<number, unknown>();
      playScript(directory, steps, (ok, at, before) => {
        const after = contents(directory.at(at));
        if (!ok) expect(after).toEqual(before);
        if (ok) accepted++;
        else refused++;
        states.set(at, after);
      });
      for (const [at, then] of states) {
        expect(contents(directory.at(at))).toEqual(then);
        const replayed = open();
        for (const change of directory.changes) {
          if (change.at <= at) replayed.record(change);
        }
        expect(contents(replayed.at(at))).toEqual(then);
      }
    });
    fc.assert(travels, { numRuns: 120, seed: 20_260_302 });
    // The script must neither be refused nor accepted throughout, or it would prove nothing.
    expect(accepted).toBeGreaterThan(1000);
    expect(refused).toBeGreaterThan(1000);
  });

  it('ids are unique, login names are unique among the living, and no deprovisioned user is assigned', () => {
    const holds = fc.property(lifecycle, script, (rules, steps) => {
      const directory = openDirectory({ lifecycle: rules, random: seededRandom('t') });
      playScript(directory, steps, (_ok, at) => {
        const users = [...directory.at(at).users()];
        expect(new Set(users.map((person) => person.id)).size).toBe(users.length);
        const living = users.filter((person) => !isGone(person));
        expect(new Set(living.map((person) => person.userName)).size).toBe(living.length);
        for (const person of users) {
          if (person.state === 'deprovisioned') expect(person.assignments).toEqual([]);
          for (const name of person.groups) {
            expect(directory.at(at).group(name)?.name).toBe(name);
          }
        }
      });
    });
    fc.assert(holds, { numRuns: 120, seed: 7 });
  });

  it('a record keeps its id through its whole life', () => {
    const holds = fc.property(lifecycle, script, (rules, steps) => {
      const directory = openDirectory({ lifecycle: rules, random: seededRandom('t') });
      const known = new Map<string, string>();
      playScript(directory, steps, (ok, at) => {
        const newest = ok ? directory.changes.at(-1) : undefined;
        const fresh = newest?.verb === 'hire' || newest?.verb === 'rehire';
        for (const name of HANDLES) {
          const id = directory.at(at).user(name)?.id;
          const before = known.get(name);
          if (id === undefined || (before !== id && before !== undefined))
            expect(fresh || !id).toBe(true);
          if (id !== undefined) known.set(name, id);
        }
      });
    });
    fc.assert(holds, { numRuns: 100, seed: 11 });
  });
});

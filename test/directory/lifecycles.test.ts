import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/base/errors.js';
import { seededRandom } from '../../src/base/random.js';
import { openDirectory } from '../../src/directory/directory.js';
import type { LifecycleName, TransitionVerb } from '../../src/directory/lifecycle.js';
import { LIFECYCLES } from '../../src/directory/lifecycles.js';
import type { UserState } from '../../src/directory/user.js';

const VERBS: readonly TransitionVerb[] = [
  'activate',
  'suspend',
  'unsuspend',
  'lock',
  'unlock',
  'expire-password',
  'reset-password',
  'deactivate',
  'reactivate',
  'delete',
  'restore',
  'rehire',
];

/** The whole truth, written a second time: `state: verb>next verb>next`. What is absent must be refused. */
const EXPECTED: Readonly<Record<LifecycleName, string>> = {
  okta: `
    staged: activate>active deactivate>deprovisioned delete>deleted
    provisioned: activate>active deactivate>deprovisioned delete>deleted
    active: suspend>suspended lock>locked-out expire-password>password-expired deactivate>deprovisioned delete>deleted
    suspended: unsuspend>active deactivate>deprovisioned delete>deleted
    locked-out: unlock>active reset-password>active deactivate>deprovisioned delete>deleted
    password-expired: reset-password>active deactivate>deprovisioned delete>deleted
    deprovisioned: activate>provisioned reactivate>active delete>deleted
    deleted: rehire>active`,
  entra: `
    active: lock>locked-out expire-password>password-expired deactivate>disabled delete>soft-deleted
    disabled: activate>active reactivate>active delete>soft-deleted
    locked-out: unlock>active reset-password>active deactivate>disabled delete>soft-deleted
    password-expired: reset-password>active deactivate>disabled delete>soft-deleted
    soft-deleted: restore>active delete>deleted rehire>active
    deleted: rehire>active`,
  'google-workspace': `
    active: suspend>suspended expire-password>password-expired deactivate>disabled delete>soft-deleted
    suspended: unsuspend>active deactivate>disabled delete>soft-deleted
    password-expired: reset-password>active suspend>suspended deactivate>disabled delete>soft-deleted
    disabled: activate>active reactivate>active delete>soft-deleted
    soft-deleted: restore>active rehire>active`,
  onelogin: `
    staged: activate>active deactivate>disabled delete>deleted
    provisioned: activate>active deactivate>disabled delete>deleted
    active: suspend>suspended lock>locked-out expire-password>password-expired deactivate>disabled delete>deleted
    suspended: unsuspend>active deactivate>disabled delete>deleted
    locked-out: unlock>active reset-password>active deactivate>disabled delete>deleted
    password-expired: reset-password>active deactivate>disabled delete>deleted
    disabled: activate>active reactivate>active delete>deleted
    deleted: rehire>active`,
  generic: `
    staged: activate>active deactivate>disabled delete>deleted
    active: suspend>suspended lock>locked-out expire-password>password-expired deactivate>disabled delete>deleted
    suspended: unsuspend>active deactivate>disabled delete>deleted
    locked-out: unlock>active reset-password>active deactivate>disabled delete>deleted
    password-expired: reset-password>active deactivate>disabled delete>deleted
    disabled: activate>active reactivate>active delete>deleted
    deleted: restore>active rehire>active`,
};

interface Cell {
  readonly lifecycle: LifecycleName;
  readonly state: UserState;
  readonly verb: TransitionVerb;
  /** The next state, or the verbs that are possible instead. */
  readonly next: string | readonly string[];
}

function cellsOf(lifecycle: LifecycleName): Cell[] {
  const cells: Cell[] = [];
  for (const line of EXPECTED[lifecycle].trim().split('\n')) {
    const [state = '', moves = ''] = line.trim().split(': ');
    const table = new Map(moves.split(' ').map((move) => move.split('>') as [string, string]));
    for (const verb of VERBS) {
      const next = table.get(verb) ?? [...table.keys()];
      cells.push({ lifecycle, state: state as UserState, verb, next });
    }
  }
  return cells;
}

const NAMES = Object.keys(LIFECYCLES) as LifecycleName[];
const CELLS = NAMES.flatMap(cellsOf);
const titled = (cell: Cell) => [`${cell.lifecycle} ${cell.state} ${cell.verb}`, cell] as const;
const ALLOWED = CELLS.filter((cell) => typeof cell.next === 'string').map(titled);
const REFUSED = CELLS.filter((cell) => typeof cell.next !== 'string').map(titled);

/** A directory with Ada in the state, and what the verb does to her. */
function play({ lifecycle, state, verb }: Cell) {
  const directory = openDirectory({
    lifecycle: LIFECYCLES[lifecycle],
    random: seededRandom('cells'),
  });
  directory.record({
    at: 0,
    verb: 'hire',
    user: { handle: 'ada', email: 'ada@acme.example', state },
  });
  let error: unknown;
  try {
    directory.record({ at: 1, verb, handle: 'ada' });
  } catch (thrown) {
    error = thrown;
  }
  return { directory, error };
}

describe('every cell of every lifecycle', () => {
  it('knows exactly the states of the table', () => {
    for (const name of NAMES) {
      const states = new Set(cellsOf(name).map((cell) => cell.state));
      expect(LIFECYCLES[name].states).toEqual([...states]);
      expect(LIFECYCLES[name].name).toBe(name);
    }
    expect(CELLS.length).toBe((8 + 6 + 5 + 8 + 7) * VERBS.length);
  });

  it.each(ALLOWED)('%s is allowed', (_title, cell) => {
    const { directory, error } = play(cell);
    expect(error).toBeUndefined();
    expect(directory.at(1).user('ada')?.state).toBe(cell.next);
    expect(directory.at(0).user('ada')?.state).toBe(cell.state);
  });

  it.each(REFUSED)('%s is refused with what is possible', (_title, cell) => {
    const { directory, error } = play(cell);
    expect(error).toBeInstanceOf(UserError);
    const { code, message, fix } = error as UserError;
    expect(code).toBe('transition-impossible');
    expect(message).toBe(`ada is ${cell.state} (${cell.lifecycle}): ${cell.verb} is impossible.`);
    const allowed = (cell.next as readonly string[]).join(', ');
    expect(fix).toContain(`Possible in this state: ${allowed}.`);
    expect(directory.changes.length).toBe(1);
    expect(directory.at(1).user('ada')?.state).toBe(cell.state);
  });
});

describe('hiring into a state', () => {
  it('starts where the lifecycle starts', () => {
    for (const lifecycle of Object.values(LIFECYCLES)) {
      const directory = openDirectory({ lifecycle, random: seededRandom('1') });
      directory.record({ at: 0, verb: 'hire', user: { handle: 'ada', email: 'a@b' } });
      expect(directory.at(0).user('ada')?.state).toBe('active');
    }
  });

  it('refuses a state that the vendor does not have', () => {
    const cell = { lifecycle: 'entra', state: 'suspended', verb: 'lock', next: '' } as const;
    expect(() => play(cell)).toThrow(
      expect.objectContaining({
        code: 'value-invalid',
        message: 'ada cannot be suspended: entra has no such state.',
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import type { NewUser } from '../../src/directory/change.js';
import { GONE_STATES, type LifecycleName } from '../../src/directory/lifecycle.js';
import { LIFECYCLES } from '../../src/directory/lifecycles.js';
import { ada, DAY, now, play, withAda } from './ada.js';

describe('deletion', () => {
  it('Okta deactivates before it deletes, and both are recorded', () => {
    const directory = withAda('okta');
    play(directory, { verb: 'delete' });
    expect(directory.changes.map((change) => change.verb)).toEqual([
      'hire',
      'deactivate',
      'delete',
    ]);
    expect(directory.history('ada').map(({ verb, user }) => [verb, user.state])).toEqual([
      ['hire', 'active'],
      ['deactivate', 'deprovisioned'],
      ['delete', 'deleted'],
    ]);
    expect(ada(directory)).toMatchObject({ state: 'deleted', assignments: [] });
  });

  it('Okta deletes a deprovisioned user in one go', () => {
    const directory = withAda('okta');
    play(directory, { verb: 'deactivate' }, { verb: 'delete' });
    expect(directory.changes.map((change) => change.verb)).toEqual([
      'hire',
      'deactivate',
      'delete',
    ]);
  });

  it('Entra deletes softly, then for good', () => {
    const directory = withAda('entra');
    play(directory, { verb: 'delete' });
    expect(ada(directory)?.state).toBe('soft-deleted');
    play(directory, { verb: 'delete' });
    expect(ada(directory)?.state).toBe('deleted');
  });

  it('Entra restores the state of before, within 30 days', () => {
    const directory = withAda('entra');
    const id = ada(directory)?.id;
    play(directory, { verb: 'deactivate' });
    directory.record({ at: DAY, verb: 'delete', handle: 'ada' });
    directory.record({ at: 31 * DAY, verb: 'restore', handle: 'ada' });
    expect(ada(directory)).toMatchObject({ id, state: 'disabled' });
  });

  it('Entra restores nobody after 30 days and says so', () => {
    const directory = withAda('entra');
    directory.record({ at: DAY, verb: 'delete', handle: 'ada' });
    expect(() => {
      directory.record({ at: 32 * DAY, verb: 'restore', handle: 'ada' });
    }).toThrow(
      expect.objectContaining({
        code: 'transition-impossible',
        fix: 'Deleted users are kept 30 days and the deletion was 31 days ago; rehire makes a new record. Possible in this state: delete, rehire.',
      }),
    );
  });

  it('the generic lifecycle restores without limit', () => {
    const directory = withAda('generic');
    play(directory, { verb: 'suspend' }, { verb: 'delete' });
    directory.record({ at: 1000 * DAY, verb: 'restore', handle: 'ada' });
    expect(ada(directory)?.state).toBe('suspended');
  });

  it.each([
    { verb: 'update', set: { lastName: 'X' } },
    { verb: 'join', groups: ['X'] },
    { verb: 'leave', groups: ['Notaries'] },
    { verb: 'assign', application: 'X' },
    { verb: 'unassign', application: 'app' },
  ])('a deleted user takes no $verb', (change) => {
    for (const name of ['okta', 'entra'] as const) {
      const directory = withAda(name);
      play(directory, { verb: 'delete' });
      expect(() => {
        play(directory, change);
      }).toThrow(expect.objectContaining({ code: 'transition-impossible' }));
    }
  });
});

describe('rehire', () => {
  it.each(Object.keys(LIFECYCLES) as LifecycleName[])('%s makes a new record', (name) => {
    const directory = withAda(name, { roles: ['notary'] });
    const first = ada(directory);
    play(directory, { verb: 'delete' }, { verb: 'rehire', set: { lastName: 'King' } });
    const second = ada(directory);
    expect(second).toEqual({ ...first, id: second?.id, lastName: 'King' });
    expect(second?.id).not.toBe(first?.id);
    const states = [...now(directory).users()].map(({ id, state }) => [id, state]);
    const gone = LIFECYCLES[name].states.find((state) => GONE_STATES.includes(state));
    expect(states).toEqual([
      [first?.id, gone],
      [second?.id, 'active'],
    ]);
    expect(directory.at(1000).user('ada')?.id).toBe(first?.id);
    expect([...directory.at(1000).users()].length).toBe(1);
  });

  it('gives back what the deactivation on the way out took, and not what was taken before', () => {
    const directory = withAda('okta');
    play(directory, { verb: 'deactivate' }, { verb: 'delete' }, { verb: 'rehire' });
    expect(ada(directory)?.assignments).toEqual(['app']);
    play(directory, { verb: 'unassign', application: 'app' }, { verb: 'delete' });
    play(directory, { verb: 'rehire' });
    expect(ada(directory)?.assignments).toEqual([]);
    expect(new Set([...now(directory).users()].map((user) => user.id)).size).toBe(3);
  });

  it('is refused while the old record holds the login name', () => {
    const directory = withAda('okta');
    play(directory, { verb: 'deactivate' });
    expect(() => {
      play(directory, { verb: 'rehire' });
    }).toThrow(
      expect.objectContaining({
        code: 'transition-impossible',
        fix: 'The login name ada.byron@acme.example is taken until the record is deleted: delete ada first. Possible in this state: activate, reactivate, delete.',
      }),
    );
  });
});

describe('login names', () => {
  const rival: NewUser = { handle: 'bob', email: 'ADA.byron@acme.example' };

  it('are unique, whatever the case, until the record is deleted', () => {
    const directory = withAda('okta');
    play(directory, { verb: 'deactivate' });
    const hire = () => {
      directory.record({ at: DAY, verb: 'hire', user: rival });
    };
    expect(hire).toThrow(
      expect.objectContaining({
        code: 'user-exists',
        fix: 'Login names are unique until the record is deleted: delete or rename ada first.',
      }),
    );
    play(directory, { verb: 'delete' });
    hire();
    expect(() => {
      directory.record({ at: DAY, verb: 'rehire', handle: 'ada' });
    }).toThrow(expect.objectContaining({ code: 'user-exists' }));
  });

  it('block renames and restores', () => {
    const directory = withAda('entra');
    directory.record({ at: 0, verb: 'hire', user: { handle: 'bob', email: 'bob@acme.example' } });
    const rename = () => {
      play(directory, { verb: 'update', handle: 'bob', set: { userName: rival.email } });
    };
    expect(rename).toThrow(expect.objectContaining({ code: 'user-exists' }));
    play(directory, { verb: 'delete' });
    rename();
    expect(() => {
      play(directory, { verb: 'restore' });
    }).toThrow(expect.objectContaining({ code: 'user-exists' }));
    play(directory, { verb: 'update', handle: 'bob', set: { userName: 'bob@acme.example' } });
    play(directory, { verb: 'restore' });
    expect(ada(directory)?.state).toBe('active');
  });

  it('two people may share an e-mail', () => {
    const directory = withAda();
    directory.record({ at: 0, verb: 'hire', user: { ...rival, userName: 'bob' } });
    expect(now(directory).user('bob')?.email).toBe(rival.email);
  });
});

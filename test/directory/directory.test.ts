import { describe, expect, it } from 'vitest';
import { ADA, ada, DAY, now, open, play, withAda } from './ada.js';

describe('profiles', () => {
  it('derives what is missing from the e-mail', () => {
    expect(ada(withAda())).toMatchObject({
      userName: 'ada.byron@acme.example',
      firstName: 'Ada',
      lastName: 'Byron',
      displayName: 'Ada Byron',
      roles: [],
      attributes: {},
    });
  });

  it.each([
    ['ada@acme.example', 'Ada', 'Acme'],
    ['ada+test@acme.example', 'Ada', 'Acme'],
    ['ada_de-la.cruz@acme.example', 'Ada', 'De La Cruz'],
    ['+@x', '+', 'X'],
    ["o'neil.ó@x", "O'neil", 'Ó'],
  ])('reads names out of %s', (email, firstName, lastName) => {
    const directory = open();
    directory.record({ at: 0, verb: 'hire', user: { handle: 'ada', email } });
    expect(ada(directory)).toMatchObject({ firstName, lastName });
  });

  it('keeps what is given, empty strings too', () => {
    const directory = withAda('okta', { firstName: 'Augusta', lastName: '', userName: 'ada' });
    const expected = {
      firstName: 'Augusta',
      lastName: '',
      displayName: 'Augusta',
      userName: 'ada',
    };
    expect(ada(directory)).toMatchObject(expected);
  });

  it('updates exactly what is named', () => {
    const directory = withAda();
    play(directory, { verb: 'update', set: { email: 'ada@new.example', lastName: 'Lovelace' } });
    expect(ada(directory)).toMatchObject({
      email: 'ada@new.example',
      userName: 'ada.byron@acme.example',
      lastName: 'Lovelace',
      displayName: 'Ada Byron',
    });
  });

  it('merges attributes by name and removes emptied ones', () => {
    const directory = withAda('okta', { attributes: { team: ['a'], city: ['Rome'] } });
    play(directory, { verb: 'update', set: { attributes: { team: [], floor: ['1', '2'] } } });
    expect(ada(directory)?.attributes).toEqual({ city: ['Rome'], floor: ['1', '2'] });
  });

  it.each(['ada', '@x', 'a@', 'a b@x', 'a@b@c', ''])('refuses "%s" as an e-mail', (email) => {
    const directory = withAda();
    expect(() => {
      directory.record({ at: 1, verb: 'hire', user: { handle: 'bob', email } });
    }).toThrow(expect.objectContaining({ code: 'value-invalid' }));
    expect(() => {
      play(directory, { verb: 'update', set: { email } });
    }).toThrow(expect.objectContaining({ code: 'value-invalid' }));
    expect(directory.changes.length).toBe(1);
  });
});

describe('groups and assignments', () => {
  it('creates the groups that hire and join name, in the order of joining', () => {
    const directory = withAda();
    play(directory, { verb: 'join', groups: ['Staff', 'Notaries', 'Rome', 'Staff'] });
    expect(ada(directory)?.groups).toEqual(['Notaries', 'Staff', 'Rome']);
    expect(directory.at(0).group('Staff')).toBeUndefined();
    expect(directory.at(1000).group('Staff')?.id).toMatch(/^00g[0-9A-Za-z]{17}$/);
    expect(directory.at(-1).group('Notaries')).toBeUndefined();
  });

  it('takes the id of add-group, and refuses another one afterwards', () => {
    const directory = open();
    const group = { name: 'Staff', id: '00g1' };
    directory.record({ at: 0, verb: 'add-group', group });
    directory.record({ at: 0, verb: 'add-group', group: { name: 'Staff' } });
    directory.record({ at: 0, verb: 'hire', user: { ...ADA, groups: ['Staff'] } });
    expect(now(directory).group('Staff')).toEqual(group);
    expect(() => {
      directory.record({ at: 0, verb: 'add-group', group: { name: 'Staff', id: '00g2' } });
    }).toThrow(expect.objectContaining({ code: 'value-invalid' }));
  });

  it('leaves groups, and refuses to leave others, naming those the user has', () => {
    const directory = withAda();
    expect(() => {
      play(directory, { verb: 'leave', groups: ['Notaries', 'Notary'] });
    }).toThrow(
      expect.objectContaining({
        code: 'group-unknown',
        message: 'ada is not a member of the group "Notary".',
        fix: 'Use one of: Notaries.',
      }),
    );
    expect(ada(directory)?.groups).toEqual(['Notaries']);
    play(directory, { verb: 'leave', groups: ['Notaries'] });
    expect(ada(directory)?.groups).toEqual([]);
    expect(() => {
      play(directory, { verb: 'leave', groups: ['Notaries'] });
    }).toThrow(expect.objectContaining({ fix: 'ada has none.' }));
  });

  it('assigns (again) and unassigns (once)', () => {
    const directory = withAda();
    play(directory, { verb: 'assign', application: 'app' }, { verb: 'assign', application: 'b' });
    expect(ada(directory)?.assignments).toEqual(['app', 'b']);
    play(directory, { verb: 'unassign', application: 'app' });
    expect(ada(directory)?.assignments).toEqual(['b']);
    expect(() => {
      play(directory, { verb: 'unassign', application: 'app' });
    }).toThrow(expect.objectContaining({ code: 'transition-impossible', fix: 'Use one of: b.' }));
  });

  it('Okta deprovisioning drops assignments for good, suspension keeps them', () => {
    const directory = withAda('okta');
    play(directory, { verb: 'suspend' });
    expect(ada(directory)?.assignments).toEqual(['app']);
    play(directory, { verb: 'deactivate' });
    expect(ada(directory)).toMatchObject({ assignments: [], groups: ['Notaries'] });
    expect(() => {
      play(directory, { verb: 'assign', application: 'app' });
    }).toThrow(
      expect.objectContaining({
        code: 'transition-impossible',
        fix: 'Possible in this state: activate, reactivate, delete.',
      }),
    );
    play(directory, { verb: 'reactivate' });
    expect(ada(directory)).toMatchObject({ state: 'active', assignments: [] });
  });

  it('Okta cannot hire a deprovisioned user with assignments', () => {
    expect(ada(withAda('okta', { state: 'deprovisioned' }))?.assignments).toEqual([]);
  });

  it('Entra keeps assignments through disabling, deletion and restore', () => {
    const directory = withAda('entra');
    for (const verb of ['deactivate', 'delete', 'restore', 'reactivate']) {
      play(directory, { verb });
      expect(ada(directory)?.assignments).toEqual(['app']);
    }
  });
});

describe('ids', () => {
  const SHAPES = {
    okta: /^00u[0-9A-Za-z]{17}$/,
    entra: /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    'google-workspace': /^1\d{20}$/,
    onelogin: /^[1-9]\d{8}$/,
    generic: /^user-[0-9a-f]{12}$/,
  } as const;

  it.each(Object.keys(SHAPES) as (keyof typeof SHAPES)[])(
    '%s: the vendor’s shape, stable',
    (name) => {
      const alone = withAda(name);
      const later = open(name);
      later.record({ at: 0, verb: 'hire', user: { handle: 'bob', email: 'b@x', groups: ['A'] } });
      later.record({ at: 5, verb: 'hire', user: { ...ADA, groups: ['B', 'Notaries'] } });
      const id = ada(alone)?.id ?? '';
      expect(id).toMatch(SHAPES[name]);
      expect(ada(later)?.id).toBe(id);
      expect(now(later).group('Notaries')).toEqual(now(alone).group('Notaries'));
      expect(now(later).user('bob')?.id).not.toBe(id);
    },
  );

  it('a seed has these ids, today and tomorrow', () => {
    expect(ada(withAda('okta'))?.id).toMatchInlineSnapshot(`"00uUoOaRDLleTT7Gvs0U"`);
    expect(ada(withAda('entra'))?.id).toMatchInlineSnapshot(
      `"7c69735c-a771-44ee-877c-ee95d82e38a0"`,
    );
    expect(ada(withAda('generic'))?.id).toMatchInlineSnapshot(`"user-7c69735ca771"`);
  });
});

describe('the history', () => {
  it('the last change of an instant wins', () => {
    const directory = withAda();
    for (const lastName of ['A', 'B', 'C']) {
      directory.record({ at: 7, verb: 'update', handle: 'ada', set: { lastName } });
    }
    expect(directory.at(7).user('ada')?.lastName).toBe('C');
    expect(directory.at(6).user('ada')?.lastName).toBe('Byron');
    expect(directory.at(-1).user('ada')).toBeUndefined();
    expect([...directory.at(-1).users()]).toEqual([]);
  });

  it('a state that was taken does not move', () => {
    const directory = withAda();
    const taken = directory.at(100);
    directory.record({ at: 50, verb: 'suspend', handle: 'ada' });
    directory.record({
      at: 50,
      verb: 'hire',
      user: { handle: 'bob', email: 'b@x', groups: ['G'] },
    });
    expect(taken.user('ada')?.state).toBe('active');
    expect([...taken.users()].map((user) => user.handle)).toEqual(['ada']);
    expect(taken.group('G')).toBeUndefined();
    expect(directory.at(100).user('ada')?.state).toBe('suspended');
  });

  it.each([-1, Number.NaN])('refuses a change at %d after one at 0', (at) => {
    const directory = withAda();
    expect(() => {
      directory.record({ at, verb: 'suspend', handle: 'ada' });
    }).toThrow(expect.objectContaining({ code: 'history-backwards' }));
    expect(directory.changes.length).toBe(1);
  });

  it('tells every version with its instant', () => {
    const directory = withAda();
    play(directory, { verb: 'suspend' }, { verb: 'unsuspend' });
    const told = directory.history('ada').map(({ at, verb }) => [at, verb]);
    expect(told).toEqual([
      [0, 'hire'],
      [1000, 'suspend'],
      [2000, 'unsuspend'],
    ]);
    expect(directory.history('eve')).toEqual([]);
  });

  it('names the user that was meant', () => {
    const directory = withAda();
    const refused = (handle: string) => {
      try {
        directory.record({ at: 1, verb: 'suspend', handle });
      } catch (error) {
        return error;
      }
      return undefined;
    };
    expect(refused('adda')).toMatchObject({
      code: 'user-unknown',
      message: 'The directory has no user "adda".',
      fix: 'Did you mean "ada"?',
    });
    expect(refused('zoe')).toMatchObject({ fix: 'Use one of: ada.' });
    for (let index = 0; index < 20; index++) {
      const user = { handle: `person-${index}`, email: `p${index}@x` };
      directory.record({ at: 1, verb: 'hire', user });
    }
    expect(refused('zoe')).toMatchObject({ fix: 'Hire zoe first.' });
  });

  it('knows a handle only once', () => {
    const directory = withAda();
    const again = () => {
      directory.record({ at: DAY, verb: 'hire', user: { ...ADA, email: 'other@x' } });
    };
    expect(again).toThrow(
      expect.objectContaining({ code: 'user-exists', fix: 'Choose another handle.' }),
    );
    play(directory, { verb: 'delete' });
    expect(again).toThrow(expect.objectContaining({ fix: 'Use rehire: it makes a new record.' }));
  });
});

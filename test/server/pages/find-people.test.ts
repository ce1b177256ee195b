/** Who is found by which letters, and that the page's own script finds the same. */
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { User } from '../../../src/directory/user.js';
import {
  findableOf,
  findPeople,
  initialsOf,
  plain,
} from '../../../src/server/pages/login/find-people.js';
import { LOGIN_SCRIPT } from '../../../src/server/pages/login/login-script.js';

function person(displayName: string, email: string, more: Partial<User> = {}): User {
  const [firstName = '', lastName = ''] = displayName.split(' ');
  const handle = email.split('@')[0] ?? '';
  return {
    ...{ handle, id: handle, userName: email, email, firstName, lastName, displayName },
    ...{ roles: [], attributes: {}, state: 'active', groups: [], assignments: [] },
    ...more,
  };
}

const PEOPLE = [
  person('Ada Byron', 'ada.byron@acme.example', { groups: ['Engineering', 'All Staff'] }),
  person('Alan Turing', 'alan.turing@acme.example', { groups: ['Research'] }),
  person('Søren Åkesson', 'soren@acme.example', { groups: ['All Staff'] }),
  person('Lou Locked', 'lou@acme.example', { state: 'locked-out' }),
  person('Gus Guest', 'gus@globex.example', { guestOf: 'globex' }),
  person('Ana María de la Cruz', 'amc@acme.example', { state: 'disabled' }),
];

function found(query: string): readonly string[] {
  return findPeople(PEOPLE, query).map(({ displayName }) => displayName);
}

describe('people are found', () => {
  it.each([
    ['ab', ['Ada Byron']],
    ['by', ['Ada Byron']],
    ['AL', ['Alan Turing', 'Ada Byron', 'Søren Åkesson']],
    ['so', ['Søren Åkesson']],
    ['ak', ['Søren Åkesson']],
    ['sø å', ['Søren Åkesson']],
    ['ada.byron@', ['Ada Byron']],
    ['lock', ['Lou Locked']],
    ['deact', ['Ana María de la Cruz']],
    ['guest', ['Gus Guest']],
    ['maria', ['Ana María de la Cruz']],
    ['amdlc', ['Ana María de la Cruz']],
    ['staff ada', ['Ada Byron']],
    ['eng', ['Ada Byron']],
    ['yron', []],
    ['ada turing', []],
  ])('%s', (query, names) => {
    expect(found(query)).toEqual(names);
  });

  it('all of them, in their order, for nothing', () => {
    expect(found('  ')).toEqual(PEOPLE.map(({ displayName }) => displayName));
  });
});

it.each([
  ['Ada Byron', 'AB'],
  ['Ana María de la Cruz', 'AC'],
  ['Plato', 'P'],
  ['', ''],
  ['𝒳enia Q', '𝒳Q'],
])('the initials of "%s" are "%s"', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

/** The script with the least of a page that it needs. */
function scriptFinds(users: readonly User[], query: string): readonly string[] {
  const listeners: Record<string, () => void> = {};
  const rows = users.map((user) => ({
    dataset: { ...findableOf(user), person: user.displayName },
    hidden: false,
    classList: { toggle: () => undefined },
  }));
  const order = new Set<(typeof rows)[number]>();
  const field = {
    value: query,
    addEventListener: (name: string, listener: () => void) => (listeners[name] = listener),
    form: { addEventListener: () => undefined },
  };
  const list = {
    children: rows,
    dataset: {},
    append: (row: (typeof rows)[number]) => void (order.delete(row), order.add(row)),
    querySelectorAll: () => [],
  };
  const elements: Readonly<Record<string, unknown>> = {
    '#q': field,
    '#people': list,
    '#found': { textContent: '' },
  };
  const document = {
    querySelector: (selector: string) => elements[selector],
    addEventListener: () => undefined,
  };
  runInNewContext(LOGIN_SCRIPT, { document });
  listeners['input']?.();
  return [...order].filter(({ hidden }) => !hidden).map(({ dataset }) => dataset.person);
}

it('the script finds whom the server finds, in the same order', () => {
  const letters = fc.constantFrom(...'abdegloruyåøßéÉİ .@-x'.split(''));
  const word = fc.string({ unit: letters, maxLength: 6 });
  const users = fc.array(
    fc
      .tuple(word, word, word, fc.array(word, { maxLength: 2 }))
      .map(([first, last, local, groups]) =>
        person(`${first} ${last}`, `${local}@x.example`, { groups }),
      ),
    { maxLength: 5 },
  );
  fc.assert(
    fc.property(users, word, (everybody, query) => {
      const names = findPeople(everybody, query).map(({ displayName }) => displayName);
      expect(scriptFinds(everybody, query)).toEqual(names);
    }),
  );
});

it('plain text has no accents and no capitals', () => {
  expect(plain('ÅNGSTRÖM Zoë Œuvre Łódź Straße')).toBe('angstrom zoe oeuvre lodz strasse');
});

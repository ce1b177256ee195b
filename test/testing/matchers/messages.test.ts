import { describe, expect, it } from 'vitest';
import type { Login } from '../../../src/testing/login-result.js';
import { match } from '../../../src/testing/matchers/match.js';
import { MATCHERS } from '../../../src/testing/matchers/matchers.js';
import { lastLogin } from './played.js';

const PEOPLE = `users:
  ada: { email: ada@acme.example, firstName: Ada, lastName: Byron, roles: [admin] }
`;

/** Two scenes, at SPs that bear each other's habits. */
const KEEPS = `idp: okta\nsp: proof\n${PEOPLE}`;
const FOLLOWS = `idp: okta\nsp: { profile: proof, jit: { update: all } }\n${PEOPLE}`;
const CLOSED = `idp: okta\nsp: { profile: proof, jit: { create: false } }\n${PEOPLE}`;
const ENTRA = `idp: entra\nsp: proof\n${PEOPLE}`;

/** The message, or what would have been thrown away because the call holds. */
function message(
  login: Login,
  matcher: keyof typeof MATCHERS,
  demandOf: (table: typeof MATCHERS) => ReturnType<typeof MATCHERS.toHaveDrift>,
  {
    args = [],
    isNot = false,
  }: { readonly args?: readonly unknown[]; readonly isNot?: boolean } = {},
): string {
  const result = match({ matcher, args, received: login, isNot }, () => demandOf(MATCHERS));
  expect(result.pass, 'the call fails').toBe(isNot);
  return `${result.message()}\n`;
}

const golden = (what: string): string => `../golden/${what}.txt`;

const RENAMED = ['login: ada', 'rename: ada, set: { lastName: Lovelace }', 'login: ada'];

describe('messages of matchers', () => {
  it('an account that does not follow', async () => {
    const login = await lastLogin(RENAMED, { head: KEEPS });
    const args = [{ lastName: 'Lovelace' }];
    const text = message(login, 'toUpdateAccount', (table) => table.toUpdateAccount(args[0]), {
      args,
    });
    await expect(text).toMatchFileSnapshot(golden('not-updated'));
  });

  it('an account that follows although it should not', async () => {
    const login = await lastLogin(RENAMED, { head: FOLLOWS });
    const text = message(login, 'toLeaveAccountUnchanged', (table) =>
      table.toLeaveAccountUnchanged(),
    );
    await expect(text).toMatchFileSnapshot(golden('not-unchanged'));
  });

  it('a refusal by the app', async () => {
    const login = await lastLogin(['login: ada'], { head: CLOSED });
    const text = message(login, 'toBeLoggedInAs', (table) => table.toBeLoggedInAs('ada'), {
      args: ['ada'],
    });
    await expect(text).toMatchFileSnapshot(golden('refused-by-sp'));
  });

  it('a refusal by the IdP', async () => {
    const login = await lastLogin(['deactivate: ada', 'login: ada'], { head: ENTRA });
    const text = message(login, 'toCreateAccount', (table) => table.toCreateAccount());
    await expect(text).toMatchFileSnapshot(golden('refused-by-idp'));
  });

  it('a login that should have failed', async () => {
    const login = await lastLogin(['login: ada'], { head: ENTRA });
    const text = message(login, 'toBeLoggedInAs', (table) => table.toBeLoggedInAs('ada'), {
      args: ['ada'],
      isNot: true,
    });
    await expect(text).toMatchFileSnapshot(golden('logged-in-after-all'));
  });

  it('accounts that nobody can see', async () => {
    const login = await lastLogin(['login: ada'], {
      head: KEEPS,
      change: () => ({
        accounts: () => Promise.resolve({ kind: 'unknown', why: 'no account view' }),
      }),
    });
    const text = message(login, 'toCreateAccount', (table) => table.toCreateAccount());
    await expect(text).toMatchFileSnapshot(golden('not-verified'));
  });

  it('are safe for a terminal, whatever the app answers', async () => {
    const login = await lastLogin(['login: ada'], { head: CLOSED });
    const { page } = login;
    if (page === undefined) throw new Error('no page');
    const body = `<p>\u001B[2J\u202E${'much '.repeat(1000)}</p>`;
    const text = message({ ...login, page: { ...page, body } }, 'toCreateAccount', (table) =>
      table.toCreateAccount(),
    );
    expect(text).toContain('\\u001b[2J\\u202e');
    expect(text).not.toContain('\u001B');
    expect(text.length).toBeLessThan(8000);
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import type { Login } from '../../../src/testing/login-result.js';
import type { LoginMatchers } from '../../../src/testing/matchers/login-matchers.js';
import { match } from '../../../src/testing/matchers/match.js';
import type { MatchResult } from '../../../src/testing/matchers/match.js';
import { MATCHERS } from '../../../src/testing/matchers/matchers.js';
import { lastLogin, played } from './played.js';

type Name = keyof LoginMatchers<void>;
type Args = readonly unknown[];

/** One call, as a runner makes it; arguments are as loose as those of a JavaScript test. */
function call(received: unknown, matcher: Name, args: Args, isNot = false): MatchResult {
  const demandOf = MATCHERS[matcher] as (...args: Args) => ReturnType<typeof MATCHERS.toHaveDrift>;
  return match({ matcher, args, received, isNot }, () => demandOf(...args));
}

/** Whether the test goes on: runners turn `pass` around for `.not`. */
function holds(received: unknown, matcher: Name, ...args: Args): boolean {
  return call(received, matcher, args).pass;
}

function failsBothWays(received: unknown, matcher: Name, ...args: Args): string {
  const [plain, negated] = [call(received, matcher, args), call(received, matcher, args, true)];
  expect([plain.pass, negated.pass]).toEqual([false, true]);
  expect(plain.expected).toBeUndefined();
  return plain.message();
}

const FOLLOWS = `idp: okta
sp: { profile: proof, jit: { update: all } }
users:
  ada: { email: ada@acme.example, firstName: Ada, lastName: Byron }
  bob: { email: bob@acme.example }
`;
const RENAME = 'rename: ada, set: { lastName: Lovelace }';

describe('what happened', () => {
  let first: Login;
  let again: Login;
  let renamed: Login;
  let certificate: string;

  beforeAll(async () => {
    const run = await played(['login: ada', 'login: ada', RENAME, 'login: ada'], { head: FOLLOWS });
    certificate = run.certificate;
    const [one, two, three] = run.logins;
    if (one === undefined || two === undefined || three === undefined) throw new Error('too few');
    [first, again, renamed] = [one, two, three];
  });

  it('toBeLoggedInAs', () => {
    expect(holds(first, 'toBeLoggedInAs', 'ada')).toBe(true);
    expect(holds(first, 'toBeLoggedInAs', 'bob')).toBe(false);
    expect(call(first, 'toBeLoggedInAs', ['bob'], true).pass).toBe(false);
  });

  it('a user whom nobody knows is a mistake, not a refusal', () => {
    expect(failsBothWays(first, 'toBeLoggedInAs', 'adaa')).toContain('Did you mean "ada"?');
  });

  it('toCreateAccount', () => {
    expect(holds(first, 'toCreateAccount')).toBe(true);
    expect(holds(first, 'toCreateAccount', { lastName: 'Byron' })).toBe(true);
    expect(holds(first, 'toCreateAccount', { lastName: 'Lovelace' })).toBe(false);
    expect(holds(again, 'toCreateAccount')).toBe(false);
  });

  it('toUpdateAccount', () => {
    expect(holds(renamed, 'toUpdateAccount')).toBe(true);
    expect(holds(renamed, 'toUpdateAccount', { lastName: 'Lovelace' })).toBe(true);
    expect(holds(renamed, 'toUpdateAccount', { lastName: 'Byron' })).toBe(false);
    expect([holds(again, 'toUpdateAccount'), holds(first, 'toUpdateAccount')]).toEqual([
      false,
      false,
    ]);
  });

  it('toLeaveAccountUnchanged', () => {
    expect(holds(again, 'toLeaveAccountUnchanged')).toBe(true);
    expect(holds(first, 'toLeaveAccountUnchanged')).toBe(false);
    expect(holds(renamed, 'toLeaveAccountUnchanged')).toBe(false);
  });

  it('toHaveDrift', () => {
    expect(holds(renamed, 'toHaveDrift', [])).toBe(true);
    expect(holds(renamed, 'toHaveDrift', ['lastName'])).toBe(false);
  });

  it('toHaveAttribute', () => {
    expect(holds(renamed, 'toHaveAttribute', 'lastName')).toBe(true);
    expect(holds(renamed, 'toHaveAttribute', 'lastName', 'Lovelace')).toBe(true);
    expect(holds(renamed, 'toHaveAttribute', 'lastName', ['Lovelace'])).toBe(true);
    expect(holds(renamed, 'toHaveAttribute', 'lastName', 'Byron')).toBe(false);
    expect(holds(renamed, 'toHaveAttribute', 'shoeSize')).toBe(false);
  });

  it('toBeSignedBy', async () => {
    const base64 = certificate.replace(/-----[A-Z ]+-----|\s/g, '');
    for (const signer of [
      certificate,
      base64,
      { certificate },
      { certificate: { pem: certificate } },
    ]) {
      expect(holds(first, 'toBeSignedBy', signer)).toBe(true);
    }
    for (const part of ['assertion', 'response', 'both']) {
      expect(holds(first, 'toBeSignedBy', certificate, part)).toBe(true);
    }
    const entra = await played(['login: ada'], { head: FOLLOWS.replace('okta', 'entra') });
    const [login] = entra.logins;
    expect(holds(login, 'toBeSignedBy', entra.certificate)).toBe(true);
    expect(holds(login, 'toBeSignedBy', entra.certificate, 'assertion')).toBe(true);
    expect(holds(login, 'toBeSignedBy', entra.certificate, 'response')).toBe(false);
    expect(holds(login, 'toBeSignedBy', certificate)).toBe(false);
    const { assertion } = first;
    const forged = {
      ...first,
      assertion: { ...assertion, xml: assertion?.xml.replace('Byron', 'Bacon') },
    };
    expect(holds(forged, 'toBeSignedBy', certificate)).toBe(false);
    expect(failsBothWays(first, 'toBeSignedBy', 'no certificate')).toContain('certificate');
  });
});

describe('refusals', () => {
  it('toBeRefusedByIdp', async () => {
    const login = await lastLogin(['deactivate: ada', 'login: ada'], {
      head: FOLLOWS.replace('okta', 'entra'),
    });
    expect(holds(login, 'toBeRefusedByIdp')).toBe(true);
    expect(holds(login, 'toBeRefusedByIdp', 'user-deactivated')).toBe(true);
    expect(holds(login, 'toBeRefusedByIdp', { code: 'AADSTS50057' })).toBe(true);
    const both = { reason: 'user-deactivated', code: 'AADSTS50057' };
    expect(holds(login, 'toBeRefusedByIdp', both)).toBe(true);
    expect(holds(login, 'toBeRefusedByIdp', { ...both, code: 'AADSTS50105' })).toBe(false);
    expect(holds(login, 'toBeRefusedByIdp', 'not-assigned')).toBe(false);
    expect(failsBothWays(login, 'toBeRefusedByIdp', 'user-deactivatd')).toContain(
      'Did you mean "user-deactivated"?',
    );
    expect(holds(login, 'toBeRefusedBySp')).toBe(false);
    expect(holds(login, 'toBeLoggedInAs', 'ada')).toBe(false);
  });

  it('demands about a message that was never sent hold neither way', async () => {
    const { logins, certificate } = await played(['deactivate: ada', 'login: ada']);
    expect(failsBothWays(logins[0], 'toHaveAttribute', 'email')).toContain('There is no assertion');
    expect(failsBothWays(logins[0], 'toHaveAttribute', 'email', 'x')).toContain('no message');
    expect(failsBothWays(logins[0], 'toBeSignedBy', certificate)).toContain('no message was sent');
  });

  it('toBeRefusedBySp', async () => {
    const login = await lastLogin(['login: ada'], {
      head: FOLLOWS.replace('update: all', 'create: false'),
    });
    expect(holds(login, 'toBeRefusedBySp')).toBe(true);
    expect(holds(login, 'toBeRefusedBySp', 'account-not-found')).toBe(true);
    expect(holds(login, 'toBeRefusedBySp', 'assertion-expired')).toBe(false);
    expect(holds(login, 'toBeRefusedByIdp')).toBe(false);
    expect(failsBothWays(login, 'toBeRefusedBySp', 'expired')).toContain('assertion-expired');
  });

  it('a reason that the app does not show', async () => {
    const login = await lastLogin(['login: ada'], {
      head: FOLLOWS.replace('update: all', 'create: false'),
      change: () => ({ read: () => ({ accepted: false }) }),
    });
    expect(holds(login, 'toBeRefusedBySp')).toBe(true);
    expect(failsBothWays(login, 'toBeRefusedBySp', 'account-not-found')).toContain(
      'leave the reason out',
    );
  });
});

describe('what nobody can see', () => {
  it('the session', async () => {
    const login = await lastLogin(['login: ada'], {
      change: () => ({
        session: () => Promise.resolve({ kind: 'unknown', why: 'no session view' }),
      }),
    });
    const message = failsBothWays(login, 'toBeLoggedInAs', 'ada');
    expect(message).toContain('no session view');
    expect(message).toContain('`session:');
    failsBothWays(login, 'toBeRefusedBySp');
  });

  it('the accounts', async () => {
    const login = await lastLogin(['login: ada'], {
      change: () => ({
        accounts: () => Promise.resolve({ kind: 'unknown', why: 'no account view' }),
      }),
    });
    for (const matcher of [
      'toCreateAccount',
      'toUpdateAccount',
      'toLeaveAccountUnchanged',
    ] as const) {
      expect(failsBothWays(login, matcher)).toContain('`accounts:');
    }
    expect(failsBothWays(login, 'toHaveDrift', [])).toContain('no account view');
    expect(holds(login, 'toBeLoggedInAs', 'ada')).toBe(true);
  });
});

describe('what is no login', () => {
  const cases: readonly (readonly [string, unknown, string])[] = [
    [
      'a forgotten await',
      Promise.resolve(),
      'This is a Promise, not a login.\nThe "await" is missing',
    ],
    ['a forgotten .to(app)', { to: () => undefined }, 'End it with .to(app)'],
    ['nothing', undefined, 'This is undefined, not a login.'],
    ['null', null, 'This is null, not a login.'],
    ['a word', 'ada', 'This is a string, not a login.'],
    ['an answer', new Response('x'), 'This is a Response, not a login.'],
    ['a bare object', Object.create(null), 'This is an object, not a login.'],
  ];
  it.each(cases)('%s', (_, received, words) => {
    for (const matcher of Object.keys(MATCHERS) as Name[]) {
      expect(failsBothWays(received, matcher)).toContain(words);
    }
  });
});

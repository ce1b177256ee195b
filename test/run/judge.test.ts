import { describe, expect, it } from 'vitest';
import { JUDGES, judge } from '../../src/run/judge/judge.js';
import type { Observation } from '../../src/run/observation.js';
import type { Expectation } from '../../src/scenario/scenario.js';
import { loadAttack } from '../../src/scenario/load-attack.js';
import { ADA, observed, person } from './observed.js';

const scenario = {
  file: 'story.yaml',
  locate: (path: readonly (string | number)[]) => ({ line: path.length, column: 7 }),
};

/** Strips an observation of some of its keys. */
function without(...keys: (keyof Observation)[]): Observation {
  return Object.fromEntries(
    Object.entries(observed()).filter(([key]) => !keys.some((gone) => gone === key)),
  ) as unknown as Observation;
}

function findings(expectation: Expectation, observation: Observation, strict = false) {
  return judge({ scenario, index: 2, expect: expectation, strict }, observation);
}

function verdicts(expectation: Expectation, observation: Observation): Record<string, string> {
  return Object.fromEntries(
    findings(expectation, observation).map(({ key, verdict }) => [key, verdict]),
  );
}

const refused = observed({ outcome: 'refused-by-idp', reason: 'user-suspended', code: 'E0000004' });
const blind = observed({ accounts: { kind: 'unknown', why: 'no account view' } });
const noMessage = without('facts');
const noAccount = without('account');
const noSession = observed({ sessions: new Map([['ada', { kind: 'none' }]]) });
const bobs = observed({
  sessions: new Map([['ada', { kind: 'session', nameId: 'bob-1', email: 'ada@acme.example' }]]),
});
const unseen = observed({ sessions: new Map([['ada', { kind: 'unknown', why: 'no hook' }]]) });

const NOTHING = { created: false, updated: false, linked: false };
const FIELDS = { fields: ['email', 'role'] };
/** Of every account the target shows two fields. */
const partly = (change: Partial<Observation> = {}): Observation => {
  const whole = observed(change);
  return { ...whole, accounts: { ...whole.accounts, ...FIELDS } };
};

/** An attack by Ada on Bob. */
const attacked = (change: Partial<Observation> = {}): Observation => {
  const [definition] = loadAttack(
    'attack: a forgery\nseverity: low\nmodel: user\nclause: policy\nexpect: reject\nmutate: [sign]\n',
    { file: 'attack.yaml' },
  );
  if (definition === undefined) throw new Error('no attack');
  const took = { milliseconds: 1, bytes: 1 };
  return observed({ attack: { definition, victim: 'bob', took, sent: '00' }, ...change });
};
const ended = new Map([['ada', { kind: 'none' } as const]]);

type Row = readonly [expectation: Expectation, seen: Observation, key: string, verdict: string];

const ROWS: readonly Row[] = [
  [{ attack: 'reject' }, attacked({ sessions: ended }), 'attack', 'passed'],
  [{ attack: 'reject' }, attacked(), 'attack', 'failed'],
  [{ attack: 'not-victim' }, attacked(), 'attack', 'passed'],
  [{ attack: 'accept' }, attacked(), 'attack', 'passed'],
  [{ attack: 'accept' }, attacked({ sessions: ended }), 'attack', 'failed'],
  [{ attack: 'not-victim' }, attacked({ sessions: bobs.sessions }), 'attack', 'failed'],
  [{ attack: 'reject' }, attacked({ sessions: unseen.sessions }), 'attack', 'not-verified'],
  [{ attack: 'reject' }, observed(), 'attack', 'not-verified'],
  [{ account: { lastName: 'Byron' } }, partly(), 'account.lastName', 'not-verified'],
  [{ account: { lastName: 'King' } }, partly(), 'account.lastName', 'not-verified'],
  [{ account: { email: 'ada@acme.example' } }, partly(), 'account.email', 'passed'],
  [{ account: { roles: ['admin'] } }, partly(), 'account.roles', 'passed'],
  [{ account: { email: 'eve@acme.example' } }, partly(), 'account.email', 'failed'],
  [{ account: { updated: true } }, partly(), 'account.updated', 'passed'],
  [{ account: { updated: true } }, partly({ change: NOTHING }), 'account.updated', 'not-verified'],
  [{ account: { updated: false } }, partly({ change: NOTHING }), 'account.updated', 'passed'],
  [{ account: { created: true } }, partly({ change: NOTHING }), 'account.created', 'failed'],
  [{ drift: ['lastName'] }, partly(), 'drift', 'not-verified'],
  [{ drift: [] }, partly(), 'drift', 'passed'],
  [{ drift: ['email'] }, partly(), 'drift', 'failed'],
  [{ drift: ['lastName', 'email'] }, partly(), 'drift', 'failed'],

  [{ outcome: 'logged-in' }, observed(), 'outcome', 'passed'],
  [{ outcome: 'refused-by-sp' }, observed(), 'outcome', 'failed'],
  [{ outcome: 'logged-in' }, without('outcome'), 'outcome', 'not-verified'],

  [{ reason: 'user-suspended' }, refused, 'reason', 'passed'],
  [{ reason: 'user-locked' }, refused, 'reason', 'failed'],
  [{ reason: 'user-locked' }, observed(), 'reason', 'failed'],
  [{ reason: 'plan-required' }, observed({ outcome: 'refused-by-sp' }), 'reason', 'not-verified'],
  [{ reason: 'plan-required' }, without('outcome'), 'reason', 'not-verified'],

  [{ page: { status: 200 } }, observed(), 'page.status', 'passed'],
  [{ page: { status: 403 } }, observed(), 'page.status', 'failed'],
  [{ page: { code: 'E0000004' } }, refused, 'page.code', 'passed'],
  [{ page: { code: 'E0000003' } }, refused, 'page.code', 'failed'],
  [{ page: { code: 'welcome' } }, observed(), 'page.code', 'passed'],
  [{ page: { contains: 'Hello & welcome' } }, observed(), 'page.contains', 'passed'],
  [{ page: { contains: '<h1>' } }, observed(), 'page.contains', 'passed'],
  [{ page: { contains: 'Goodbye' } }, observed(), 'page.contains', 'failed'],
  [{ page: { contains: 'Hello' } }, without('page'), 'page.contains', 'failed'],

  [{ session: { user: 'ada' } }, observed(), 'session.user', 'passed'],
  [{ session: { user: 'ada' } }, bobs, 'session.user', 'failed'],
  [{ session: { user: 'bob' } }, bobs, 'session.user', 'passed'],
  [{ session: { user: 'ada' } }, noSession, 'session.user', 'failed'],
  [{ session: { user: 'nobody' } }, observed(), 'session.user', 'failed'],
  [{ session: { user: 'ada' } }, unseen, 'session.user', 'not-verified'],
  [{ session: 'none' }, noSession, 'session', 'passed'],
  [{ session: 'none' }, observed(), 'session', 'failed'],
  [{ session: 'none' }, unseen, 'session', 'not-verified'],

  [{ account: { lastName: 'Byron' } }, observed(), 'account.lastName', 'passed'],
  [{ account: { lastName: 'Lovelace' } }, observed(), 'account.lastName', 'failed'],
  [{ account: { lastName: 'Byron' } }, noAccount, 'account.lastName', 'failed'],
  [{ account: { lastName: 'Byron' } }, blind, 'account.lastName', 'not-verified'],
  [{ account: { role: 'Admin' } }, observed(), 'account.role', 'passed'],
  [{ account: { role: 'Notary' } }, observed(), 'account.role', 'failed'],
  [{ account: { roles: ['ADMIN'] } }, observed(), 'account.roles', 'passed'],
  [{ account: { middleName: null } }, observed(), 'account.middleName', 'passed'],
  [{ account: { created: false } }, observed(), 'account.created', 'passed'],
  [{ account: { created: true } }, observed(), 'account.created', 'failed'],
  [{ account: { created: true } }, blind, 'account.created', 'not-verified'],
  [{ account: { created: false } }, without('change'), 'account.created', 'passed'],
  [{ account: { updated: true } }, observed(), 'account.updated', 'passed'],
  [{ account: { updated: false } }, observed(), 'account.updated', 'failed'],
  [{ account: { linked: false } }, observed(), 'account.linked', 'passed'],
  [{ account: { linked: true } }, observed(), 'account.linked', 'failed'],

  [{ accounts: { count: 2 } }, observed(), 'accounts.count', 'passed'],
  [{ accounts: { count: 1 } }, observed(), 'accounts.count', 'failed'],
  [{ accounts: { count: 2 } }, blind, 'accounts.count', 'not-verified'],
  [{ accounts: { handles: ['bob', 'ada'] } }, observed(), 'accounts.handles', 'passed'],
  [{ accounts: { handles: ['ada'] } }, observed(), 'accounts.handles', 'failed'],
  [{ accounts: { orphans: ['bob'] } }, observed(), 'accounts.orphans', 'passed'],
  [{ accounts: { orphans: [] } }, observed(), 'accounts.orphans', 'failed'],
  [{ accounts: { orphans: [] } }, blind, 'accounts.orphans', 'not-verified'],

  [{ drift: ['lastName'] }, observed(), 'drift', 'passed'],
  [{ drift: [] }, observed(), 'drift', 'failed'],
  [{ drift: ['lastName', 'roles'] }, observed(), 'drift', 'failed'],
  [{ drift: ['lastName'] }, noAccount, 'drift', 'failed'],
  [{ drift: ['lastName'] }, blind, 'drift', 'not-verified'],

  [{ assertion: { nameId: 'ada@acme.example' } }, observed(), 'assertion.nameId', 'passed'],
  [{ assertion: { nameId: 'ada' } }, observed(), 'assertion.nameId', 'failed'],
  [{ assertion: { nameId: 'ada' } }, noMessage, 'assertion.nameId', 'failed'],
  [{ assertion: { nameIdFormat: 'emailAddress' } }, observed(), 'assertion.nameIdFormat', 'passed'],
  [{ assertion: { nameIdFormat: 'persistent' } }, observed(), 'assertion.nameIdFormat', 'failed'],
  [{ assertion: { signed: ['assertion', 'response'] } }, observed(), 'assertion.signed', 'passed'],
  [{ assertion: { signed: ['assertion'] } }, observed(), 'assertion.signed', 'failed'],
  [
    { assertion: { attributes: { groups: ['Everyone', 'Notaries'] } } },
    observed(),
    'assertion.attributes.groups',
    'passed',
  ],
  [
    { assertion: { attributes: { groups: 'Notaries' } } },
    observed(),
    'assertion.attributes.groups',
    'failed',
  ],
  [
    { assertion: { attributes: { groups: null } } },
    observed(),
    'assertion.attributes.groups',
    'failed',
  ],
  [
    { assertion: { attributes: { mail: null } } },
    observed(),
    'assertion.attributes.mail',
    'passed',
  ],
  [{ assertion: { attributes: { mail: [] } } }, observed(), 'assertion.attributes.mail', 'failed'],
  [{ assertion: { inResponseTo: true } }, observed(), 'assertion.inResponseTo', 'passed'],
  [{ assertion: { inResponseTo: false } }, observed(), 'assertion.inResponseTo', 'failed'],
  [{ assertion: { audience: 'urn:sp' } }, observed(), 'assertion.audience', 'passed'],
  [{ assertion: { audience: 'urn:other' } }, observed(), 'assertion.audience', 'failed'],
  [{ assertion: { authnInstantAge: 600_000 } }, observed(), 'assertion.authnInstantAge', 'passed'],
  [{ assertion: { authnInstantAge: 0 } }, observed(), 'assertion.authnInstantAge', 'failed'],
];

describe('judge', () => {
  it.each(ROWS)('%j', (expectation, seen, key, verdict) => {
    expect(verdicts(expectation, seen)).toEqual({ [key]: verdict });
  });

  it('has a passing and a failing row for every key of an expectation', () => {
    for (const key of Object.keys(JUDGES)) {
      const of = ROWS.filter(([expectation]) => key in expectation).map((row) => row[3]);
      expect(of, key).toEqual(expect.arrayContaining(['passed', 'failed']));
    }
  });

  it('gives the place of the key and both values', () => {
    expect(findings({ account: { lastName: 'Lovelace' } }, observed())).toEqual([
      {
        key: 'account.lastName',
        verdict: 'failed',
        expected: 'Lovelace',
        observed: 'Byron',
        file: 'story.yaml',
        line: 5,
        column: 7,
      },
    ]);
  });

  it('says why somebody was refused who should have been let in', () => {
    const [finding] = findings({ outcome: 'logged-in' }, refused);
    expect(finding?.why).toBe('user-suspended, E0000004');
    expect(findings({ outcome: 'refused-by-idp' }, refused)[0]?.why).toBeUndefined();
  });

  it('makes what is not verified a failure when it is strict', () => {
    const [finding] = findings({ drift: [] }, blind, true);
    expect(finding).toMatchObject({ verdict: 'failed', why: 'no account view' });
  });

  it('looks at every browser when the step is about nobody', () => {
    const everybody = { ...without('subject') };
    expect(verdicts({ session: 'none' }, everybody)).toEqual({ session: 'failed' });
    expect(verdicts({ session: { user: 'ada' } }, everybody)).toEqual({ 'session.user': 'passed' });
  });

  it('sees no drift where the SP keeps no field or gave the default role', () => {
    const people = new Map([['ada', person('ada', { user: { ...ADA, roles: [] } })]]);
    const account = { id: '1', email: 'ada@acme.example', role: 'Employee' };
    expect(verdicts({ drift: [] }, observed({ people, account }))).toEqual({ drift: 'passed' });
    const demoted = { ...account, role: 'Admin' };
    expect(verdicts({ drift: ['roles'] }, observed({ people, account: demoted }))).toEqual({
      drift: 'passed',
    });
  });
});

/** Test data: an observation of one step, to vary. */
import type { User } from '../../src/directory/user.js';
import type { IssuedFacts } from '../../src/idp/outcome.js';
import type { Observation, Person } from '../../src/run/observation.js';
import type { Account } from '../../src/sp/target.js';

export const ADA: User = {
  handle: 'ada',
  id: '00uada',
  state: 'active',
  userName: 'ada@acme.example',
  email: 'ada@acme.example',
  firstName: 'Ada',
  lastName: 'Lovelace',
  displayName: 'Ada Lovelace',
  roles: ['Admin'],
  attributes: {},
  groups: [],
  assignments: ['app'],
};

const FACTS: IssuedFacts = {
  responseId: 'r',
  assertionId: 'a',
  issueInstant: '2026-03-02T09:00:00.000Z',
  notOnOrAfter: '2026-03-02T09:05:00.000Z',
  authnInstant: '2026-03-02T08:50:00.000Z',
  sessionIndex: 's',
  issuer: 'http://www.okta.com/exk1',
  audience: 'urn:sp',
  recipient: 'https://sp.example/acs',
  inResponseTo: 'q',
  nameId: 'ada@acme.example',
  nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  attributes: [{ name: 'groups', values: ['Notaries', 'Everyone'] }],
  signed: ['response', 'assertion'],
};

const ACCOUNT: Account = {
  id: 'acc-1',
  email: 'ada@acme.example',
  firstName: 'Ada',
  lastName: 'Byron',
  roles: ['admin'],
};

export function person(handle: string, change: Partial<Person> = {}): Person {
  return { handle, user: undefined, emails: [], nameIds: [], accountIds: [], ...change };
}

/** Ada logged in at an SP that knew her as Byron; Bob has left and still has an account. */
export function observed(change: Partial<Observation> = {}): Observation {
  const ada = person('ada', {
    user: ADA,
    emails: ['ada@acme.example'],
    nameIds: ['ada@acme.example'],
    accountIds: ['acc-1'],
  });
  const bob = person('bob', {
    user: { ...ADA, handle: 'bob', state: 'deprovisioned', email: 'bob@acme.example' },
    emails: ['bob@acme.example'],
    nameIds: ['bob-1'],
  });
  return {
    subject: 'ada',
    outcome: 'logged-in',
    page: { status: 200, html: '<h1>Hello &amp; welcome</h1>' },
    sessions: new Map([
      ['ada', { kind: 'session', nameId: 'ada@acme.example', email: 'ada@acme.example' }],
    ]),
    accounts: { kind: 'accounts', accounts: [ACCOUNT, { id: 'acc-2', email: 'BOB@acme.example' }] },
    account: ACCOUNT,
    change: { created: false, updated: true, linked: false },
    facts: FACTS,
    people: new Map([
      ['ada', ada],
      ['bob', bob],
    ]),
    defaultRole: 'employee',
    ...change,
  };
}

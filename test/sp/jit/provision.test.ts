import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadProfile } from '../../../src/scenario/load-profile.js';
import type { JitPolicy, Profile } from '../../../src/scenario/profile.js';
import type { AccountRecord } from '../../../src/sp/jit/account.js';
import { decideAccount } from '../../../src/sp/jit/decide.js';
import { domainOf, identityOf, type Identity } from '../../../src/sp/jit/identity.js';
import { createAccount, updateAccount } from '../../../src/sp/jit/provision.js';
import { PROFILE } from '../checks/genuine.js';

function profile(name: string): Profile {
  const file = new URL(`../../../scenarios/profiles/${name}.yaml`, import.meta.url);
  return loadProfile(readFileSync(file, 'utf8'), { file: `${name}.yaml` });
}

function person(values: Identity['values'], nameId = 'n1'): Identity {
  return { issuer: 'idp', nameId, issuedAt: 0, values };
}

const ADA = person({
  email: ['ada@acme.example'],
  firstName: ['Ada'],
  lastName: ['Byron'],
  roles: ['Notary', 'Admin'],
  groups: ['Legal'],
});
const MARRIED = person({
  email: ['lovelace@acme.example'],
  firstName: ['Ada'],
  lastName: ['Lovelace'],
  roles: ['Sender'],
  groups: ['Sales', 'Legal'],
});
const NAMELESS = person({ email: ['ada@acme.example'] });

function hire(identity: Identity, jit: JitPolicy, id = 'a1'): AccountRecord {
  return createAccount(identity, jit, { now: 1, newId: () => id });
}

/** E-mail, last name, roles, groups, updatedAt. */
function facts(account: AccountRecord): unknown[] {
  const { email, lastName, roles, groups, updatedAt } = account;
  return [email, lastName, roles.join(), groups.join(), updatedAt];
}

describe('the three profiles', () => {
  it.each([
    ['proof', ['ada@acme.example', 'Byron', 'Notary,Admin', '', 1]],
    ['proof-updating', ['ada@acme.example', 'Byron', 'Notary,Admin', '', 1]],
    ['strict-sync', ['ada@acme.example', 'Byron', 'Notary,Admin', 'Legal', 1]],
  ])('%s at the first login', (name, expected) => {
    expect(facts(hire(ADA, profile(name).jit))).toEqual(expected);
  });

  it.each([
    ['proof', 'employee'],
    ['proof-updating', 'employee'],
    ['strict-sync', 'member'],
  ])('%s gives a new account without role the role %s', (name, role) => {
    expect(hire(NAMELESS, profile(name).jit).roles).toEqual([role]);
  });

  it.each([
    ['proof', ['ada@acme.example', 'Byron', 'Notary,Admin', '', 1]],
    ['proof-updating', ['lovelace@acme.example', 'Lovelace', 'Sender', '', 2]],
    ['strict-sync', ['lovelace@acme.example', 'Lovelace', 'Sender', 'Sales,Legal', 2]],
  ])('%s at a later login that says something else', (name, expected) => {
    const { jit } = profile(name);
    const after = updateAccount(MARRIED, hire(ADA, jit), jit, { now: 2, linked: false });
    expect(facts(after)).toEqual(expected);
    expect(after.lastLoginAt).toBe(2);
  });

  it.each([
    ['proof', ['ada@acme.example', 'Byron', 'Notary,Admin', '', 1]],
    ['proof-updating', ['ada@acme.example', 'Byron', 'Notary,Admin', '', 1]],
    ['strict-sync', ['ada@acme.example', 'Byron', 'member', '', 2]],
  ])('%s at a later login that says nothing', (name, expected) => {
    const { jit } = profile(name);
    const after = updateAccount(NAMELESS, hire(ADA, jit), jit, { now: 2, linked: false });
    expect(facts(after)).toEqual(expected);
  });
});

describe('roles and groups', () => {
  const jit = (changes: Partial<JitPolicy>): JitPolicy => ({ ...PROFILE.jit, ...changes });
  const roles = (later: Identity, changes: Partial<JitPolicy>): readonly string[] =>
    updateAccount(later, hire(ADA, jit(changes)), jit(changes), { now: 2, linked: false }).roles;

  it.each([
    ['first-login-only', 'Notary,Admin', 'Notary,Admin'],
    ['when-present', 'Sender', 'Notary,Admin'],
    ['every-login', 'Sender', 'employee'],
  ] as const)('roles %s: %s with, %s without', (policy, present, absent) => {
    expect(roles(MARRIED, { roles: policy }).join()).toBe(present);
    expect(roles(NAMELESS, { roles: policy }).join()).toBe(absent);
  });

  it.each([
    ['ignored', '', ''],
    ['first-login-only', 'Legal', 'Legal'],
    ['every-login', 'Legal', 'Sales,Legal'],
  ] as const)('groups %s: %s, then %s', (groups, first, later) => {
    const policy = jit({ groups });
    const account = hire(ADA, policy);
    expect(account.groups.join()).toBe(first);
    const after = updateAccount(MARRIED, account, policy, { now: 2, linked: false });
    expect(after.groups.join()).toBe(later);
  });

  it('a login that changes nothing is no update', () => {
    const policy = jit({ update: 'all', roles: 'every-login', groups: 'every-login' });
    const after = updateAccount(ADA, hire(ADA, policy), policy, { now: 2, linked: false });
    expect(after).toEqual({ ...hire(ADA, policy), lastLoginAt: 2 });
  });

  it('a login after a deactivation makes the account active', () => {
    const inactive = { ...hire(ADA, jit({})), deactivation: { at: 1, requests: 0 } };
    const after = updateAccount(ADA, inactive, jit({}), { now: 2, linked: false });
    expect(after.deactivation).toBeUndefined();
    expect(after.updatedAt).toBe(2);
  });
});

describe('which account', () => {
  const jit = (changes: Partial<JitPolicy>): JitPolicy => ({ ...PROFILE.jit, ...changes });
  const ada = hire(ADA, jit({}), 'ada');
  const namesake = hire(person({ email: ['ADA@acme.example'] }, 'n2'), jit({}), 'namesake');
  const newNameId = person({ email: ['Ada@Acme.example'] }, 'n9');
  const newEmail = person({ email: ['new@acme.example'] }, 'n1');
  const said = (
    identity: Identity,
    accounts: AccountRecord[],
    policy: Partial<JitPolicy>,
  ): string => {
    const decision = decideAccount(identity, accounts, jit(policy));
    if (decision.matches > 1) return `${decision.matches} match`;
    return decision.kind === 'create' ? 'create' : `${decision.kind} ${decision.account.id}`;
  };

  it.each([
    ['same NameID', newEmail, [ada], {}, 'use ada'],
    ['new NameID makes a duplicate', newNameId, [ada], {}, 'create'],
    ['new NameID is linked by e-mail', newNameId, [ada], { linkByEmail: true }, 'link ada'],
    [
      'new NameID, two with the e-mail',
      newNameId,
      [ada, namesake],
      { linkByEmail: true },
      '2 match',
    ],
    [
      'NameID comes before e-mail',
      { ...newNameId, nameId: 'n2' },
      [ada, namesake],
      { linkByEmail: true },
      'use namesake',
    ],
    ['key e-mail', newNameId, [ada], { key: 'email' }, 'use ada'],
    ['key e-mail, renamed', newEmail, [ada], { key: 'email' }, 'create'],
    ['key e-mail, two of them', newNameId, [ada, namesake], { key: 'email' }, '2 match'],
    ['somebody, no JIT', newEmail, [ada], { create: false }, 'use ada'],
    ['same NameID of another issuer', { ...newEmail, issuer: 'other' }, [ada], {}, 'create'],
    [
      'no e-mail matches no account without e-mail',
      person({}, 'n9'),
      [hire(person({}, 'n8'), jit({}))],
      { key: 'email' },
      'create',
    ],
  ] as const)('%s', (...row) => {
    const [, identity, accounts, policy, expected] = row;
    expect(said(identity, [...accounts], policy)).toBe(expected);
  });

  it('linking gives the account the new NameID and nothing else', () => {
    const after = updateAccount(newNameId, ada, jit({}), { now: 2, linked: true });
    expect(after).toEqual({ ...ada, nameId: 'n9', updatedAt: 2, lastLoginAt: 2 });
  });
});

describe('the identity', () => {
  const assertion = {
    id: 'x',
    version: '2.0',
    issueInstant: 5,
    issuer: 'idp',
    nameId: { value: 'n1' },
    confirmations: [],
    authnStatements: [],
    attributes: [
      { name: 'email', values: ['', 'first@a', 'second@a'] },
      { name: 'email', values: ['third@a'] },
    ],
  };

  it('is what the mapping of the vendor says; absent attributes are absent fields', () => {
    const identity = identityOf(assertion, PROFILE, 'okta');
    expect(identity.values).toEqual({ email: ['', 'first@a', 'second@a', 'third@a'] });
    expect(hire(identity, PROFILE.jit).email).toBe('first@a');
    expect(hire(identity, PROFILE.jit).firstName).toBeNull();
  });

  it.each([
    ['ada@Acme.Example', 'acme.example'],
    ['a@b@c.example', 'c.example'],
    ['nobody', ''],
    ['ada@', ''],
  ])('domain of %s', (email, domain) => {
    expect(domainOf(email)).toBe(domain);
  });
});

import { describe, expect, it } from 'vitest';
import { IDP, judge, verdict, type Circumstances } from './consuming.js';
import { genuine, PROFILE } from './genuine.js';

describe('the profile', () => {
  const domains = [
    { name: 'Acme.example', verified: true },
    { name: 'soon.example', verified: false },
  ];
  const mail = (email: string): string => genuine({ attributes: { email } });

  it.each([
    ['ada@ACME.example', 'accepted'],
    ['ada@soon.example', 'domain: domain-not-verified'],
    ['ada@sub.acme.example', 'domain: domain-not-verified'],
    ['ada@acme.example@evil.example', 'domain: domain-not-verified'],
    ['acme.example', 'domain: domain-not-verified'],
  ])('domain of %s: %s', (email, expected) => {
    expect(verdict(mail(email), { profile: { ...PROFILE, domains } })).toBe(expected);
  });

  it('no e-mail at all is a missing attribute, or an unverified domain where e-mail is optional', () => {
    const xml = genuine({ attributes: {} });
    expect(verdict(xml, { profile: { ...PROFILE, domains } })).toBe(
      'required-attributes: attribute-missing',
    );
    expect(verdict(xml, { profile: { ...PROFILE, domains, required: [] } })).toBe(
      'domain: domain-not-verified',
    );
  });

  it('plan', () => {
    const plan = (current: string): Circumstances => ({
      profile: { ...PROFILE, plan: { required: 'command-center', current } },
    });
    expect(verdict(genuine(), plan('business'))).toBe('plan: plan-required');
    expect(verdict(genuine(), plan('command-center'))).toBe('accepted');
  });

  it('supported IdPs', () => {
    const profile = { ...PROFILE, idps: ['entra'] };
    expect(verdict(genuine(), { profile })).toBe('supported-idp: idp-not-supported');
    expect(verdict(genuine(), { profile: { ...PROFILE, idps: ['entra', 'okta'] } })).toBe(
      'accepted',
    );
  });

  it('the mapping of the vendor, or the default one', () => {
    const idp = { ...IDP, vendor: 'generic' };
    expect(verdict(genuine(), { idp })).toBe('required-attributes: attribute-missing');
    expect(verdict(genuine({ attributes: { mail: 'a@b' } }), { idp })).toBe('accepted');
  });

  it('the account', () => {
    const account = {
      id: 'a1',
      issuer: 'http://www.okta.com/exk1',
      nameId: 'ada@acme.example',
      email: 'ada@acme.example',
      firstName: null,
      lastName: null,
      displayName: null,
      middleName: null,
      roles: [],
      groups: [],
      createdAt: 0,
      updatedAt: 0,
      lastLoginAt: 0,
    };
    const jit = { ...PROFILE.jit, create: false };
    const said = (accounts: readonly (typeof account)[], more: Partial<typeof jit> = {}): string =>
      verdict(genuine(), { accounts, profile: { ...PROFILE, jit: { ...jit, ...more } } });
    expect(said([])).toBe('account-key: account-not-found');
    expect(said([account])).toBe('accepted');
    const twice = [account, { ...account, id: 'a2' }];
    expect(said(twice, { key: 'email' })).toBe('account-key: account-ambiguous');
  });

  it('says what comes first: the plan, then the domain, then the IdP, then attributes', () => {
    const all = {
      plan: { required: 'x', current: 'y' },
      domains: [],
      idps: [],
      required: ['email', 'lastName'] as const,
    };
    const xml = genuine({ attributes: { email: 'ada@acme.example' } });
    const said = (profile: Partial<typeof PROFILE>): string =>
      verdict(xml, { profile: { ...PROFILE, ...profile } });
    expect(said(all)).toBe('plan: plan-required');
    expect(said({ ...all, plan: PROFILE.plan })).toBe('domain: domain-not-verified');
    expect(said({ ...all, plan: PROFILE.plan, domains: null })).toBe(
      'supported-idp: idp-not-supported',
    );
    expect(said({ required: all.required })).toBe('required-attributes: attribute-missing');
  });

  it.each([
    ['/documents/7?a=1#b', '/documents/7?a=1#b'],
    ['https://sp.example/here', '/here'],
    ['opaque state', '/'],
    ['', '/'],
    ['/.//evil.example', '/.//evil.example'],
  ])('RelayState %s lands on %s', (relayState, landing) => {
    expect(judge(genuine(), { relayState }).evidence.landing).toBe(landing);
  });

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    ' //evil.example',
    '\t//evil.example',
    'javascript:alert(1)',
    'https://sp.example@evil.example/',
    'https://user@sp.example/',
    'http://sp.example/',
    `/${'a'.repeat(80)}`,
    `/${'ä'.repeat(40)}`,
  ])('RelayState %j is refused', (relayState) => {
    expect(verdict(genuine(), { relayState })).toBe('relay-state: relay-state-refused');
  });
});

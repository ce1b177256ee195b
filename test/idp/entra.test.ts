import { describe, expect, it } from 'vitest';
import { StandinError } from '../../src/base/errors.js';
import type { Issued } from '../../src/idp/outcome.js';
import { NOW, SP, received, scene } from './scene.js';

const WS = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/';
const SOAP = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/';
const IDENTITY = 'http://schemas.microsoft.com/identity/claims/';
const METHODS = 'http://schemas.microsoft.com/claims/authnmethodsreferences';
const LINK = 'http://schemas.microsoft.com/claims/groups.link';

function claimsOf({ facts }: Issued): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(facts.attributes.map(({ name, values }) => [name, values]));
}

function groups(count: number): readonly string[] {
  return Array.from({ length: count }, (_unused, index) => `Group ${index + 1}`);
}

function failure(app: Readonly<Record<string, unknown>>): StandinError {
  try {
    scene('entra', { app });
  } catch (error) {
    if (error instanceof StandinError) return error;
    throw error;
  }
  throw new Error('accepted');
}

describe('an Entra application', () => {
  it('has the ids and addresses of Entra', () => {
    const { tenant, application } = scene('entra');
    expect(tenant.id).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(application).toMatchObject({
      issuer: `https://sts.windows.net/${tenant.id}/`,
      ssoUrl: `https://login.microsoftonline.com/${tenant.id}/saml2`,
      key: application.id,
      signed: { response: false, assertion: true },
      signatureAlgorithm: 'rsa-sha256',
      windows: { notBefore: -300, notOnOrAfter: 3600, confirmation: 3600 },
      acsUrls: [SP.acsUrl],
    });
  });

  it.each([
    [{}, ['assertion'], 'rsa-sha256', 'sha256'],
    [{ signing: 'response' }, ['response'], 'rsa-sha256', 'sha256'],
    [{ signing: 'both' }, ['response', 'assertion'], 'rsa-sha256', 'sha256'],
    [{ signingAlgorithm: 'SHA-256' }, ['assertion'], 'rsa-sha256', 'sha256'],
    [{ signingAlgorithm: 'SHA-1' }, ['assertion'], 'rsa-sha1', 'sha1'],
  ])('signs what and as %j says', (app, signed, algorithm, digest) => {
    const { application, issue } = scene('entra', { app });
    expect(issue().facts.signed).toEqual(signed);
    expect([application.signatureAlgorithm, application.digestAlgorithm]).toEqual([
      algorithm,
      digest,
    ]);
  });

  it.each([
    [{ replyUrls: [] }, 'setting-invalid', ['app', 'replyUrls']],
    [{ tokenLifetime: '9m' }, 'setting-invalid', ['app', 'tokenLifetime']],
    [{ tokenLifetime: '25h' }, 'setting-invalid', ['app', 'tokenLifetime']],
    [{ nameId: { source: 'user.mial' } }, 'source-unknown', ['app', 'nameId', 'source']],
    [{ nameId: { sorce: 'user.mail' } }, 'setting-invalid', ['app', 'nameId', 'sorce']],
    [
      { claims: [{ name: 'a', source: 'user.mial' }] },
      'source-unknown',
      ['app', 'claims', 0, 'source'],
    ],
    [{ claims: [{ source: 'user.mail' }] }, 'setting-invalid', ['app', 'claims', 0, 'name']],
    [{ claims: [{ name: 'a' }] }, 'setting-invalid', ['app', 'claims', 0]],
    [
      { claims: [{ name: 'a', source: 'user.mail', value: 'x' }] },
      'setting-invalid',
      ['app', 'claims', 0],
    ],
    [{ tokenEncryption: true }, 'setting-invalid', ['app', 'tokenEncryption']],
    [{ tokenEncryption: { keyId: '1' } }, 'setting-invalid', ['app', 'tokenEncryption', 'keyId']],
  ])('refuses %j', (app, code, path) => {
    const error = failure(app);
    expect([error.code, error.path]).toEqual([code, path]);
  });
});

describe('what Entra says about a user', () => {
  const user = { roles: ['Notary'], groups: ['Legal'] };

  it('sends its claims in the captured order', () => {
    const app = { groupMembershipClaims: 'SecurityGroup' };
    const made = scene('entra', { app, user });
    const { facts } = made.issue();
    expect(facts.attributes).toEqual([
      { name: `${IDENTITY}tenantid`, values: [made.tenant.id] },
      { name: `${IDENTITY}objectidentifier`, values: [made.user().id] },
      { name: `${IDENTITY}displayname`, values: ['Ada Byron'] },
      { name: `${WS}groups`, values: [made.state().group('Legal')?.id] },
      { name: `${IDENTITY}identityprovider`, values: [made.tenant.issuer] },
      {
        name: METHODS,
        values: ['http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/password'],
      },
      { name: `${WS}role`, values: ['Notary'] },
      { name: `${SOAP}givenname`, values: ['Ada'] },
      { name: `${SOAP}surname`, values: ['Byron'] },
      { name: `${SOAP}emailaddress`, values: ['ada@acme.example'] },
      { name: `${SOAP}name`, values: ['ada@acme.example'] },
    ]);
  });

  it('sends no groups and no role unless there is reason to', () => {
    expect(Object.keys(claimsOf(scene('entra', { user: { groups: ['Legal'] } }).issue()))).toEqual(
      expect.not.arrayContaining([`${WS}groups`, `${WS}role`]),
    );
  });

  it.each([
    [150, 'omit', 150, false],
    [151, 'omit', undefined, false],
    [150, 'link', 150, false],
    [151, 'link', undefined, true],
  ])('with %i groups and overage %s', (count, groupOverage, sent, linked) => {
    const made = scene('entra', {
      app: { groupMembershipClaims: 'All', groupOverage },
      user: { groups: groups(count) },
    });
    const claims = claimsOf(made.issue());
    expect(claims[`${WS}groups`]?.length).toBe(sent);
    expect(claims[LINK]).toEqual(
      linked
        ? [`https://graph.windows.net/${made.tenant.id}/users/${made.user().id}/getMemberObjects`]
        : undefined,
    );
  });

  it('replaces the configured claims, never its own', () => {
    const claims = [
      { name: 'mail', source: 'user.mail' },
      { name: 'dept', namespace: 'http://sp.example/claims/', source: 'user.department' },
      { name: 'badge', namespace: '', source: 'user.badge', nameFormat: 'uri' },
      { name: 'kind', value: 'human' },
      { name: 'none', source: 'user.employeeid' },
    ];
    const attributes = { department: ['Legal'], badge: ['7'] };
    const { facts, xml } = scene('entra', { app: { claims }, user: { attributes } }).issue();
    expect(facts.attributes.slice(5)).toEqual([
      { name: 'mail', values: ['ada@acme.example'] },
      { name: 'http://sp.example/claims/dept', values: ['Legal'] },
      { name: 'badge', values: ['7'] },
      { name: 'kind', values: ['human'] },
    ]);
    expect(xml).toContain(
      '<Attribute Name="badge" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri">',
    );
    expect(xml).toContain('<Attribute Name="mail">');
  });

  it.each([
    ['live.com', 'live.com'],
    ['https://idp.example/', 'https://idp.example/'],
    [
      '11111111-2222-4333-8444-555555555555',
      'https://sts.windows.net/11111111-2222-4333-8444-555555555555/',
    ],
    ['partner.example', expect.stringMatching(/^https:\/\/sts\.windows\.net\/[0-9a-f-]{36}\/$/)],
  ])('says where a guest of %s comes from', (guestOf, expected) => {
    const made = scene('entra', { user: { guestOf } });
    const provider = claimsOf(made.issue())[`${IDENTITY}identityprovider`];
    expect(provider).toEqual([expected]);
    expect(provider).not.toEqual([made.tenant.issuer]);
  });

  it('names every way in which the person signed in', () => {
    const app = { authnMethods: ['x509', 'mfa', 'windows'] };
    expect(claimsOf(scene('entra', { app }).issue())[METHODS]).toEqual([
      'http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/x509',
      'http://schemas.microsoft.com/claims/multipleauthn',
      'http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/windows',
    ]);
  });
});

describe('the form of an Entra message', () => {
  it('uses GUIDs, an assertion id that ends in 00, and that id as SessionIndex', () => {
    const { facts } = scene('entra').issue({ request: received() });
    expect(facts.responseId).toMatch(
      /^_[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(facts.assertionId).toMatch(/^_[0-9a-f-]{34}00$/);
    expect(facts.sessionIndex).toBe(facts.assertionId);
  });

  it('dates the assertion a little before the Response, and the windows before both', () => {
    const now = Date.parse(NOW);
    for (let seed = 0; seed < 50; seed++) {
      const { xml } = scene('entra', { seed: String(seed) }).issue();
      const [response, assertion] = [...xml.matchAll(/IssueInstant="([^"]*)"/g)].map((match) =>
        Date.parse(match[1] ?? ''),
      );
      const notBefore = Date.parse(/NotBefore="([^"]*)"/.exec(xml)?.[1] ?? '');
      const ends = [...xml.matchAll(/NotOnOrAfter="([^"]*)"/g)].map((match) =>
        Date.parse(match[1] ?? ''),
      );
      expect(response).toBe(now);
      expect(now - (assertion ?? 0)).toBeGreaterThanOrEqual(0);
      expect(now - (assertion ?? 0)).toBeLessThanOrEqual(6);
      const before = now - (notBefore + 300_000);
      expect(before).toBeGreaterThanOrEqual(80);
      expect(before).toBeLessThanOrEqual(165);
      expect(ends).toEqual([now - before + 3_600_000, now - before + 3_600_000]);
    }
  });

  it('moves the Conditions but not the confirmation with the token lifetime', () => {
    const { xml } = scene('entra', { app: { tokenLifetime: '10m' } }).issue();
    const ends = [...xml.matchAll(/NotOnOrAfter="([^"]*)"/g)].map((match) =>
      Date.parse(match[1] ?? ''),
    );
    expect((ends[0] ?? 0) - (ends[1] ?? 0)).toBe(3_000_000);
  });

  it('keeps an AuthnInstant of months ago', () => {
    const { facts } = scene('entra', { app: { authnInstantAge: '80d' } }).issue();
    expect(facts.authnInstant).toBe('2025-12-12T09:00:00.123Z');
  });

  it('never signs in after the token was decided', () => {
    const { facts, xml } = scene('entra').issue();
    expect(Date.parse(facts.authnInstant)).toBe(
      Date.parse(/NotBefore="([^"]*)"/.exec(xml)?.[1] ?? '') + 300_000,
    );
  });

  it('sends a stable pairwise id for an app registration', () => {
    const app = { kind: 'app-registration' };
    const [one, two] = ['1', '2'].map((seed) => scene('entra', { app, seed }).issue().facts);
    expect(one?.nameId).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(two?.nameId).toBe(one?.nameId);
    expect(one?.nameIdFormat).toBe('urn:oasis:names:tc:SAML:2.0:nameid-format:persistent');
    const elsewhere = scene('entra', { app: { ...app, label: 'Other' } }).issue().facts;
    expect(elsewhere.nameId).not.toBe(one?.nameId);
    expect(one?.attributes.map(({ name }) => name.split('/').at(-1))).toEqual([
      'tenantid',
      'objectidentifier',
      'name',
      'surname',
      'givenname',
      'displayname',
      'identityprovider',
      'authnmethodsreferences',
    ]);
  });

  it('lets the request choose the NameID format only of an app registration', () => {
    const format = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient';
    const request = received({ nameIdPolicy: { format } });
    const made = scene('entra', { app: { kind: 'app-registration' } });
    const [one, two] = [made.issue({ request }).facts, made.issue({ request }).facts];
    expect(one.nameIdFormat).toBe(format);
    expect(one.nameId).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    expect(two.nameId).not.toBe(one.nameId);
    expect(scene('entra').issue({ request }).facts).toMatchObject({
      nameId: 'ada@acme.example',
      nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    });
  });
});

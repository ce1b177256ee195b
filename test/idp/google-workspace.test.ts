import { describe, expect, it } from 'vitest';
import { StandinError } from '../../src/base/errors.js';
import { VENDORS } from '../../src/idp/vendors.js';
import { NAME_ID_FORMATS } from '../../src/saml/names.js';
import { NOW, SP, received, scene } from './scene.js';

const ACCEPTED = { acsUrl: SP.acsUrl };

type App = Readonly<Record<string, unknown>>;

function failure(app: App): StandinError {
  try {
    scene('google-workspace', { app });
  } catch (error) {
    if (error instanceof StandinError) return error;
    throw error;
  }
  throw new Error('accepted');
}

describe('a Google Workspace application', () => {
  it('has the ids and addresses of Google', () => {
    const { tenant, application } = scene('google-workspace');
    expect(tenant.id).toMatch(/^C0[0-9a-z]{7}$/);
    expect(tenant.issuer).toBe(`https://accounts.google.com/o/saml2?idpid=${tenant.id}`);
    expect(application.id).toMatch(/^[1-9]\d{11}$/);
    expect(application).toMatchObject({
      issuer: tenant.issuer,
      ssoUrl: `https://accounts.google.com/o/saml2/idp?idpid=${tenant.id}`,
      launchUrl: `https://accounts.google.com/o/saml2/initsso?idpid=${tenant.id}&spid=${application.id}&forceauthn=false`,
      signed: { response: false, assertion: true },
      windows: { notBefore: -300, notOnOrAfter: 300, confirmation: 300 },
      nameId: { format: NAME_ID_FORMATS.unspecified, source: 'user.primaryEmail' },
    });
    expect(VENDORS['google-workspace'].logout).toBeUndefined();
  });

  it('signs one of the two, never both', () => {
    for (const signedResponse of [true, false]) {
      const { signed } = scene('google-workspace', { app: { signedResponse } }).issue().facts;
      expect(signed).toEqual([signedResponse ? 'response' : 'assertion']);
    }
  });

  it('starts an IdP-initiated login with the start URL', () => {
    const made = scene('google-workspace', { app: { startUrl: 'https://sp.example/inbox' } });
    expect(made.issue().relayState).toBe('https://sp.example/inbox');
    expect(made.issue({ request: received() }).relayState).toBeUndefined();
  });

  it.each<[app: App, code: string, path: readonly (string | number)[]]>([
    [{ nameIdFormat: 'emailAddress' }, 'setting-invalid', ['app', 'nameIdFormat']],
    [{ nameId: 'user.primaryEmial' }, 'source-unknown', ['app', 'nameId']],
    [
      { attributeMapping: [{ directoryAttribute: 'user.email' }] },
      'setting-invalid',
      ['app', 'attributeMapping', 0, 'appAttribute'],
    ],
    [
      { attributeMapping: [{ appAttribute: 'a' }] },
      'setting-invalid',
      ['app', 'attributeMapping', 0, 'directoryAttribute'],
    ],
    [
      { attributeMapping: [{ appAttribute: 'a', directoryAttribute: 'user.name.givenname' }] },
      'source-unknown',
      ['app', 'attributeMapping', 0, 'directoryAttribute'],
    ],
    [
      { groupMembership: { groups: ['A'] } },
      'setting-invalid',
      ['app', 'groupMembership', 'appAttribute'],
    ],
    [
      { groupMembership: { appAttribute: 'groups' } },
      'setting-invalid',
      ['app', 'groupMembership', 'groups'],
    ],
  ])('refuses %j', (app, code, path) => {
    expect(failure(app)).toMatchObject({ code, path });
  });
});

describe("Google's Response", () => {
  const user = { roles: ['Admin', 'Notary'], attributes: { department: [''] } };
  const made = scene('google-workspace', { user });
  const { xml, facts } = made.issue({ request: received() });

  it('begins with the declaration that stands alone', () => {
    expect(xml.startsWith('<?xml version="1.0" encoding="UTF-8" standalone="no"?><saml2p:')).toBe(
      true,
    );
    expect(xml).not.toContain('InclusiveNamespaces');
  });

  it('names the session after the Assertion, and both by 32 digits', () => {
    expect(facts.responseId).toMatch(/^_[0-9a-f]{32}$/);
    expect(facts.assertionId).toMatch(/^_[0-9a-f]{32}$/);
    expect(facts.sessionIndex).toBe(facts.assertionId);
  });

  it('lives five minutes either way, and knows the sign-in to the second', () => {
    expect(facts.issueInstant).toBe(NOW);
    expect(xml).toContain('NotBefore="2026-03-02T08:55:00.123Z"');
    expect(xml.match(/NotOnOrAfter="2026-03-02T09:05:00.123Z"/g)).toHaveLength(2);
    expect(facts.authnInstant).toBe('2026-03-02T09:00:00.000Z');
    expect(xml).not.toContain('SessionNotOnOrAfter');
  });

  it('wraps the value of the signature, and shows whose the certificate is', () => {
    expect(xml).toMatch(
      /<ds:SignatureValue>(?:[\w+/=]{76}\n){4}[\w+/=]{40}<\/ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509SubjectName>ST=California,C=US,OU=Google For Work,CN=Google,L=Mountain View,O=Google Inc\.<\/ds:X509SubjectName><ds:X509Certificate>(?:[\w+/=]{76}\n)+/,
    );
  });

  it('has the attributes before the AuthnStatement, of any type and without a NameFormat', () => {
    expect(xml.indexOf('<saml2:AttributeStatement>')).toBeLessThan(
      xml.indexOf('<saml2:AuthnStatement '),
    );
    expect(xml).not.toContain('NameFormat');
    expect(xml.match(/xsi:type="([^"]*)"/g)).toEqual(Array(5).fill('xsi:type="xs:anyType"'));
  });

  it('has an empty Attribute for what is mapped to nothing, which no fact tells', () => {
    const names = ['user.department', 'user.nothing', 'user.email'];
    const attributeMapping = names.map((name) => ({
      directoryAttribute: name,
      appAttribute: name,
    }));
    const issued = scene('google-workspace', { user, app: { attributeMapping } }).issue();
    expect(issued.xml).toContain(
      '<saml2:AttributeStatement><saml2:Attribute Name="user.department"/><saml2:Attribute Name="user.nothing"/><saml2:Attribute Name="user.email"><',
    );
    expect(issued.facts.attributes).toEqual([{ name: 'user.email', values: ['ada@acme.example'] }]);
  });

  it('sends of the groups those that were chosen, in the order of the person, or no attribute', () => {
    const groupMembership = { groups: ['C', 'A'], appAttribute: 'groups' };
    const app = { attributeMapping: [], groupMembership };
    const issue = (groups: readonly string[]) =>
      scene('google-workspace', { app, user: { groups } }).issue();
    expect(issue(['A', 'B', 'C']).facts.attributes).toEqual([
      { name: 'groups', values: ['A', 'C'] },
    ]);
    expect(issue(['B']).xml).not.toContain('AttributeStatement');
  });
});

describe('an AuthnRequest at Google', () => {
  const vendor = VENDORS['google-workspace'];
  const { application } = scene('google-workspace');
  const judge = (request: object): unknown => vendor.accept(received(request), application);

  it.each<[what: string, request: object, expected: object]>([
    ['another Version', { version: '1.1' }, { reason: 'request-malformed' }],
    [
      'another Issuer',
      { issuer: SP.entityId.toUpperCase() },
      { reason: 'unknown-app', code: 'app_not_configured_for_user' },
    ],
    ['no Issuer', { issuer: undefined }, { reason: 'unknown-app' }],
    ['another ACS URL', { acsUrl: `${SP.acsUrl}/` }, { reason: 'acs-mismatch' }],
    ['no ACS URL', { acsUrl: undefined }, { acsUrl: SP.acsUrl }],
    ['any NameIDPolicy', { nameIdPolicy: { format: NAME_ID_FORMATS.transient } }, ACCEPTED],
    ['any Destination', { destination: 'urn:elsewhere' }, ACCEPTED],
    ['ForceAuthn', { forceAuthn: true }, { forceAuthn: true }],
    [
      'IsPassive with ForceAuthn',
      { forceAuthn: true, isPassive: true },
      {
        reason: 'passive-impossible',
      },
    ],
  ])('%s', (_what, request, expected) => {
    expect(judge(request)).toMatchObject(expected);
  });
});

/** Every rule by which a vendor judges an AuthnRequest, one row each. */
import { describe, expect, it } from 'vitest';
import { VENDORS } from '../../src/idp/vendors.js';
import type { AuthnRequest } from '../../src/saml/authn-request.js';
import { AUTHN_CONTEXT_CLASSES, BINDINGS, NAME_ID_FORMATS } from '../../src/saml/names.js';
import type { VendorName } from '../../src/scenario/scenario.js';
import { SP, fixedKey, received, scene } from './scene.js';
import type { SceneOptions } from './scene.js';

type Request = Partial<AuthnRequest>;
type App = Readonly<Record<string, unknown>>;
type Expected = Readonly<Record<string, unknown>>;

const { Password, PasswordProtectedTransport, X509, integratedWindows, Kerberos, unspecified } =
  AUTHN_CONTEXT_CLASSES;
const F = NAME_ID_FORMATS;
const OTHER = 'https://sp.example/other/acs';
const SP_KEY = fixedKey('sp-1');

/** The request with members taken out: an `undefined` is not the same as an absent one. */
function requestWith(request: Request, absent: readonly (keyof AuthnRequest)[]): Request {
  const { request: whole } = received(request);
  return Object.fromEntries(
    Object.entries(whole).filter(([name]) => !absent.includes(name as keyof AuthnRequest)),
  );
}

function judge(
  vendor: VendorName,
  request: Request,
  options: SceneOptions & { readonly absent?: readonly (keyof AuthnRequest)[] } = {},
): Expected {
  const { absent = [], ...more } = options;
  const { application } = scene(vendor, more);
  const one = received();
  const asked = requestWith(request, absent) as AuthnRequest;
  return { ...VENDORS[vendor].accept({ ...one, request: asked }, application) };
}

function context(comparison: string, ...classRefs: readonly string[]): Request {
  return { requestedAuthnContext: { comparison, classRefs } };
}

const ACCEPTED = { acsUrl: SP.acsUrl };
const refused = (reason: string, more: Expected = {}): Expected => ({ reason, ...more });

describe('Okta', () => {
  const multiple: App = {
    allowMultipleAcsEndpoints: true,
    acsEndpoints: [{ url: OTHER, index: 4 }, 'https://sp.example/third'],
  };

  it.each<[what: string, request: Request, app: App, expected: Expected]>([
    ['another Version', { version: '2.1' }, {}, refused('request-malformed')],
    ['any Issuer: the URL names the application', { issuer: 'urn:anybody' }, {}, ACCEPTED],
    ['any Destination', { destination: 'urn:elsewhere' }, {}, ACCEPTED],
    ['an old IssueInstant', { issueInstant: '1999-01-01T00:00:00Z' }, {}, ACCEPTED],
    ['an ID that begins with a digit', { id: '1' }, {}, { inResponseTo: '1' }],
    ['IsPassive', { isPassive: true }, {}, ACCEPTED],
    ['ForceAuthn', { forceAuthn: true }, {}, { forceAuthn: true }],
    ['Subject and Scoping', { hasSubject: true, hasScoping: true }, {}, ACCEPTED],
    ['any RequestedAuthnContext', context('exact', X509), {}, ACCEPTED],
    ['another binding for the Response', { protocolBinding: BINDINGS.redirect }, {}, ACCEPTED],

    [
      'an ACS URL nobody registered',
      { acsUrl: OTHER },
      {},
      refused('acs-mismatch', { detail: OTHER }),
    ],
    [
      'the ACS URL in other letters',
      { acsUrl: SP.acsUrl.toUpperCase() },
      {},
      refused('acs-mismatch'),
    ],
    ['the ACS URL and more', { acsUrl: `${SP.acsUrl}/` }, {}, refused('acs-mismatch')],
    [
      'a listed ACS URL, lists being off',
      { acsUrl: OTHER },
      { ...multiple, allowMultipleAcsEndpoints: false },
      refused('acs-mismatch'),
    ],
    ['a listed ACS URL', { acsUrl: OTHER }, multiple, { acsUrl: OTHER }],
    ['the main ACS URL beside a list', {}, multiple, ACCEPTED],
    ['an ACS URL that is not listed', { acsUrl: `${OTHER}?` }, multiple, refused('acs-mismatch')],

    [
      'the format of the application',
      { nameIdPolicy: { format: F.persistent } },
      { subjectNameIdFormat: 'persistent' },
      ACCEPTED,
    ],
    [
      'another format',
      { nameIdPolicy: { format: F.transient } },
      { subjectNameIdFormat: 'persistent' },
      refused('name-id-policy-unsupported', { detail: F.transient }),
    ],
    [
      'no format in particular',
      { nameIdPolicy: { format: F.unspecified } },
      { subjectNameIdFormat: 'persistent' },
      ACCEPTED,
    ],
    [
      'a format, the application having none',
      { nameIdPolicy: { format: F.emailAddress } },
      {},
      ACCEPTED,
    ],
    [
      'a NameIDPolicy without format',
      { nameIdPolicy: { allowCreate: true } },
      { subjectNameIdFormat: 'persistent' },
      ACCEPTED,
    ],
  ])('judges %s', (_what, request, app, expected) => {
    expect(judge('okta', request, { app })).toMatchObject(expected);
  });

  it.each<[what: string, request: Request, app: App, expected: Expected]>([
    ['no ACS', {}, {}, ACCEPTED],
    ['no ACS, several being listed', {}, multiple, ACCEPTED],
    ['an index that is listed', { acsIndex: 4 }, multiple, { acsUrl: OTHER }],
    [
      'an index that is not',
      { acsIndex: 5 },
      multiple,
      refused('acs-mismatch', { detail: 'index 5' }),
    ],
    ['an index, lists being off', { acsIndex: 4 }, {}, ACCEPTED],
  ])('finds the ACS of a request with %s', (_what, request, app, expected) => {
    expect(judge('okta', request, { app, absent: ['acsUrl'] })).toMatchObject(expected);
  });

  it('does not care whether a signature is there that it did not ask for', () => {
    const { application } = scene('okta');
    expect(
      VENDORS.okta.accept(received({}, { binding: 'post', hasSignature: true }), application),
    ).toMatchObject(ACCEPTED);
  });
});

describe('Entra', () => {
  it.each<[what: string, request: Request, expected: Expected]>([
    ['another Version', { version: '2' }, refused('request-malformed')],
    ['an ID that begins with a digit', { id: '4fee' }, refused('request-malformed')],
    ['an ID with digits further on', { id: 'id4fee' }, { inResponseTo: 'id4fee' }],
    ['an IssueInstant that is none', { issueInstant: 'yesterday' }, refused('request-malformed')],
    ['an old IssueInstant', { issueInstant: '1999-01-01T00:00:00Z' }, ACCEPTED],
    ['any Destination', { destination: 'urn:elsewhere' }, ACCEPTED],

    ['the Issuer', { issuer: SP.entityId }, { audience: SP.entityId }],
    ['an unknown Issuer', { issuer: 'urn:other' }, refused('unknown-app', { detail: 'urn:other' })],
    ['the Issuer in other letters', { issuer: SP.entityId.toUpperCase() }, refused('unknown-app')],
    ['the Issuer and a space', { issuer: `${SP.entityId} ` }, refused('unknown-app')],

    ['a registered reply URL', { acsUrl: SP.acsUrl }, ACCEPTED],
    ['another reply URL', { acsUrl: OTHER }, refused('acs-mismatch', { detail: OTHER })],
    [
      'the reply URL in other letters',
      { acsUrl: SP.acsUrl.replace('consume', 'Consume') },
      refused('acs-mismatch'),
    ],

    ['persistent', { nameIdPolicy: { format: F.persistent } }, { nameIdFormat: F.persistent }],
    [
      'emailAddress',
      { nameIdPolicy: { format: F.emailAddress } },
      { nameIdFormat: F.emailAddress },
    ],
    ['transient', { nameIdPolicy: { format: F.transient } }, { nameIdFormat: F.transient }],
    [
      'X509SubjectName',
      { nameIdPolicy: { format: F.x509SubjectName } },
      refused('name-id-policy-unsupported'),
    ],
    [
      'an unknown format',
      { nameIdPolicy: { format: 'urn:x' } },
      refused('name-id-policy-unsupported', { detail: 'urn:x' }),
    ],

    ['a Subject', { hasSubject: true }, refused('request-unsupported', { code: 'AADSTS900236' })],
    ['Scoping', { hasScoping: true }, refused('request-unsupported', { code: 'AADSTS90011' })],
    [
      'a Response by Redirect',
      { protocolBinding: BINDINGS.redirect },
      refused('request-unsupported', { code: 'AADSTS75003' }),
    ],
    ['a Response by POST', { protocolBinding: BINDINGS.post }, ACCEPTED],

    [
      'a comparison that is not exact',
      context('minimum', Password),
      refused('request-unsupported', { code: 'AADSTS90011' }),
    ],
    ['Password', context('exact', Password), ACCEPTED],
    ['PasswordProtectedTransport', context('exact', PasswordProtectedTransport), ACCEPTED],
    ['one class of two', context('exact', X509, Password), ACCEPTED],
    ['no class in particular', context('exact', unspecified), ACCEPTED],
    ['X509', context('exact', X509), refused('authn-context-mismatch')],
    ['a context without a class', context('exact'), refused('authn-context-mismatch')],

    ['IsPassive', { isPassive: true }, ACCEPTED],
    ['ForceAuthn', { forceAuthn: true }, { forceAuthn: true }],
    ['both of them', { isPassive: true, forceAuthn: true }, refused('passive-impossible')],
  ])('judges %s', (_what, request, expected) => {
    expect(judge('entra', request)).toMatchObject(expected);
  });

  it.each<[what: string, absent: keyof AuthnRequest, expected: Expected]>([
    ['no Issuer', 'issuer', refused('unknown-app', { detail: 'a request without Issuer' })],
    ['no reply URL', 'acsUrl', ACCEPTED],
  ])('judges a request with %s', (_what, absent, expected) => {
    expect(judge('entra', {}, { absent: [absent] })).toMatchObject(expected);
  });

  it.each([F.unspecified, undefined])('takes no format from a request for %s', (format) => {
    const nameIdPolicy = format === undefined ? {} : { format };
    expect(judge('entra', { nameIdPolicy })).not.toHaveProperty('nameIdFormat');
  });

  it.each<[methods: readonly string[], classRef: string, satisfied: boolean]>([
    [['password', 'mfa'], PasswordProtectedTransport, true],
    [['x509', 'mfa'], PasswordProtectedTransport, false],
    [['x509', 'mfa'], X509, true],
    [['windows'], PasswordProtectedTransport, false],
    [['windows'], integratedWindows, true],
    [['windows'], unspecified, true],
    [['password'], Kerberos, false],
  ])('holds %j against %s', (authnMethods, classRef, satisfied) => {
    const judged = judge('entra', context('exact', classRef), { app: { authnMethods } });
    expect('reason' in judged).toBe(!satisfied);
    if (!satisfied) expect(judged).toMatchObject(refused('authn-context-mismatch'));
  });

  it('addresses an application that calls itself by its id as spn:', () => {
    const { application } = scene('entra');
    const spn = `spn:${application.id}`;
    for (const issuer of [application.id, spn]) {
      expect(judge('entra', { issuer })).toMatchObject({ audience: spn });
    }
    expect(judge('entra', { issuer: application.id.toUpperCase() })).toMatchObject(
      refused('unknown-app'),
    );
    const { facts } = scene('entra').issue({ request: received({ issuer: application.id }) });
    expect(facts.audience).toBe(spn);
  });

  it('looks at several reply URLs, the first of which is the default', () => {
    const app = { replyUrls: [OTHER, SP.acsUrl] };
    expect(judge('entra', { acsUrl: SP.acsUrl }, { app })).toMatchObject(ACCEPTED);
    expect(judge('entra', {}, { app, absent: ['acsUrl'] })).toMatchObject({ acsUrl: OTHER });
  });
});

describe('the generic IdP', () => {
  const { ssoUrl } = scene('generic').application;

  it.each<[what: string, request: Request, expected: Expected]>([
    ['another Version', { version: '1.1' }, refused('request-malformed')],
    ['an ID that is no xs:ID', { id: 'a:b' }, refused('request-malformed')],
    [
      'an IssueInstant with an offset',
      { issueInstant: '2026-03-02T10:00:00+01:00' },
      refused('request-malformed'),
    ],
    ['an index beside a URL', { acsIndex: 0 }, refused('request-malformed')],
    ['another Issuer', { issuer: 'urn:other' }, refused('unknown-app')],
    ['the Destination', { destination: ssoUrl }, ACCEPTED],
    ['another Destination', { destination: `${ssoUrl}/` }, refused('request-malformed')],
    ['a Subject', { hasSubject: true }, refused('request-unsupported')],
    ['Scoping, which it satisfies by asking nobody', { hasScoping: true }, ACCEPTED],
    [
      'a Response by Redirect',
      { protocolBinding: BINDINGS.redirect },
      refused('request-unsupported'),
    ],
    ['another ACS URL', { acsUrl: OTHER }, refused('acs-mismatch')],
    ['its format', { nameIdPolicy: { format: F.emailAddress } }, ACCEPTED],
    ['no format in particular', { nameIdPolicy: { format: F.unspecified } }, ACCEPTED],
    [
      'another format',
      { nameIdPolicy: { format: F.transient } },
      refused('name-id-policy-unsupported'),
    ],
    ['its own qualifier', { nameIdPolicy: { spNameQualifier: SP.entityId } }, ACCEPTED],
    [
      'the qualifier of others',
      { nameIdPolicy: { spNameQualifier: 'urn:x' } },
      refused('name-id-policy-unsupported'),
    ],
    ['its class', context('exact', Password, PasswordProtectedTransport), ACCEPTED],
    ['at least its class', context('minimum', PasswordProtectedTransport), ACCEPTED],
    ['at most its class', context('maximum', PasswordProtectedTransport), ACCEPTED],
    [
      'better than its class',
      context('better', PasswordProtectedTransport),
      refused('authn-context-mismatch'),
    ],
    ['another class', context('exact', X509), refused('authn-context-mismatch')],
    ['a context without a class', context('exact'), refused('authn-context-mismatch')],
    ['IsPassive', { isPassive: true }, ACCEPTED],
    [
      'IsPassive with ForceAuthn',
      { isPassive: true, forceAuthn: true },
      refused('passive-impossible'),
    ],
  ])('judges %s', (_what, request, expected) => {
    expect(judge('generic', request)).toMatchObject(expected);
  });

  it.each<[index: number | undefined, expected: Expected]>([
    [undefined, ACCEPTED],
    [0, ACCEPTED],
    [1, { acsUrl: OTHER }],
    [2, refused('acs-mismatch')],
  ])('finds the ACS by index %s', (acsIndex, expected) => {
    const app = { acsUrls: [SP.acsUrl, OTHER] };
    const request = acsIndex === undefined ? {} : { acsIndex };
    expect(judge('generic', request, { app, absent: ['acsUrl'] })).toMatchObject(expected);
  });

  it('wants a Destination in what is signed', () => {
    const { application } = scene('generic');
    const signed = { binding: 'post', hasSignature: true } as const;
    const accept = (request: Request): Expected => ({
      ...VENDORS.generic.accept(received(request, signed), application),
    });
    expect(accept({})).toMatchObject(refused('request-malformed'));
    expect(accept({ destination: ssoUrl })).toMatchObject(ACCEPTED);
  });
});

describe('an Okta application that demands signed requests', () => {
  const { application } = scene('okta', {
    app: { signedRequests: true, subjectNameIdFormat: 'emailAddress' },
    sp: { signingCertificate: SP_KEY.certificate.base64 },
  });

  it('refuses what is unsigned before it looks further', () => {
    const request = received({ nameIdPolicy: { format: F.transient }, acsUrl: OTHER });
    expect(VENDORS.okta.accept(request, application)).toMatchObject(refused('request-unsigned'));
  });
});

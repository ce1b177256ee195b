import { describe, expect, it } from 'vitest';
import { StandinError } from '../../src/base/errors.js';
import { VENDORS } from '../../src/idp/vendors.js';
import { ATTRIBUTE_NAME_FORMATS, NAME_ID_FORMATS } from '../../src/saml/names.js';
import { SP, fixedKey, received, scene } from './scene.js';

type App = Readonly<Record<string, unknown>>;

const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.source;
const sp = { encryptionCertificate: fixedKey('sp-encryption-1').certificate.base64 };

function failure(app: App): StandinError {
  try {
    scene('onelogin', { app, sp });
  } catch (error) {
    if (error instanceof StandinError) return error;
    throw error;
  }
  throw new Error('accepted');
}

describe('a OneLogin application', () => {
  it('has the ids and addresses of OneLogin', () => {
    const { application } = scene('onelogin', { tenant: 'globex' });
    const { id, key } = application;
    expect(id).toMatch(/^[1-9]\d{6}$/);
    expect(key).toMatch(new RegExp(`^${GUID}$`));
    expect(application).toMatchObject({
      issuer: `https://app.onelogin.com/saml/metadata/${key}`,
      ssoUrl: `https://globex.onelogin.com/trust/saml2/http-post/sso/${key}`,
      launchUrl: `https://globex.onelogin.com/launch/${id}`,
      signed: { response: false, assertion: true },
      windows: { notBefore: -180, notOnOrAfter: 180, confirmation: 180 },
      nameId: { format: NAME_ID_FORMATS.emailAddress, source: 'email' },
    });
  });

  it('takes the numbers of the API and the words of the console', () => {
    const numbers = {
      saml_sign_element: '2',
      saml_nameid_format_id: '3',
      saml_notbefore: '1',
      saml_notonorafter: '10',
      encrypt_assertion: '1',
      saml_encryption_method_id: '3',
    };
    const words = {
      saml_sign_element: 'Both',
      saml_nameid_format_id: 'Unspecified',
      saml_notbefore: 1,
      saml_notonorafter: 10,
      encrypt_assertion: true,
      saml_encryption_method_id: 'AES-256-CBC',
    };
    const { application } = scene('onelogin', { app: numbers, sp });
    expect(scene('onelogin', { app: words, sp }).application).toEqual(application);
    expect(application).toMatchObject({
      signed: { response: true, assertion: true },
      nameId: { format: NAME_ID_FORMATS.unspecified },
      windows: { notBefore: -60, notOnOrAfter: 600, confirmation: 600 },
      encryption: { content: 'aes256-cbc', transport: 'rsa-oaep-mgf1p' },
    });
  });

  it('has the Recipient as the Destination, too', () => {
    const { xml } = scene('onelogin', { app: { recipient: 'urn:here' } }).issue();
    expect(xml.match(/(?:Recipient|Destination)="urn:here"/g)).toHaveLength(2);
  });

  it.each<[app: App, code: string, path: readonly (string | number)[], fix?: string]>([
    [{ saml_sign_element: '3' }, 'setting-invalid', ['app', 'saml_sign_element']],
    [{ saml_notbefore: '0' }, 'setting-invalid', ['app', 'saml_notbefore']],
    [{ saml_notonorafter: 1.5 }, 'setting-invalid', ['app', 'saml_notonorafter']],
    [{ encrypt_assertion: 'yes' }, 'setting-invalid', ['app', 'encrypt_assertion']],
    [
      { saml_encryption_method_id: '2' },
      'setting-invalid',
      ['app', 'saml_encryption_method_id'],
      'Use AES-128-CBC or AES-256-CBC.',
    ],
    [{ validator: '(' }, 'setting-invalid', ['app', 'validator']],
    [{ parameters: [] }, 'setting-invalid', ['app', 'parameters']],
    [{ parameters: { a: {} } }, 'setting-invalid', ['app', 'parameters', 'a']],
    [
      { parameters: { a: { values: 'x', user_attribute_mappings: 'email' } } },
      'setting-invalid',
      ['app', 'parameters', 'a'],
    ],
    [
      { parameters: { a: { user_attribute_mappings: 'frstname' } } },
      'source-unknown',
      ['app', 'parameters', 'a', 'user_attribute_mappings'],
      'Did you mean "firstname"?',
    ],
    [
      { parameters: { saml_username: { user_attribute_mappings: 'nobody' } } },
      'source-unknown',
      ['app', 'parameters', 'saml_username', 'user_attribute_mappings'],
    ],
  ])('refuses %j', (app, code, path, fix) => {
    const error = failure(app);
    expect(error).toMatchObject({ code, path });
    if (fix !== undefined) expect(error.fix).toBe(fix);
  });
});

describe("OneLogin's Response", () => {
  const user = { roles: ['Admin', 'Notary'], attributes: { department: ['Legal'] } };
  const made = scene('onelogin', { user });
  const { xml, facts } = made.issue({ request: received() });

  it('has no declaration, and SAML namespaces on its root in OneLogin order', () => {
    expect(xml).toMatch(
      /^<samlp:Response xmlns:saml="[^"]*:assertion" xmlns:samlp="[^"]*:protocol" ID="[^"]*" Version="2.0" IssueInstant="[^"]*" Destination="[^"]*" InResponseTo="[^"]*"><saml:Issuer>/,
    );
    expect(xml).not.toContain('InclusiveNamespaces');
  });

  it('gives a new ID to what it signs, and another kind to what it does not', () => {
    const pfx = new RegExp(`^pfx${GUID}$`);
    const ids = (saml_sign_element: string) => {
      const { responseId, assertionId } = scene('onelogin', { app: { saml_sign_element } }).issue()
        .facts;
      return [responseId, assertionId];
    };
    expect(ids('Assertion')).toEqual([
      expect.stringMatching(/^R[0-9a-f]{40}$/),
      expect.stringMatching(pfx),
    ]);
    expect(ids('Response')).toEqual([
      expect.stringMatching(pfx),
      expect.stringMatching(/^A[0-9a-f]{40}$/),
    ]);
    expect(ids('Both')).toEqual([expect.stringMatching(pfx), expect.stringMatching(pfx)]);
  });

  it('knows whole seconds only, three minutes either way, a session of a day', () => {
    expect(facts.issueInstant).toBe('2026-03-02T09:00:00Z');
    expect(facts.authnInstant).toBe('2026-03-02T08:59:59Z');
    expect(xml).toContain('NotBefore="2026-03-02T08:57:00Z" NotOnOrAfter="2026-03-02T09:03:00Z"');
    expect(xml).toContain(' SessionNotOnOrAfter="2026-03-03T09:00:00Z" SessionIndex="_');
    expect(facts.sessionIndex).toMatch(new RegExp(`^_${GUID}$`));
    expect(xml).not.toMatch(/:\d\d\.\d+Z/);
  });

  it('ends the session when it is told to', () => {
    const app = { saml_sessionnotonorafter: '30' };
    expect(scene('onelogin', { app }).issue().xml).toContain(
      ' SessionNotOnOrAfter="2026-03-02T09:30:00Z"',
    );
  });

  it('writes the format of a name before the name, and attributes last', () => {
    expect(xml).toContain(
      `<saml:Attribute NameFormat="${ATTRIBUTE_NAME_FORMATS.basic}" Name="email"><saml:AttributeValue xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:string">ada@`,
    );
    expect(xml).toMatch(
      /<\/saml:AuthnStatement><saml:AttributeStatement>.*<\/saml:AttributeStatement><\/saml:Assertion>/,
    );
  });

  it('joins several values by semicolons unless they are to stay apart', () => {
    const parameters = {
      joined: { user_attribute_mappings: 'user_roles' },
      apart: { user_attribute_mappings: 'user_roles', multiValue: true },
      literal: { values: 'x' },
      department: { user_attribute_mappings: 'department' },
      title: { user_attribute_mappings: 'title' },
    };
    expect(scene('onelogin', { user, app: { parameters } }).issue().facts.attributes).toEqual([
      { name: 'joined', values: ['Admin;Notary'] },
      { name: 'apart', values: ['Admin', 'Notary'] },
      { name: 'literal', values: ['x'] },
      { name: 'department', values: ['Legal'] },
    ]);
  });

  it('has no AttributeStatement without parameters', () => {
    expect(scene('onelogin', { app: { parameters: {} } }).issue().xml).not.toContain('Attribute');
  });

  it('digests as it signs', () => {
    for (const [signature_algorithm, uri] of [
      ['SHA-1', 'http://www.w3.org/2000/09/xmldsig#'],
      ['SHA-512', 'http://www.w3.org/2001/04/xmlenc#'],
    ] as const) {
      const name = signature_algorithm.replace('-', '').toLowerCase();
      const issued = scene('onelogin', { app: { signature_algorithm } }).issue();
      expect(issued.xml).toContain(`<ds:DigestMethod Algorithm="${uri}${name}"/>`);
      expect(issued.xml).toMatch(new RegExp(`<ds:SignatureMethod Algorithm="[^"]*#rsa-${name}"/>`));
    }
  });
});

describe('an AuthnRequest at OneLogin', () => {
  const other = 'https://sp.example/other';
  const judge = (request: object, app: App = {}): unknown =>
    VENDORS.onelogin.accept(received(request), scene('onelogin', { app }).application);

  it.each<[what: string, request: object, app: App, expected: object]>([
    ['another Version', { version: '1.1' }, {}, { reason: 'request-malformed' }],
    ['any Issuer: the URL names the application', { issuer: 'urn:any' }, {}, { acsUrl: SP.acsUrl }],
    ['no ACS URL', { acsUrl: undefined }, {}, { acsUrl: SP.acsUrl }],
    ['another ACS URL', { acsUrl: other }, {}, { reason: 'acs-mismatch' }],
    [
      'an ACS URL that the validator matches',
      { acsUrl: other },
      { validator: '^https://sp\\.example/.*$' },
      { acsUrl: other },
    ],
    [
      'an ACS URL that the validator does not match',
      { acsUrl: 'https://sp.example.evil/' },
      { validator: '^https://sp\\.example/.*$' },
      { reason: 'acs-mismatch' },
    ],
    ['ForceAuthn', { forceAuthn: true }, {}, { forceAuthn: true }],
    [
      'IsPassive with ForceAuthn',
      { forceAuthn: true, isPassive: true },
      {},
      { reason: 'passive-impossible' },
    ],
  ])('%s', (_what, request, app, expected) => {
    expect(judge(request, app)).toMatchObject(expected);
  });
});

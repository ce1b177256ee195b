import { describe, expect, it } from 'vitest';
import { StandinError } from '../../src/base/errors.js';
import type { Issued } from '../../src/idp/outcome.js';
import { NOW, SP, received, scene } from './scene.js';
import type { SceneOptions } from './scene.js';

type Statement = Readonly<Record<string, unknown>>;

function attributesOf(issued: Issued): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(issued.facts.attributes.map(({ name, values }) => [name, values]));
}

function withStatements(attributeStatements: readonly Statement[], user = {}): Issued {
  return scene('okta', { app: { attributeStatements }, user }).issue();
}

function failure(app: Readonly<Record<string, unknown>>, options: SceneOptions = {}): StandinError {
  try {
    scene('okta', { ...options, app });
  } catch (error) {
    if (error instanceof StandinError) return error;
    throw error;
  }
  throw new Error('accepted');
}

describe('an Okta application', () => {
  it('has the ids and addresses of Okta', () => {
    const { tenant, application } = scene('okta', {
      tenant: 'trial-1',
      app: { label: 'Proof (Test)' },
    });
    expect(tenant.id).toMatch(/^00o[0-9A-Za-z]{17}$/);
    expect(application).toMatchObject({
      name: 'Proof (Test)',
      audience: SP.entityId,
      acsUrls: [SP.acsUrl],
      issuer: `http://www.okta.com/${application.key}`,
      ssoUrl: `https://trial-1.okta.com/app/trial-1_prooftest_1/${application.key}/sso/saml`,
      signed: { response: true, assertion: true },
      windows: { notBefore: -300, notOnOrAfter: 300, confirmation: 300 },
    });
    expect(application.id).toMatch(/^0oa[0-9A-Za-z]{17}$/);
    expect(application.key).toMatch(/^exk[0-9A-Za-z]{17}$/);
    expect(application.launchUrl).toMatch(
      new RegExp(
        `^https://trial-1.okta.com/home/trial-1_prooftest_1/${application.id}/aln\\w{17}$`,
      ),
    );
  });

  it('is called after the host of the SP unless it has a label', () => {
    expect(scene('okta').application.name).toBe('sp.example');
    expect(scene('okta', { sp: { entityId: 'urn:sp' } }).application.name).toBe('urn:sp');
  });

  it('keeps its ids from run to run, whatever the seed', () => {
    const [one, other] = [scene('okta', { seed: '1' }), scene('okta', { seed: '2' })];
    expect(one.application).toEqual(other.application);
    expect(scene('okta', { tenant: 'other' }).application.key).not.toBe(one.application.key);
  });

  it('takes extra ACS URLs only when it allows several', () => {
    const acsEndpoints = ['https://sp.example/a', { url: 'https://sp.example/b', index: 3 }];
    expect(scene('okta', { app: { acsEndpoints } }).application.acsUrls).toEqual([SP.acsUrl]);
    const many = scene('okta', { app: { acsEndpoints, allowMultipleAcsEndpoints: true } });
    expect(many.application.acsUrls).toEqual([
      SP.acsUrl,
      'https://sp.example/a',
      'https://sp.example/b',
    ]);
    expect(many.application.vendor['acsIndexes']).toEqual({ 3: 'https://sp.example/b' });
  });

  it('demands signed requests only with a certificate to check them', () => {
    const signedRequests = true;
    const sp = { signingCertificate: 'MII' };
    expect(scene('okta', { sp, app: { signedRequests } }).application.requestSigning).toEqual({
      certificate: 'MII',
    });
    expect(scene('okta', { sp }).application.requestSigning).toBeUndefined();
    expect(failure({ signedRequests }).path).toEqual(['app', 'signedRequests']);
  });

  it.each([
    [
      { responseSigned: false, assertionSigned: false },
      'setting-invalid',
      ['app', 'assertionSigned'],
    ],
    [
      { subjectNameIdTemplate: '${user.emial}' },
      'source-unknown',
      ['app', 'subjectNameIdTemplate'],
    ],
    [
      { subjectNameIdTemplate: '${user.email' },
      'setting-invalid',
      ['app', 'subjectNameIdTemplate'],
    ],
    [{ subjectNameIdFormat: 'entity' }, 'setting-invalid', ['app', 'subjectNameIdFormat']],
    [{ assertionEncryption: true }, 'setting-invalid', ['app', 'assertionEncryption']],
    [
      { assertionEncryption: { encryptionAlgorithm: 'AES192-GCM' } },
      'setting-invalid',
      ['app', 'assertionEncryption', 'encryptionAlgorithm'],
    ],
    [
      { assertionEncryption: { x5c: ['nonsense'] } },
      'setting-invalid',
      ['app', 'assertionEncryption'],
    ],
    [{ assertionEncryption: {} }, 'setting-invalid', ['app', 'assertionEncryption']],
    [
      { attributeStatements: [{ name: 'a', values: ['user.frstName'] }] },
      'source-unknown',
      ['app', 'attributeStatements', 0, 'values', 0],
    ],
    [
      { attributeStatements: [{ name: 'a', values: ['user.email', 'user.id'] }] },
      'setting-invalid',
      ['app', 'attributeStatements', 0, 'values'],
    ],
    [
      { attributeStatements: [{ name: 'a' }] },
      'setting-invalid',
      ['app', 'attributeStatements', 0, 'values'],
    ],
    [
      { attributeStatements: [{ values: ['user.email'] }] },
      'setting-invalid',
      ['app', 'attributeStatements', 0, 'name'],
    ],
    [
      {
        attributeStatements: [{ type: 'GROUP', name: 'a', filterType: 'REGEX', filterValue: '(' }],
      },
      'setting-invalid',
      ['app', 'attributeStatements', 0, 'filterValue'],
    ],
    [
      { attributeStatements: [{ type: 'GROUP', name: 'a', filterType: 'REGEX' }] },
      'setting-invalid',
      ['app', 'attributeStatements', 0, 'filterValue'],
    ],
    [
      { attributeStatements: [{ name: 'a', values: ['user.email'], filterType: 'EQUALS' }] },
      'setting-invalid',
      ['app', 'attributeStatements', 0, 'filterType'],
    ],
  ])('refuses %j', (app, code, path) => {
    const error = failure(app);
    expect([error.code, error.path]).toEqual([code, path]);
  });

  it('knows what a misspelt source was meant to be', () => {
    expect(failure({ subjectNameIdTemplate: 'user.emial' }).fix).toBe('Did you mean "user.email"?');
    expect(failure({ subjectNameIdTemplate: 'appuser.role' }).fix).toBe(
      'Did you mean "appuser.roles"?',
    );
    expect(failure({ subjectNameIdTemplate: 'nonsense' }).fix).toContain('user.email');
  });

  it.each(['site', 'jobTitle', 'notary_state', 'ip', 'roles', 'emailVerified'])(
    'takes user.%s for a custom attribute',
    (name) => {
      const app = { attributeStatements: [{ name: 'a', values: [`user.${name}`] }] };
      const user = { attributes: { [name]: ['x'] } };
      expect(scene('okta', { app, user }).issue().facts.attributes).toEqual([
        { name: 'a', values: ['x'] },
      ]);
    },
  );

  it.each([
    ['user.emial', 'user.email'],
    ['user.frstName', 'user.firstName'],
    ['user.firstname', 'user.firstName'],
    ['user.ID', 'user.id'],
    ['user.departments', 'user.department'],
    ['user.lastNane', 'user.lastName'],
  ])('takes %s for a slip', (source, meant) => {
    expect(failure({ subjectNameIdTemplate: source }).fix).toBe(`Did you mean "${meant}"?`);
  });

  it('wants a tenant name that is a host label', () => {
    expect(failure({}, { tenant: 'Acme Inc' }).path).toEqual(['tenant']);
  });
});

describe('what Okta says about a user', () => {
  it('sends e-mail, names and roles by default, roles only when there are some', () => {
    expect(attributesOf(scene('okta').issue())).toEqual({
      email: ['ada@acme.example'],
      firstName: ['Ada'],
      lastName: ['Byron'],
    });
    const user = { roles: ['Admin', 'Notary'] };
    expect(attributesOf(scene('okta', { user }).issue())['roles']).toEqual(['Admin', 'Notary']);
  });

  it('sends literals, custom attributes and the base profile', () => {
    const issued = withStatements(
      [
        { name: 'literal', values: ['"one"', '"two"'] },
        { name: 'state', values: ['user.notary_state'] },
        { name: 'dept', values: ['user.department'] },
        { name: 'absent', values: ['user.costCenter'] },
        { name: 'id', values: ['user.id'] },
      ],
      { attributes: { notary_state: ['TX', 'NV'], department: ['Legal'] } },
    );
    expect(attributesOf(issued)).toEqual({
      literal: ['one', 'two'],
      state: ['TX', 'NV'],
      dept: ['Legal'],
      id: [expect.stringMatching(/^00u/)],
    });
  });

  it.each([
    ['REGEX', '.*', ['Everyone', 'Notaries', 'Notaries-EU', 'Legal']],
    ['REGEX', 'Nota', undefined],
    ['STARTS_WITH', 'Notaries', ['Notaries', 'Notaries-EU']],
    ['EQUALS', 'Notaries', ['Notaries']],
    ['CONTAINS', 'e', ['Everyone', 'Notaries', 'Notaries-EU', 'Legal']],
    ['EQUALS', 'notaries', undefined],
  ])('sends the groups that %s %s lets through', (filterType, filterValue, expected) => {
    const issued = withStatements([{ type: 'GROUP', name: 'groups', filterType, filterValue }], {
      groups: ['Notaries', 'Notaries-EU', 'Legal'],
    });
    expect(attributesOf(issued)['groups']).toEqual(expected);
  });

  it('writes no statement, no xs and no PrefixList when there is nothing to say', () => {
    const { xml } = withStatements([]);
    expect(xml).not.toContain('AttributeStatement');
    expect(xml).not.toContain('xmlns:xs');
    expect(xml).not.toContain('InclusiveNamespaces');
    expect(withStatements([{ name: 'x', values: ['user.title'] }]).xml).not.toContain('xmlns:xs');
    const usual = scene('okta').issue().xml;
    expect(usual.match(/PrefixList="xs"/g)).toHaveLength(2);
    expect(usual.match(/xmlns:xs="/g)).toHaveLength(2 + 3);
  });

  it.each([
    ['${user.userName}', 'login@acme.example'],
    ['${user.email}', 'ada@acme.example'],
    ['user.email', 'ada@acme.example'],
    ['acme\\${user.firstName}', 'acme\\Ada'],
    ['${user.firstName}.${user.lastName}', 'Ada.Byron'],
  ])('names the user %s', (subjectNameIdTemplate, expected) => {
    const user = { userName: 'login@acme.example' };
    const { facts } = scene('okta', { user, app: { subjectNameIdTemplate } }).issue();
    expect(facts.nameId).toBe(expected);
  });

  it('refuses when the NameID template has no value', () => {
    const app = { subjectNameIdTemplate: '${user.firstName}.${user.employeeNumber}' };
    expect(scene('okta', { app }).login()).toMatchObject({
      kind: 'refused',
      reason: 'name-id-source-missing',
    });
  });

  it('treats the NameID format as a label', () => {
    const app = { subjectNameIdFormat: 'persistent' };
    const { facts } = scene('okta', { app }).issue();
    expect(facts.nameIdFormat).toBe('urn:oasis:names:tc:SAML:2.0:nameid-format:persistent');
    expect(facts.nameId).toBe('ada@acme.example');
  });
});

describe('the form of an Okta message', () => {
  it('gives Response and Assertion ids that share their first eleven digits', () => {
    const { facts } = scene('okta').issue();
    const [response, assertion] = [facts.responseId, facts.assertionId];
    expect(response).toMatch(/^id\d{26}$/);
    expect(assertion).toMatch(/^id\d{26}$/);
    expect(assertion.slice(0, 13)).toBe(response.slice(0, 13));
    expect(assertion).not.toBe(response);
  });

  it('takes the SessionIndex from the request, or makes one of the time', () => {
    const made = scene('okta');
    expect(made.issue({ request: received({ id: '_r' }) }).facts.sessionIndex).toBe('_r');
    expect(made.issue().facts.sessionIndex).toMatch(
      new RegExp(`^id${Date.parse(NOW)}\\.\\d{1,10}$`),
    );
  });

  it('follows the overrides of the application', () => {
    const app = {
      idpIssuer: 'issuer-of-${org.externalKey}',
      audience: 'the audience',
      recipient: 'https://sp.example/recipient',
      destination: 'https://sp.example/destination',
      samlAssertionLifetimeSeconds: 60,
      authnContextClassRef: 'unspecified',
      sessionAge: '20m',
    };
    const { application, issue } = scene('okta', { app });
    const { xml, facts, acsUrl } = issue();
    expect(acsUrl).toBe(SP.acsUrl);
    expect(facts).toMatchObject({
      issuer: `issuer-of-${application.key}`,
      audience: 'the audience',
      recipient: 'https://sp.example/recipient',
      authnInstant: '2026-03-02T08:40:00.123Z',
      notOnOrAfter: '2026-03-02T09:01:00.123Z',
    });
    expect(xml).toContain('Destination="https://sp.example/destination"');
    expect(xml).toContain('urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified');
    expect(xml).toContain('NotBefore="2026-03-02T08:55:00.123Z"');
  });

  it('says when the person signed in: long ago, or now when the request forces it', () => {
    const aged = { sessionAge: '8h' };
    const request = received({ forceAuthn: true });
    const instant = (app: object): string =>
      scene('okta', { app: { ...aged, ...app } }).issue({ request }).facts.authnInstant;
    expect(instant({})).toBe(NOW);
    expect(instant({ honorForceAuthn: false })).toBe('2026-03-02T01:00:00.123Z');
  });

  it.each([
    [{ responseSigned: false }, ['assertion']],
    [{ assertionSigned: false }, ['response']],
    [{}, ['response', 'assertion']],
  ])('signs what %j says', (app, signed) => {
    const { xml, facts } = scene('okta', { app }).issue();
    expect(facts.signed).toEqual(signed);
    expect(xml.match(/<ds:Signature /g)).toHaveLength(signed.length);
  });
});

import { describe, expect, it } from 'vitest';
import { SP_REASONS } from '../../../src/base/reasons.js';
import { LOGOUT_CHECKS } from '../../../src/sp/checks/logout-checks.js';
import { CHECKS } from '../../../src/sp/checks/checks.js';
import { judge, verdict, type Circumstances } from './consuming.js';
import { ACS, at, confirmation, DRAFT, ENTITY_ID, genuine, NOW, type Draft } from './genuine.js';

describe('the table', () => {
  it('keeps its order', () => {
    expect(CHECKS.map(({ id, reason }) => `${id}: ${reason}`)).toEqual([
      'secure-transport: destination-mismatch',
      'field: message-malformed',
      'one-message: message-malformed',
      'size: message-too-large',
      'decode: message-malformed',
      'no-dtd: dtd-refused',
      'well-formed: message-malformed',
      'node-count: message-too-large',
      'decrypt: decryption-failed',
      'encrypted: encryption-missing',
      'read: schema-invalid',
      'schema: schema-invalid',
      'unique-ids: schema-invalid',
      'status: status-failed',
      'one-assertion: schema-invalid',
      'signature-places: schema-invalid',
      'signature-present: signature-missing',
      'schema-order: schema-invalid',
      'assertion: schema-invalid',
      'idp: issuer-unknown',
      'signatures: signature-invalid',
      'signature-algorithm: algorithm-refused',
      'signature-comments: signature-invalid',
      'signature-children: signature-invalid',
      'signature-parts: signature-invalid',
      'one-reference: signature-invalid',
      'reference-uri: signature-invalid',
      'transforms: signature-invalid',
      'canonicalisation: signature-invalid',
      'inherited-attributes: signature-invalid',
      'no-instructions: signature-invalid',
      'key-strength: algorithm-refused',
      'verified: signature-invalid',
      'signature-verifies: signature-invalid',
      'signed-content: signature-invalid',
      'version: version-unsupported',
      'issuer: issuer-unknown',
      'response-issuer: issuer-unknown',
      'issuer-format: issuer-unknown',
      'idp-enabled: issuer-unknown',
      'destination: destination-mismatch',
      'audience: audience-mismatch',
      'conditions-known: schema-invalid',
      'not-before: assertion-not-yet-valid',
      'not-on-or-after: assertion-expired',
      'conditions-window: assertion-expired',
      'issued-in-future: issued-in-future',
      'confirmation-method: confirmation-method-unsupported',
      'recipient: recipient-mismatch',
      'confirmation-not-before: confirmation-expired',
      'confirmation-window: confirmation-expired',
      'replay: assertion-replayed',
      'idp-initiated: idp-initiated-refused',
      'in-response-to: in-response-to-mismatch',
      'request-idp: in-response-to-mismatch',
      'authn-statement: schema-invalid',
      'authn-age: authn-too-old',
      'authn-context: authn-context-refused',
      'fresh-login: authn-too-old',
      'session-end: session-expired',
      'name-id: name-id-missing',
      'name-id-lasting: name-id-refused',
      'name-qualifiers: name-id-refused',
      'landing: relay-state-refused',
      'relay-state: relay-state-refused',
      'identity: attribute-missing',
      'name-id-text: name-id-refused',
      'plan: plan-required',
      'domain: domain-not-verified',
      'idp-domain: domain-not-verified',
      'supported-idp: idp-not-supported',
      'required-attributes: attribute-missing',
      'address-form: address-refused',
      'account: account-not-found',
      'account-key: account-not-found',
      'unique-email: account-ambiguous',
      'account-active: account-not-found',
    ]);
  });

  it('names a clause for every row and uses every reason', () => {
    expect(CHECKS.filter(({ clause }) => clause === '')).toEqual([]);
    const reasons = new Set<string>([...CHECKS, ...LOGOUT_CHECKS].map(({ reason }) => reason));
    expect(LOGOUT_CHECKS.filter(({ clause }) => clause === '')).toEqual([]);
    // What is said of an answer, not of a request.
    reasons.add('logout-unconfirmed');
    // The account rows decide between two reasons.
    reasons.add('account-ambiguous');
    expect([...reasons].sort()).toEqual(Object.keys(SP_REASONS).sort());
  });

  it('lets a row be replaced by its id', () => {
    const xml = genuine({ restrictions: '' });
    const table = CHECKS.map((row) =>
      row.id === 'audience' ? { ...row, test: () => ({ passed: {} }) } : row,
    );
    expect(verdict(xml)).toBe('audience: audience-mismatch');
    expect(verdict(xml, { table })).toBe('accepted');
  });

  it('reports a table in the wrong order as our bug', () => {
    expect(() => verdict(genuine(), { table: [...CHECKS].reverse() })).toThrow('No earlier check');
  });

  it('reads the person', () => {
    const result = judge(genuine());
    expect(result.kind).toBe('accepted');
    expect(result.evidence.identity).toEqual({
      issuer: 'http://www.okta.com/exk1',
      nameId: 'ada@acme.example',
      issuedAt: NOW,
      values: { email: ['ada@acme.example'], firstName: ['Ada'], lastName: ['Byron'] },
    });
  });
});

/** A row: what is wrong, the one thing that is changed, the verdict; the sibling is right in that spot. */
type Row = readonly [
  title: string,
  wrong: Partial<Draft>,
  verdict: string,
  right?: Partial<Draft>,
  circumstances?: Circumstances,
];

const bearer = (changes: Partial<Draft>): string => confirmation({ ...DRAFT, ...changes });
const requests = [{ id: '_request', number: 0 }];
const asked = { inResponseTo: '_request' };

const ROWS: readonly Row[] = [
  [
    'status',
    { status: '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Responder"/>' },
    'status: status-failed',
  ],
  ['no status code', { status: '' }, 'schema: schema-invalid'],
  ['version of the Response', { version: '1.1' }, 'version: version-unsupported'],
  ['version of the Assertion', { assertionVersion: '1.1' }, 'version: version-unsupported'],
  ['issuer of the Assertion', { issuer: 'http://www.okta.com/exk2' }, 'issuer: issuer-unknown'],
  [
    'issuer of the Response',
    { responseIssuer: '<saml:Issuer>http://www.okta.com/exk2</saml:Issuer>' },
    'issuer: issuer-unknown',
    { responseIssuer: '' },
  ],
  [
    'destination',
    { destination: `${ACS}/` },
    'destination: destination-mismatch',
    { destination: undefined },
  ],
  [
    'audience',
    { restrictions: DRAFT.restrictions.replace(ENTITY_ID, 'urn:other') },
    'audience: audience-mismatch',
  ],
  ['no audience', { restrictions: '' }, 'audience: audience-mismatch'],
  ['no conditions', { conditions: '' }, 'audience: audience-mismatch'],
  [
    'a second restriction for somebody else',
    { restrictions: DRAFT.restrictions + DRAFT.restrictions.replace(ENTITY_ID, 'urn:other') },
    'audience: audience-mismatch',
    {
      restrictions: DRAFT.restrictions.replace(
        '<saml:Audience>',
        '<saml:Audience>urn:other</saml:Audience><saml:Audience>',
      ),
    },
  ],
  [
    'an unknown condition',
    { restrictions: `${DRAFT.restrictions}<saml:Condition/>` },
    'conditions-known: schema-invalid',
    { restrictions: `${DRAFT.restrictions}<saml:OneTimeUse/>` },
  ],
  [
    'not yet valid',
    { notBefore: at(60.001) },
    'not-before: assertion-not-yet-valid',
    { notBefore: at(60) },
  ],
  [
    'expired',
    { notOnOrAfter: at(-60) },
    'not-on-or-after: assertion-expired',
    { notOnOrAfter: at(-59.999) },
  ],
  ['a malformed instant', { notOnOrAfter: 'tomorrow' }, 'schema: schema-invalid'],
  [
    'an instant that is not in UTC',
    { notOnOrAfter: '2030-01-01T00:00:00+01:00' },
    'schema: schema-invalid',
    { notOnOrAfter: '2030-01-01T00:00:00.1234567Z' },
  ],
  [
    'confirmation method',
    { method: 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key' },
    'confirmation-method: confirmation-method-unsupported',
  ],
  [
    'no confirmation',
    { confirmations: '' },
    'confirmation-method: confirmation-method-unsupported',
    {
      confirmations:
        bearer({ method: 'urn:oasis:names:tc:SAML:2.0:cm:sender-vouches' }) + bearer({}),
    },
  ],
  ['recipient', { recipient: 'https://sp.example/saml' }, 'recipient: recipient-mismatch'],
  [
    'no recipient',
    { recipient: undefined },
    'recipient: recipient-mismatch',
    { confirmations: bearer({ recipient: 'https://other' }) + bearer({}) },
  ],
  [
    'confirmation expired',
    { confirmedUntil: at(-60) },
    'confirmation-window: confirmation-expired',
    { confirmedUntil: at(-59.999) },
  ],
  [
    'confirmation without end',
    { confirmedUntil: undefined },
    'confirmation-window: confirmation-expired',
  ],
  [
    'two confirmations, each wrong in another spot',
    {
      confirmations: bearer({ recipient: 'https://other' }) + bearer({ confirmedUntil: at(-600) }),
    },
    'confirmation-window: confirmation-expired',
  ],
  [
    'unsolicited where that is refused',
    {},
    'idp-initiated: idp-initiated-refused',
    asked,
    { requests, consumption: { idpInitiated: false } },
  ],
  [
    'a request of nobody',
    { inResponseTo: '_other' },
    'in-response-to: in-response-to-mismatch',
    asked,
    { requests },
  ],
  [
    'only the confirmation answers somebody else',
    { ...asked, confirmedRequest: '_other' },
    'in-response-to: in-response-to-mismatch',
    asked,
    { requests },
  ],
  [
    'only the Response answers',
    { ...asked, confirmedRequest: undefined },
    'in-response-to: in-response-to-mismatch',
    asked,
    { requests },
  ],
  [
    'a confirmation for another request in an unsolicited Response',
    { confirmedRequest: '_other' },
    'in-response-to: in-response-to-mismatch',
    { confirmedRequest: '_request' },
    { requests },
  ],
  ['no AuthnStatement', { authnStatements: '' }, 'authn-statement: schema-invalid'],
  [
    'old login at the IdP',
    { authnInstant: at(-86_460.001) },
    'authn-age: authn-too-old',
    { authnInstant: at(-86_460) },
  ],
  [
    'session over at the IdP',
    { sessionEnd: at(-60) },
    'session-end: session-expired',
    { sessionEnd: at(-59.999) },
  ],
  ['no NameID', { nameId: '' }, 'name-id: name-id-missing'],
  ['an empty NameID', { nameId: '<saml:NameID> </saml:NameID>' }, 'name-id: name-id-missing'],
  [
    'elements in the NameID',
    { nameId: '<saml:NameID><saml:x/>ada</saml:NameID>' },
    'schema: schema-invalid',
  ],
  ['an encrypted NameID', { nameId: '<saml:EncryptedID/>' }, 'name-id: name-id-missing'],
  [
    'a required attribute',
    { attributes: { firstName: 'Ada' } },
    'required-attributes: attribute-missing',
  ],
  [
    'a required attribute that is empty',
    { attributes: { email: '' } },
    'required-attributes: attribute-missing',
  ],
];

describe('each check refuses for its own reason, and its sibling passes', () => {
  for (const [title, wrong, expected, right = {}, circumstances = {}] of ROWS) {
    it(title, () => {
      expect(verdict(genuine(wrong), circumstances)).toBe(expected);
      expect(verdict(genuine(right), circumstances)).toBe('accepted');
    });
  }

  it('with the Response signed too, the same', () => {
    for (const [title, wrong, expected, right = {}, circumstances = {}] of ROWS) {
      if ('destination' in right || 'responseIssuer' in right) continue;
      expect(verdict(genuine(wrong, ['Assertion', 'Response']), circumstances), title).toBe(
        expected,
      );
      expect(verdict(genuine(right, ['Response']), circumstances), title).toBe('accepted');
    }
  });

  it('a signed Response must have a Destination', () => {
    const xml = genuine({ destination: undefined }, ['Response']);
    expect(verdict(xml)).toBe('destination: destination-mismatch');
  });

  it('replay', () => {
    const used = new Set(['id-assertion']);
    const wasUsed = (issuer: string, id: string): boolean =>
      issuer === DRAFT.issuer && used.has(id);
    expect(verdict(genuine(), { wasUsed })).toBe('replay: assertion-replayed');
    expect(verdict(genuine({ assertionId: 'id-2' }), { wasUsed })).toBe('accepted');
  });

  it('replay is said before the request is looked at', () => {
    expect(verdict(genuine({ inResponseTo: '_gone' }), { wasUsed: () => true })).toBe(
      'replay: assertion-replayed',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { mutantOf, REMOVABLE_ROWS } from '../../../src/sp/defects/mutants.js';
import { IDP, verdict, type Circumstances } from './consuming.js';
import {
  ATTACKER_KEY,
  at,
  confirmation,
  DRAFT,
  ENTITY_ID,
  genuine,
  key,
  NOW,
  PROFILE,
  responseXml,
  RSA_SHA1,
  SHA1,
  signed,
} from './genuine.js';

/** A message that one row refuses and no other, and what the SP knows when it comes. */
type Witness = readonly [xml: string, circumstances?: Circumstances];

const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const INCLUSIVE = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const SIGNATURE = /<ds:Signature .*?<\/ds:Signature>/s;
const good = genuine();
const named = (nameId: string): string =>
  genuine({ nameId: `<saml:NameID${nameId}</saml:NameID>` });
const extended = (markup: string, xml = good): string =>
  xml.replace(
    '<samlp:Status>',
    () => `<samlp:Extensions>${markup}</samlp:Extensions><samlp:Status>`,
  );
const statusOf = (code: string): string =>
  `<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:${code}"/>`;
const account = {
  id: 'a1',
  issuer: IDP.issuer,
  nameId: 'somebody',
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
const asked = { inResponseTo: '_r' };
const requests = [{ id: '_r', number: 0 }];
const jit = (more: Partial<typeof PROFILE.jit>): Circumstances => ({
  profile: { ...PROFILE, jit: { ...PROFILE.jit, ...more } },
});
const weak = key('weak-1');

/** The genuine error Response hidden in Extensions carries the signature; the forged Assertion is not signed at all. */
function donated(): string {
  const donor = signed(
    responseXml({ ...DRAFT, responseId: 'id-donor', status: statusOf('Responder') }).replace(
      /<saml:Assertion .*<\/saml:Assertion>/s,
      '',
    ),
    'Response',
  );
  const signature = SIGNATURE.exec(donor)?.[0] ?? '';
  const hidden = donor.replace(SIGNATURE, '');
  return responseXml(DRAFT).replace(
    '<samlp:Status>',
    () => `${signature}<samlp:Extensions>${hidden}</samlp:Extensions><samlp:Status>`,
  );
}

const WITNESSES: Readonly<Record<string, Witness>> = {
  'secure-transport': [good, { scheme: 'http' }],
  'one-message': [good, { form: { RelayState: ['/a', '/b'] } }],
  size: [extended(`<x xmlns="urn:x">${'y'.repeat(800_000)}</x>`)],
  'no-dtd': [`<!DOCTYPE x>${good}`],
  'node-count': [extended(`<x xmlns="urn:x">${'<y/>'.repeat(10_000)}</x>`)],
  encrypted: [good, { consumption: { encryption: 'required' } }],
  schema: [
    genuine({
      conditions: `<saml:Conditions>${DRAFT.restrictions}</saml:Conditions><saml:Conditions NotOnOrAfter="${at(-9999)}">${DRAFT.restrictions}</saml:Conditions>`,
    }),
  ],
  'unique-ids': [extended('<x xmlns="urn:x" Id="id-assertion"/>')],
  status: [genuine({ status: statusOf('Responder') })],
  'one-assertion': [
    good.replace('</samlp:Response>', () => {
      const other = responseXml({ ...DRAFT, assertionId: 'id-2' });
      return `${/<saml:Assertion .*<\/saml:Assertion>/s.exec(other)?.[0] ?? ''}</samlp:Response>`;
    }),
  ],
  'signature-places': [extended('<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>')],
  'signature-present': [genuine({}, [])],
  'schema-order': [
    good.replace(/(<samlp:Status>.*<\/samlp:Status>)(.*)(<\/samlp:Response>)/s, '$2$1$3'),
  ],
  'signature-algorithm': [genuine({}, ['Assertion'], { algorithm: RSA_SHA1, digest: SHA1 })],
  'signature-comments': [good.replace('<ds:DigestValue>', '<ds:DigestValue><!--x-->')],
  'signature-children': [good.replace('</ds:Signature>', '<ds:Object/></ds:Signature>')],
  'signature-parts': [
    good.replace('<ds:KeyInfo>', '<ds:SignatureValue>AAAA</ds:SignatureValue><ds:KeyInfo>'),
  ],
  'one-reference': [genuine({}, ['Response'], { references: ['Response', 'Assertion'] })],
  'reference-uri': [genuine({}, ['Response'], { emptyUri: true })],
  transforms: [genuine({}, ['Assertion'], { transforms: [ENVELOPED, EXCLUSIVE, EXCLUSIVE] })],
  canonicalisation: [
    genuine({}, ['Assertion'], {
      canonical: `${EXCLUSIVE}WithComments`,
      transforms: [ENVELOPED, EXCLUSIVE],
    }),
  ],
  'inherited-attributes': [
    genuine({}, ['Assertion'], { canonical: INCLUSIVE }).replace(' ID=', ' xml:lang="en" ID='),
  ],
  'no-instructions': [genuine({ nameId: '<saml:NameID><?x y?>ada</saml:NameID>' })],
  'key-strength': [
    genuine({}, ['Assertion'], { key: weak }),
    { idp: { ...IDP, certificates: [weak.certificate] } },
  ],
  'signature-verifies': [genuine({}, ['Assertion'], { key: ATTACKER_KEY })],
  'signed-content': [donated()],
  version: [genuine({ version: '1.1' })],
  issuer: [genuine({ issuer: 'http://www.okta.com/other', responseIssuer: '' })],
  'response-issuer': [genuine({ responseIssuer: '' }, ['Response'], { first: true })],
  'issuer-format': [
    genuine({
      responseIssuer: DRAFT.responseIssuer.replace(
        '<saml:Issuer>',
        '<saml:Issuer Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">',
      ),
    }),
  ],
  'idp-enabled': [good, { idp: { ...IDP, enabled: false } }],
  destination: [genuine({ destination: 'https://other.example/acs' })],
  audience: [genuine({ restrictions: DRAFT.restrictions.replace(ENTITY_ID, 'urn:other') })],
  'conditions-known': [genuine({ restrictions: `${DRAFT.restrictions}<saml:Condition/>` })],
  'not-before': [genuine({ notBefore: at(600), notOnOrAfter: at(900) })],
  'not-on-or-after': [genuine({ notBefore: at(-900), notOnOrAfter: at(-600) })],
  'conditions-window': [genuine({ notBefore: at(30), notOnOrAfter: at(20) })],
  'issued-in-future': [genuine({ issueInstant: at(86_400) })],
  'confirmation-method': [genuine({ method: 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key' })],
  recipient: [genuine({ recipient: 'https://other.example/acs' })],
  'confirmation-window': [genuine({ confirmedUntil: at(-600) })],
  'confirmation-not-before': [
    genuine({
      confirmations: confirmation(DRAFT).replace(
        ' NotOnOrAfter',
        ` NotBefore="${at(-60)}" NotOnOrAfter`,
      ),
    }),
  ],
  replay: [good, { wasUsed: () => true }],
  'idp-initiated': [good, { consumption: { idpInitiated: false } }],
  'in-response-to': [genuine({ inResponseTo: '_nobody' }), { requests }],
  'request-idp': [genuine(asked), { requests: [{ id: '_r', number: 0, idp: 'urn:other' }] }],
  'authn-statement': [genuine({ authnStatements: '' })],
  'authn-age': [genuine({ authnInstant: at(-2_592_000) })],
  'authn-context': [
    genuine(asked),
    {
      requests: [{ id: '_r', number: 0, authnContext: 'urn:strong' }],
      consumption: { authnContext: 'enforced' },
    },
  ],
  'fresh-login': [
    genuine({ ...asked, authnInstant: at(-600) }),
    { requests: [{ id: '_r', number: 0, freshSince: NOW - 10_000 }] },
  ],
  'session-end': [genuine({ sessionEnd: at(-600) })],
  'name-id': [genuine({ nameId: '' })],
  'name-qualifiers': [named(' NameQualifier="urn:other">ada')],
  'name-id-lasting': [named(' Format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient">ada')],
  'name-id-text': [named('>ada&#9;x')],
  'relay-state': [good, { relayState: 'https://evil.example/' }],
  plan: [good, { profile: { ...PROFILE, plan: { required: 'x', current: 'y' } } }],
  domain: [good, { profile: { ...PROFILE, domains: [] } }],
  'idp-domain': [good, { idp: { ...IDP, domains: ['other.example'] } }],
  'supported-idp': [good, { profile: { ...PROFILE, idps: [] } }],
  'required-attributes': [genuine({ attributes: {} })],
  'address-form': [genuine({ attributes: { email: 'ada@acme.example,eve@acme.example' } })],
  'account-key': [good, jit({ create: false })],
  'unique-email': [good, { ...jit({ uniqueEmail: true }), accounts: [account] }],
  'account-active': [
    good,
    {
      accounts: [
        { ...account, nameId: 'ada@acme.example', deactivation: { at: NOW + 1, requests: 0 } },
      ],
    },
  ],
};

describe('every row that judges bears its load', () => {
  it('has a witness', () => {
    expect(Object.keys(WITNESSES).sort()).toEqual([...REMOVABLE_ROWS].sort());
  });

  it.each(Object.entries(WITNESSES))('%s', (id, [xml, circumstances]) => {
    expect(verdict(xml, circumstances).split(':')[0]).toBe(id);
    expect(verdict(xml, { ...circumstances, table: mutantOf(`without-${id}`) })).toBe('accepted');
  });
});

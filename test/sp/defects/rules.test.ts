import { createHash, createHmac, sign } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { describe, it } from 'vitest';
import { trustedIdp } from '../../../src/sp/checks/trusted-idp.js';
import { IDP } from '../checks/consuming.js';
import { falls, slips, titled, VICTIMS, type Exploit } from './breach.js';
import {
  at,
  ATTACKER_KEY,
  base64,
  confirmation,
  DRAFT,
  EC_KEY,
  ENTITY_ID,
  genuine,
  IDP_KEY,
  ISSUER,
  key,
  NEXT_KEY,
  PROFILE,
  type Draft,
} from '../checks/genuine.js';
import {
  ASSERTION,
  cubeRoot,
  digestOf,
  edited,
  FORGED,
  FORGED_RESPONSE,
  keyValue,
  piece,
  revalued,
  rsaSha256,
  SIGNATURE,
  signedForVictim,
  tampered,
  VICTIM,
  withDigest,
} from './forgeries.js';

const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';
const SAML = 'urn:oasis:names:tc:SAML:2.0:assertion';
const original = genuine();
const assertion = piece(original, ASSERTION);
const signature = piece(original, SIGNATURE);
const bare = assertion.replace(SIGNATURE, '');
const inside = (xml: string): string => edited(original, ASSERTION, xml);
const withSignature = (own: string): string =>
  edited(FORGED, '</saml:Issuer>', `</saml:Issuer>${own}`);
const forged = withDigest(tampered(), digestOf(tampered()));
const labelled = (algorithm: string, more = '', xml = forged): string =>
  edited(
    xml,
    /<ds:SignatureMethod [^>]*\/>/,
    `<ds:SignatureMethod Algorithm="${algorithm}">${more}</ds:SignatureMethod>`,
  );
const hmac = (secret: string | Buffer): string =>
  revalued(labelled(`${MORE}hmac-sha256`), (octets) =>
    createHmac('sha256', secret).update(octets).digest('base64'),
  );
/** A SignedInfo of the attacker's, which the IdP's test key has signed once. */
const signedOnce = (xml: string): string => revalued(xml, rsaSha256(IDP_KEY.privateKey));
const digest = (text: string): string => createHash('sha256').update(text).digest('base64');
const expanded = (xml: string): string =>
  xml.replaceAll(/<([\w:]+)((?: [\w:]+="[^"]*")*)\/>/g, '<$1$2></$1>');

const twoReferences = (): string => {
  const xml = edited(
    tampered(),
    '<samlp:Status>',
    '<samlp:Extensions><x xmlns="urn:x" ID="id-x"/></samlp:Extensions><samlp:Status>',
  );
  const reference = piece(xml, /<ds:Reference .*<\/ds:Reference>/s);
  const other = edited(
    edited(reference, '#id-assertion', '#id-x'),
    /(?<=<ds:DigestValue>)[^<]*/,
    digest('<x xmlns="urn:x" ID="id-x"></x>'),
  );
  return signedOnce(edited(xml, reference, other + reference));
};

const filtered = (): string => {
  const xpath =
    '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><ds:XPath>not(ancestor-or-self::saml:Subject)</ds:XPath></ds:Transform>';
  const left = expanded(bare).replace(/<saml:Subject>.*<\/saml:Subject>/s, '');
  const xml = edited(
    withDigest(original, digest(left)),
    '</ds:Transforms>',
    `${xpath}</ds:Transforms>`,
  );
  return edited(signedOnce(xml), '>ada@acme.example</saml:NameID>', `>${VICTIM}</saml:NameID>`);
};

const twoInfos = (): string => {
  const copy = withSignature(signature);
  const info = piece(copy, /<ds:SignedInfo>.*<\/ds:SignedInfo>/s);
  const other = edited(
    edited(info, /(?<=<ds:DigestValue>)[^<]*/, digest(expanded(FORGED))),
    '#id-assertion',
    '#id-forged',
  );
  return edited(
    inside(edited(copy, info, info + other)),
    '<samlp:Status>',
    `<samlp:Extensions>${bare}</samlp:Extensions><samlp:Status>`,
  );
};

const whole = genuine({}, ['Response']);
const decoy = edited(
  piece(whole, SIGNATURE),
  '</ds:Signature>',
  `<ds:Object>${FORGED}</ds:Object></ds:Signature>`,
);

const SIGNATURES: readonly Exploit[] = [
  [
    'trusts-key-value',
    edited(
      signedForVictim({ key: ATTACKER_KEY }),
      /<ds:KeyInfo>.*?<\/ds:KeyInfo>/s,
      keyValue(ATTACKER_KEY.certificatePem),
    ),
  ],
  [
    'trusts-ca',
    signedForVictim({ key: key('ca-signed-attacker-1') }),
    { idp: { ...IDP, certificates: [key('ca-signed-idp-1').certificate] } },
  ],
  ['trusts-subject', signedForVictim({ key: key('attacker-1') })],
  ['hmac-with-public-key', hmac(IDP_KEY.certificatePem)],
  ['hmac-with-public-key', hmac(Buffer.from(IDP_KEY.certificate, 'base64'))],
  ['hmac-empty-key', hmac('')],
  [
    'hmac-truncated',
    labelled(`${MORE}hmac-sha256`, '<ds:HMACOutputLength>0</ds:HMACOutputLength>'),
  ],
  ['unknown-algorithm-passes', labelled('urn:none')],
  [
    'unknown-digest-passes',
    signedOnce(
      edited(
        tampered(),
        /<ds:DigestMethod Algorithm="[^"]*"/,
        '<ds:DigestMethod Algorithm="urn:x"',
      ),
    ),
  ],
  ['error-is-success', edited(forged, /(?<=<ds:SignatureValue>)[^<]*/, 'AAAA')],
  ['error-is-success', edited(forged, /(?<=<ds:SignatureValue>)[^<]*/, '')],
  [
    'ecdsa-zero',
    revalued(labelled(`${MORE}ecdsa-sha256`), () => Buffer.alloc(64).toString('base64')),
    { idp: { ...IDP, certificates: [EC_KEY.certificate] } },
  ],
  [
    'loose-padding',
    revalued(forged, cubeRoot),
    { idp: { ...IDP, certificates: [key('exponent-3-1').certificate] } },
  ],
  ['any-transform', filtered()],
  ['one-reference-is-enough', twoReferences()],
  ['no-reference-passes', signedOnce(edited(tampered(), /<ds:Reference .*<\/ds:Reference>/s, ''))],
  ['any-signed-info', twoInfos()],
  ['decoy-signature-value', edited(whole, '<saml:Assertion ', `${decoy}<saml:Assertion `)],
  [
    'duplicate-ids',
    inside(edited(withSignature(signature), 'ID="id-forged"', 'ID="id-assertion"') + bare),
  ],
  [
    'reference-any-id',
    inside(
      edited(
        withSignature(signature),
        '</saml:AttributeStatement></saml:Assertion>',
        `</saml:AttributeStatement><saml:Advice>${bare}</saml:Advice></saml:Assertion>`,
      ),
    ),
  ],
  ['no-key-no-check', FORGED_RESPONSE, { idp: { ...IDP, certificates: [] } }],
];

const named = (nameId: string, more: Partial<Draft> = {}): string =>
  genuine({ nameId: `<saml:NameID>${nameId}</saml:NameID>`, ...more });
const mailed = (email: string): string =>
  genuine({ nameId: '<saml:NameID>x1</saml:NameID>', attributes: { email } });
const OTHER = {
  ...IDP,
  issuer: 'http://idp.b.example',
  certificates: [NEXT_KEY.certificate],
  domains: ['b.example'],
};
const B: Partial<Draft> = {
  issuer: OTHER.issuer,
  responseIssuer: `<saml:Issuer>${OTHER.issuer}</saml:Issuer>`,
};
const both = [trustedIdp({ ...IDP, domains: ['acme.example'] }), trustedIdp(OTHER)];
const byB = (changes: Partial<Draft>): string =>
  genuine({ ...B, ...changes }, ['Assertion'], { key: NEXT_KEY });
const accounts = [VICTIMS];

const PEOPLE: readonly Exploit[] = [
  ['any-tenant-key', signedForVictim({ key: NEXT_KEY }), { idps: both }],
  [
    'any-issuer-of-the-tenant-list',
    byB({ nameId: `<saml:NameID>${VICTIM}</saml:NameID>`, attributes: { email: VICTIM } }),
    { idps: both },
  ],
  [
    'last-idp-of-an-issuer',
    signedForVictim({ key: NEXT_KEY }),
    {
      idps: [trustedIdp(IDP), trustedIdp({ ...OTHER, issuer: ISSUER, domains: ['acme.example'] })],
    },
  ],
  [
    'ignores-domain-of-idp',
    byB({ attributes: { email: VICTIM }, nameId: '<saml:NameID>x</saml:NameID>' }),
    { idps: both },
  ],
  ['email-is-the-account', mailed('Admin@Acme.example'), { accounts }],
  ['email-nfkc', mailed('\uFF41dmin@acme.example'), { accounts }],
  ['email-upper-case', mailed('adm\u0131n@acme.example'), { accounts }],
  ['email-trimmed', mailed(' admin@acme.example&#9;'), { accounts }],
  ['email-last-of-list', mailed('me@evil.example,admin@acme.example'), { accounts }],
  ['name-ends-at-nul', named(`${VICTIM}&#9;x`), { accounts }],
  ['plus-tag-dropped', mailed('admin+x@acme.example'), { accounts }],
  ['quoted-address', mailed('"admin@acme.example"@evil.test'), { accounts }],
  ['link-by-email', mailed('Admin@acme.example'), { accounts }],
  [
    'last-name-id',
    genuine({ attributes: { email: 'a@b', x: `<saml:NameID>${VICTIM}</saml:NameID>` } }),
  ],
  [
    'descendant-name-id',
    genuine({ nameId: `<saml:NameID>ada<x xmlns="urn:x">${VICTIM}</x></saml:NameID>` }),
  ],
  ['markup-decoded-twice', named(`&lt;saml:NameID&gt;${VICTIM}&lt;/saml:NameID&gt;`)],
  ['last-value-wins', mailed(`ada@acme.example|${VICTIM}`)],
  ['attribute-name-case', genuine({ attributes: { email: 'ada@acme.example', ' Email': VICTIM } })],
  ['attributes-overwrite-fields', genuine({ attributes: { ...DRAFT.attributes, nameID: VICTIM } })],
  [
    'last-attribute-wins',
    genuine({
      attributes: {
        email: `ada@acme.example</saml:AttributeValue></saml:Attribute><saml:Attribute Name="email"><saml:AttributeValue>${VICTIM}`,
      },
    }),
  ],
  [
    'friendly-name',
    genuine({ attributes: { 'urn:x" FriendlyName="email': VICTIM, email: 'ada@acme.example' } }),
  ],
  [
    'attributes-anywhere',
    edited(
      original,
      '<samlp:Status>',
      `<samlp:Extensions><saml:Attribute xmlns:saml="${SAML}" Name="email"><saml:AttributeValue>${VICTIM}</saml:AttributeValue></saml:Attribute></samlp:Extensions><samlp:Status>`,
    ),
  ],
  [
    'local-name-only',
    inside(FORGED.replace(`xmlns:saml="${SAML}"`, 'xmlns:saml="urn:x"') + assertion),
  ],
  [
    'entities-dropped',
    `<!DOCTYPE x [<!ENTITY e "zz-">]>${edited(named(`zz-${VICTIM}`), 'zz-', '&e;')}`,
  ],
];

const restricted = (audience: string): string =>
  genuine({ restrictions: DRAFT.restrictions.replace(ENTITY_ID, audience) });
const confirmed = (...all: readonly Partial<Draft>[]): string =>
  genuine({ confirmations: all.map((one) => confirmation({ ...DRAFT, ...one })).join('') });
const status = (value: string): string => `<samlp:StatusCode Value="${value}"/>`;
const requests = [{ id: '_r', number: 0 }];

const RULES: readonly Exploit[] = [
  [
    'sha1-allowed',
    genuine({}, ['Assertion'], { digest: 'http://www.w3.org/2000/09/xmldsig#sha1' }),
  ],
  [
    'md5-allowed',
    revalued(
      edited(
        labelled(`${MORE}rsa-md5`, '', original),
        /<ds:DigestMethod [^>]*\/><ds:DigestValue>[^<]*/,
        `<ds:DigestMethod Algorithm="${MORE}md5"/><ds:DigestValue>${createHash('md5').update(expanded(bare)).digest('base64')}`,
      ),
      (octets) => sign('md5', Buffer.from(octets), IDP_KEY.privateKey).toString('base64'),
    ),
  ],
  ['reference-uri-empty', signedOnce(edited(original, 'URI="#id-assertion"', 'URI=""'))],
  ['double-decode', base64(original)],
  ['lenient-utf8', original, { form: { SAMLResponse: [`!${base64(original)}`] } }],
  [
    'inflates-without-limit',
    original,
    { form: { SAMLResponse: [deflateRawSync(original).toString('base64')] } },
  ],
  ['last-field-wins', original, { form: { SAMLResponse: ['x', base64(original)] } }],
  ['bare-assertion-root', assertion],
  ['any-root', original.replaceAll('samlp:Response', 'samlp:LogoutResponse')],
  ['expands-entities', `<!DOCTYPE x [<!ENTITY e "ada">]>${edited(original, '>ada@', '>&e;@')}`],
  ['audience-optional', genuine({ restrictions: '' })],
  [
    'audience-any-restriction',
    genuine({ restrictions: DRAFT.restrictions + DRAFT.restrictions.replace(ENTITY_ID, 'urn:x') }),
  ],
  ['audience-prefix', restricted(`${ENTITY_ID}.evil.test`)],
  ['audience-contains', restricted(`https://evil.test/?${ENTITY_ID}`)],
  ['audience-case', restricted(ENTITY_ID.toUpperCase())],
  ['audience-pattern', restricted('*')],
  ['destination-optional', genuine({ destination: '' }, ['Response'])],
  ['destination-prefix', genuine({ destination: `${PROFILE.acs}.evil` })],
  ['destination-host', genuine({ destination: 'https://sp.example/other' })],
  ['recipient-optional', confirmed({ recipient: undefined })],
  ['recipient-host', confirmed({ recipient: 'http://sp.example/saml/acs' })],
  ['nan-dates', genuine({ notOnOrAfter: '2020-09-25T16=7:00:00' })],
  ['string-dates', genuine({ notOnOrAfter: '2026-03-02T20:00:00+14:00' })],
  ['one-end-is-enough', confirmed({ confirmedUntil: undefined })],
  [
    'any-confirmation-mixed',
    confirmed({ confirmedUntil: at(-600) }, { recipient: 'https://other.example' }),
  ],
  ['in-response-to-any-browser', genuine({ inResponseTo: '_r' }), { allRequests: requests }],
  [
    'in-response-to-of-response',
    genuine({ inResponseTo: '_r', confirmedRequest: undefined }),
    { requests },
  ],
  [
    'in-response-to-of-confirmation',
    genuine({ inResponseTo: '_other', confirmedRequest: '_r' }),
    { requests },
  ],
  ['in-response-to-empty', genuine({ inResponseTo: '' })],
  ['prototype-keys', genuine({ inResponseTo: 'constructor' })],
  ['replay-by-response-id', original, { wasUsed: () => true }],
  ['replay-forgotten-early', genuine({ notOnOrAfter: at(-10) }), { wasUsed: () => true }],
  ['status-ends-with-success', genuine({ status: status('urn:x:Success') })],
  [
    'status-any-code',
    genuine({
      status: `<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Responder">${DRAFT.status}</samlp:StatusCode>`,
    }),
  ],
  ['status-optional', genuine({ status: '' })],
  ['issuer-case', genuine({ issuer: `${ISSUER.toUpperCase()}/` })],
  ['issuer-of-response-only', genuine({ issuer: 'urn:x' })],
  [
    'domain-suffix',
    byB({ attributes: { email: 'x@evil-b.example' }, nameId: '<saml:NameID>x</saml:NameID>' }),
    { idps: both },
  ],
  [
    'domain-contains',
    byB({ attributes: { email: 'x@b.example.evil.test' }, nameId: '<saml:NameID>x</saml:NameID>' }),
    { idps: both },
  ],
  [
    'domain-of-parent',
    byB({ attributes: { email: 'x@sub.b.example' }, nameId: '<saml:NameID>x</saml:NameID>' }),
    { idps: both },
  ],
  [
    'domain-after-first-at',
    byB({
      attributes: { email: 'x@b.example@acme.example' },
      nameId: '<saml:NameID>x</saml:NameID>',
    }),
    { idps: both },
  ],
  ['relay-state-open-redirect', original, { relayState: 'https://evil.example/' }],
];

describe('defects that open the account of the victim', () => {
  it.each(titled([...SIGNATURES, ...PEOPLE]))('%s (%i)', (_id, _index, exploit) => falls(exploit));
});

describe('defects that let in what should stay out', () => {
  it.each(titled(RULES))('%s (%i)', (_id, _index, exploit) => slips(exploit));
});

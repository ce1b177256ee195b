// Genuine Responses, written as text and signed with xml-crypto: nothing of ours makes what ours judges.
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { SignedXml } from 'xml-crypto';
import type { Profile } from '../../../src/scenario/profile.js';

const CERTS = new URL('../../../certs/', import.meta.url);

export interface TestKey {
  readonly privateKey: string;
  readonly certificatePem: string;
  /** base64 DER. */
  readonly certificate: string;
}

export function key(name: string): TestKey {
  const read = (kind: string): string =>
    readFileSync(new URL(`${name}.NEVER-TRUST.${kind}.pem`, CERTS), 'utf8');
  const certificatePem = read('crt');
  const certificate = new X509Certificate(certificatePem).raw.toString('base64');
  return { privateKey: read('key'), certificatePem, certificate };
}

export const IDP_KEY: TestKey = key('okta-1');
export const NEXT_KEY: TestKey = key('okta-2');
export const ATTACKER_KEY: TestKey = key('generic-1');
export const EC_KEY: TestKey = key('ec-1');
export const SP_KEY: TestKey = key('sp-1');
export const SP_ENCRYPTION_KEY: TestKey = key('sp-encryption-1');

export const NOW: number = Date.parse('2026-03-02T09:00:00Z');
export const ISSUER = 'http://www.okta.com/exk1';
export const SSO_URL = 'https://acme.okta.com/app/exk1/sso/saml';
export const ENTITY_ID = 'urn:sp';
export const ACS = 'https://sp.example/saml/acs';

/** A profile that checks everything. */
export const PROFILE: Profile = {
  name: 'test',
  title: 'Test SP',
  references: [],
  entityId: ENTITY_ID,
  acs: ACS,
  api: 'none',
  scim: 'none',
  webhooks: 'none',
  deprovision: 'none',
  plan: { required: null, current: 'any' },
  domains: null,
  idps: 'any',
  jit: {
    create: true,
    update: 'none',
    roles: 'first-login-only',
    groups: 'ignored',
    key: 'nameid',
    linkByEmail: false,
    defaultRole: 'employee',
  },
  session: { lifetime: 3_600_000, revocation: 'none' },
  consumption: {
    clockSkew: 60_000,
    maxAuthnAge: 86_400_000,
    idpInitiated: true,
    signed: 'any',
    algorithms: ['rsa-sha256', 'rsa-sha384', 'rsa-sha512', 'ecdsa-sha256'],
  },
  attributes: {
    okta: {
      email: 'email',
      firstName: 'firstName',
      lastName: 'lastName',
      displayName: 'displayName',
      roles: 'roles',
      groups: 'groups',
    },
    default: { email: 'mail' },
  },
  required: ['email'],
};

/** An instant so many seconds from NOW. */
export function at(seconds: number): string {
  return new Date(NOW + seconds * 1000).toISOString();
}

/** What a message says. Values are markup: tests write hostile ones on purpose. */
export interface Draft {
  readonly responseId: string;
  readonly assertionId: string;
  readonly version: string;
  readonly assertionVersion: string;
  readonly issueInstant: string;
  readonly responseIssuer: string;
  readonly issuer: string;
  readonly destination: string | undefined;
  readonly inResponseTo: string | undefined;
  /** InResponseTo of the SubjectConfirmationData; the Response's unless given. */
  readonly confirmedRequest: string | undefined;
  readonly status: string;
  readonly nameId: string;
  readonly confirmations: string | undefined;
  readonly method: string;
  readonly recipient: string | undefined;
  readonly confirmedUntil: string | undefined;
  readonly conditions: string | undefined;
  readonly notBefore: string;
  readonly notOnOrAfter: string;
  readonly restrictions: string;
  readonly authnStatements: string | undefined;
  readonly authnInstant: string;
  readonly sessionEnd: string | undefined;
  readonly attributes: Readonly<Record<string, string>>;
  /** Markup after the Assertion. */
  readonly more: string;
}

const SAME = 'the same';

export const DRAFT: Draft = {
  responseId: 'id-response',
  assertionId: 'id-assertion',
  version: '2.0',
  assertionVersion: '2.0',
  issueInstant: at(0),
  responseIssuer: `<saml:Issuer>${ISSUER}</saml:Issuer>`,
  issuer: ISSUER,
  destination: ACS,
  inResponseTo: undefined,
  confirmedRequest: SAME,
  status: '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/>',
  nameId: '<saml:NameID>ada@acme.example</saml:NameID>',
  confirmations: undefined,
  method: 'urn:oasis:names:tc:SAML:2.0:cm:bearer',
  recipient: ACS,
  confirmedUntil: at(300),
  conditions: undefined,
  notBefore: at(-300),
  notOnOrAfter: at(300),
  restrictions: `<saml:AudienceRestriction><saml:Audience>${ENTITY_ID}</saml:Audience></saml:AudienceRestriction>`,
  authnStatements: undefined,
  authnInstant: at(-60),
  sessionEnd: undefined,
  attributes: { email: 'ada@acme.example', firstName: 'Ada', lastName: 'Byron' },
  more: '',
};

function attribute(name: string, value: string | undefined): string {
  return value === undefined ? '' : ` ${name}="${value}"`;
}

export function confirmation(draft: Draft): string {
  const request = draft.confirmedRequest === SAME ? draft.inResponseTo : draft.confirmedRequest;
  const data = [
    attribute('InResponseTo', request),
    attribute('NotOnOrAfter', draft.confirmedUntil),
    attribute('Recipient', draft.recipient),
  ];
  return `<saml:SubjectConfirmation Method="${draft.method}"><saml:SubjectConfirmationData${data.join('')}/></saml:SubjectConfirmation>`;
}

export function assertionXml(draft: Draft): string {
  const conditions =
    draft.conditions ??
    `<saml:Conditions NotBefore="${draft.notBefore}" NotOnOrAfter="${draft.notOnOrAfter}">${draft.restrictions}</saml:Conditions>`;
  const authn =
    draft.authnStatements ??
    `<saml:AuthnStatement AuthnInstant="${draft.authnInstant}" SessionIndex="s1"${attribute('SessionNotOnOrAfter', draft.sessionEnd)}><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>`;
  const attributes = Object.entries(draft.attributes).map(
    ([name, value]) =>
      `<saml:Attribute Name="${name}">${value
        .split('|')
        .map((one) => `<saml:AttributeValue>${one}</saml:AttributeValue>`)
        .join('')}</saml:Attribute>`,
  );
  return `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${draft.assertionId}" IssueInstant="${draft.issueInstant}" Version="${draft.assertionVersion}"><saml:Issuer>${draft.issuer}</saml:Issuer><saml:Subject>${draft.nameId}${draft.confirmations ?? confirmation(draft)}</saml:Subject>${conditions}${authn}<saml:AttributeStatement>${attributes.join('')}</saml:AttributeStatement></saml:Assertion>`;
}

export function responseXml(draft: Draft): string {
  return `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${draft.responseId}" IssueInstant="${draft.issueInstant}" Version="${draft.version}"${attribute('Destination', draft.destination)}${attribute('InResponseTo', draft.inResponseTo)}>${draft.responseIssuer}<samlp:Status>${draft.status}</samlp:Status>${assertionXml(draft)}${draft.more}</samlp:Response>`;
}

const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
export const RSA_SHA1 = 'http://www.w3.org/2000/09/xmldsig#rsa-sha1';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
export const SHA1 = 'http://www.w3.org/2000/09/xmldsig#sha1';

/** How to sign. */
export interface SigningPlan {
  readonly key?: TestKey;
  readonly algorithm?: string;
  readonly digest?: string;
  readonly canonical?: string;
  readonly transforms?: readonly string[];
  /** The name that the signature gives its algorithm; the truth by default. */
  readonly label?: string;
  /** Refers to the whole document, as the root of it does. */
  readonly emptyUri?: boolean;
  /** Elements to reference, by local name; the signed one by default. */
  readonly references?: readonly string[];
  /** The Signature stands first: there is no Issuer. */
  readonly first?: boolean;
}

/** Signs the element of that local name with xml-crypto; the Signature follows its Issuer. */
export function signed(
  xml: string,
  part: 'Response' | 'Assertion',
  plan: SigningPlan = {},
): string {
  const key = plan.key ?? IDP_KEY;
  const signer = new SignedXml({
    privateKey: key.privateKey,
    publicCert: key.certificatePem,
    signatureAlgorithm: plan.algorithm ?? RSA_SHA256,
    canonicalizationAlgorithm: plan.canonical ?? EXCLUSIVE,
  });
  const made = signer.SignatureAlgorithms[plan.algorithm ?? RSA_SHA256];
  if (plan.label !== undefined && made !== undefined) {
    signer.SignatureAlgorithms[plan.label] = made;
    signer.signatureAlgorithm = plan.label;
    // xml-crypto writes the name that the algorithm gives itself.
    const { label } = plan;
    signer.SignatureAlgorithms[label] = class extends made {
      override readonly getAlgorithmName = (): string => label;
    };
  }
  for (const reference of plan.references ?? [part]) {
    signer.addReference({
      xpath: `//*[local-name(.)='${reference}']`,
      transforms: [...(plan.transforms ?? [ENVELOPED, plan.canonical ?? EXCLUSIVE])],
      digestAlgorithm: plan.digest ?? SHA256,
      ...(plan.emptyUri === true ? { uri: '', isEmptyUri: true } : {}),
    });
  }
  const parent = `//*[local-name(.)='${part}']`;
  signer.computeSignature(xml, {
    prefix: 'ds',
    location:
      plan.first === true
        ? { reference: parent, action: 'prepend' }
        : { reference: `${parent}/*[local-name(.)='Issuer']`, action: 'after' },
  });
  return signer.getSignedXml();
}

/** A whole signed Response. */
export function genuine(
  changes: Partial<Draft> = {},
  sign: readonly ('Response' | 'Assertion')[] = ['Assertion'],
  plan: SigningPlan = {},
): string {
  let xml = responseXml({ ...DRAFT, ...changes });
  if (sign.includes('Assertion')) xml = signed(xml, 'Assertion', plan);
  if (sign.includes('Response')) xml = signed(xml, 'Response', plan);
  return xml;
}

export function base64(xml: string): string {
  return Buffer.from(xml, 'utf8').toString('base64');
}

// Forged messages, made of genuine ones by hand: text edits, xml-crypto and node:crypto. Nothing of ours makes them.
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import {
  assertionXml,
  DRAFT,
  genuine,
  responseXml,
  type Draft,
  type SigningPlan,
} from '../checks/genuine.js';

export const VICTIM = 'admin@acme.example';
const NAME: Partial<Draft> = {
  nameId: `<saml:NameID>${VICTIM}</saml:NameID>`,
  attributes: { ...DRAFT.attributes, email: VICTIM },
};

/** An unsigned Assertion for the victim. */
export const FORGED: string = assertionXml({ ...DRAFT, ...NAME, assertionId: 'id-forged' });
/** An unsigned Response for the victim. */
export const FORGED_RESPONSE: string = responseXml({
  ...DRAFT,
  ...NAME,
  responseId: 'id-fake',
  assertionId: 'id-forged',
});

export const SIGNATURE: RegExp = /<ds:Signature .*?<\/ds:Signature>/s;
export const ASSERTION: RegExp = /<saml:Assertion .*<\/saml:Assertion>/s;

export function piece(xml: string, pattern: RegExp): string {
  const found = pattern.exec(xml)?.[0];
  if (found === undefined) throw new Error(`nothing looks like ${pattern.source}`);
  return found;
}

/** A text edit that must change something. */
export function edited(xml: string, from: string | RegExp, to: string): string {
  const after = xml.replace(from, () => to);
  if (after === xml) throw new Error(`nothing to replace: ${String(from)}`);
  return after;
}

/** Signed by whoever the plan says, for the victim. */
export function signedForVictim(
  plan: SigningPlan = {},
  parts: readonly ('Assertion' | 'Response')[] = ['Assertion'],
): string {
  return genuine(NAME, parts, plan);
}

/** The genuine message, with the victim's name put in after it was signed. */
export function tampered(xml: string = genuine()): string {
  return xml.replaceAll('>ada@acme.example<', `>${VICTIM}<`);
}

/** The digest that the Assertion of a message would need, exclusive c14n as our drafts already have it. */
export function digestOf(xml: string): string {
  const assertion = piece(xml, ASSERTION).replace(SIGNATURE, '');
  // The drafts' attributes are in canonical order; only empty elements are written out.
  const canonical = assertion.replaceAll(/<([\w:]+)((?: [\w:]+="[^"]*")*)\/>/g, '<$1$2></$1>');
  return createHash('sha256').update(canonical).digest('base64');
}

export function withDigest(xml: string, digest: string): string {
  return edited(xml, /(?<=<ds:DigestValue>)[^<]*/, digest);
}

/** Signs the SignedInfo of a message anew, as it stands. @param make - what makes the value of the canonical bytes */
export function revalued(xml: string, make: (canonical: string) => string): string {
  const info = piece(xml, /<ds:SignedInfo>.*?<\/ds:SignedInfo>/s);
  const canonical = info
    .replace('<ds:SignedInfo>', '<ds:SignedInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">')
    .replaceAll(/<([\w:]+)((?: [\w:]+="[^"]*")*)\/>/g, '<$1$2></$1>');
  return edited(xml, /(?<=<ds:SignatureValue>)[^<]*/, make(canonical));
}

export function rsaSha256(privateKey: string): (canonical: string) => string {
  return (canonical) =>
    sign('sha256', Buffer.from(canonical), createPrivateKey(privateKey)).toString('base64');
}

/** KeyInfo with the bare key. */
export function keyValue(certificatePem: string): string {
  const { n = '', e = '' } = createPublicKey(certificatePem).export({ format: 'jwk' });
  const plain = (text: string): string => Buffer.from(text, 'base64url').toString('base64');
  return `<ds:KeyInfo><ds:KeyValue><ds:RSAKeyValue><ds:Modulus>${plain(n)}</ds:Modulus><ds:Exponent>${plain(e)}</ds:Exponent></ds:RSAKeyValue></ds:KeyValue></ds:KeyInfo>`;
}

/** The cube root of a block that begins as PKCS #1 wants it and goes on with anything. */
export function cubeRoot(canonical: string): string {
  const info = '3031300d060960864801650304020105000420';
  const hash = createHash('sha256').update(canonical).digest('hex');
  const block = BigInt(`0x${`0001ffffffffffffffff00${info}${hash}`.padEnd(512, 'f')}`);
  let [low, high] = [0n, 1n << 700n];
  while (low < high) {
    const middle = (low + high + 1n) / 2n;
    if (middle ** 3n <= block) low = middle;
    else high = middle - 1n;
  }
  return Buffer.from(low.toString(16).padStart(512, '0'), 'hex').toString('base64');
}

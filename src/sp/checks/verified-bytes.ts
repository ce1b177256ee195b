/** Floor 5: xml-crypto, driven as strictly as SAML allows (saml-core 5.4). */
import { X509Certificate, type KeyObject } from 'node:crypto';
import { DOMParser } from '@xmldom/xmldom';
import { SignedXml } from 'xml-crypto';
import { otherDigests, otherSignatures } from '../../keys/xml-crypto-algorithms.js';
import { NAMESPACES } from '../../saml/names.js';
import { allowedDigests, allowedSignatures } from './allowed-algorithms.js';
import { SignatureFlaw } from './signature-flaw.js';
import { checkSignatureForm, childElements } from './signature-form.js';

/** Which element's own signature is to be verified. */
export type SignedPart = 'Response' | 'Assertion';

/** What the SP trusts: certificates (base64 DER) and short names of algorithms. */
export interface SignatureTrust {
  readonly certificates: readonly string[];
  readonly algorithms: readonly string[];
}

function refuse(message: string): never {
  throw new SignatureFlaw(`the second parser refuses the message: ${message}`);
}

/** xml-crypto's own parser, with every complaint fatal. */
function parseDom(xml: string): Element {
  const parser = new DOMParser({
    errorHandler: { warning: refuse, error: refuse, fatalError: refuse },
  });
  return parser.parseFromString(xml, 'text/xml').documentElement;
}

function signedElement(root: Element, part: SignedPart): Element {
  if (part === 'Response') return root;
  const [assertion, another] = childElements(root).filter(
    (child) => child.localName === 'Assertion' && child.namespaceURI === NAMESPACES.assertion,
  );
  if (assertion === undefined || another !== undefined) {
    throw new SignatureFlaw('the Response does not have exactly one Assertion');
  }
  return assertion;
}

function signatureIn(signed: Element): Element {
  const [signature, another] = childElements(signed).filter(
    (child) => child.localName === 'Signature' && child.namespaceURI === NAMESPACES.signature,
  );
  if (signature === undefined || another !== undefined) {
    throw new SignatureFlaw(`the ${signed.localName} does not have exactly one signature`);
  }
  return signature;
}

/** The classes whose algorithm is among the rows. */
function only<Kind>(
  classes: Readonly<Record<string, Kind>>,
  rows: readonly { readonly uri: string }[],
): Record<string, Kind> {
  const uris = rows.map(({ uri }) => uri);
  return Object.fromEntries(Object.entries(classes).filter(([uri]) => uris.includes(uri)));
}

/** xml-crypto with one pinned key and nothing but allowed algorithms that fit the key. */
function verifierFor(key: KeyObject, algorithms: readonly string[]): SignedXml {
  const verifier = new SignedXml({
    publicCert: key.export({ type: 'spki', format: 'pem' }),
    // KeyInfo says which key was used; which key is trusted is the administrator's word alone.
    getCertFromKeyInfo: () => null,
  });
  // SAML's identifiers are called ID (saml-core 1.3.4); each further name costs a search of the whole message.
  verifier.idAttributes = ['ID'];
  const { SignatureAlgorithms: signatures, HashAlgorithms: hashes } = verifier;
  verifier.SignatureAlgorithms = only(
    { ...signatures, ...otherSignatures(signatures) },
    allowedSignatures(algorithms).filter(({ keyType }) => keyType === key.asymmetricKeyType),
  );
  verifier.HashAlgorithms = only(
    { ...hashes, ...otherDigests(hashes) },
    allowedDigests(algorithms),
  );
  return verifier;
}

/** One attempt with one certificate: the canonical bytes, or `undefined` when it does not verify. */
function attempt(xml: string, signature: Element, verifier: SignedXml): string | undefined {
  try {
    verifier.loadSignature(signature);
    if (!verifier.checkSignature(xml)) return undefined;
  } catch {
    // xml-crypto throws for what it cannot verify; whatever it says, the answer is no.
    return undefined;
  }
  const references = verifier.getSignedReferences();
  return references.length === 1 ? references[0] : undefined;
}

/**
 * Makes ready to verify a message: gives the canonical bytes that a part's own signature covers,
 * once it has verified, or throws `SignatureFlaw` when it is not of SAML's form or no trusted
 * certificate verifies it.
 *
 * @param xml - the message as it came
 * @throws SignatureFlaw when xml-crypto's parser does not take the message
 */
export function verifierOf(xml: string, trust: SignatureTrust): (part: SignedPart) => string {
  const root = parseDom(xml);
  const keys = trust.certificates.map(
    (certificate) => new X509Certificate(Buffer.from(certificate, 'base64')).publicKey,
  );
  return (part) => {
    const signed = signedElement(root, part);
    const signature = signatureIn(signed);
    checkSignatureForm(signature, signed);
    for (const key of keys) {
      const bytes = attempt(xml, signature, verifierFor(key, trust.algorithms));
      if (bytes !== undefined) return bytes;
    }
    throw new SignatureFlaw(`no trusted certificate verifies the signature of the ${part}`);
  };
}

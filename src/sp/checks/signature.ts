/** Floor 5: checks of the signatures. What verifies is decided by xml-crypto, never by our own code. */
import { UserError } from '../../base/errors.js';
import { NAMESPACES } from '../../saml/names.js';
import { parseXml } from '../../xml/parse.js';
import { attributeOf, childrenNamed, rootOf, type ResolvedElement } from '../../xml/query.js';
import { allowedDigests, allowedSignatures } from './allowed-algorithms.js';
import { failed, known, passed, type Check, type CheckResult, type Evidence } from './check.js';
import { descendants } from './descendants.js';
import { readAssertion, readResponse, SchemaViolation } from './read-response.js';
import { SignatureFlaw } from './signature-flaw.js';
import { verifierOf, type SignedPart } from './verified-bytes.js';

interface SignedParts {
  readonly response: ResolvedElement | undefined;
  readonly assertion: ResolvedElement | undefined;
}

function signaturesOf(root: ResolvedElement): SignedParts {
  const signature = (of: ResolvedElement | undefined): ResolvedElement | undefined =>
    of && childrenNamed(of, NAMESPACES.signature, 'Signature')[0];
  const assertion = childrenNamed(root, NAMESPACES.assertion, 'Assertion')[0];
  return { response: signature(root), assertion: signature(assertion) };
}

/** The identity is signed, and so is what the profile demands besides. */
export const signaturePresent: Check = {
  id: 'signature-present',
  clause: 'saml-profiles 4.1.4.5',
  reason: 'signature-missing',
  test(evidence, { profile }) {
    const { response, assertion } = signaturesOf(known(evidence, 'root'));
    const demand = profile.consumption.signed;
    if (response === undefined && assertion === undefined) {
      return failed('neither the Response nor the Assertion is signed');
    }
    if (response === undefined && (demand === 'response' || demand === 'both')) {
      return failed('the Response is not signed');
    }
    if (assertion === undefined && (demand === 'assertion' || demand === 'both')) {
      return failed('the Assertion is not signed');
    }
    return passed();
  },
};

/** What every element of that name below a signature's SignedInfo says its algorithm is. */
function algorithmsIn(signature: ResolvedElement | undefined, local: string): readonly string[] {
  const infos = signature ? childrenNamed(signature, NAMESPACES.signature, 'SignedInfo') : [];
  return infos
    .flatMap((info) => [...descendants(info)])
    .filter((view) => view.namespace === NAMESPACES.signature && view.local === local)
    .map((view) => attributeOf(view, 'Algorithm') ?? '');
}

/** Only signature algorithms of the profile's list, and the digests that go with them. */
export const signatureAlgorithm: Check = {
  id: 'signature-algorithm',
  clause: 'xmldsig-core1 6.1, profile consumption.algorithms',
  reason: 'algorithm-refused',
  test(evidence, { profile }) {
    const names = profile.consumption.algorithms;
    const allowed = [...allowedSignatures(names), ...allowedDigests(names)].map(({ uri }) => uri);
    const { response, assertion } = signaturesOf(known(evidence, 'root'));
    const used = [response, assertion].flatMap((signature) => [
      ...algorithmsIn(signature, 'SignatureMethod'),
      ...algorithmsIn(signature, 'DigestMethod'),
    ]);
    const other = used.find((uri) => !allowed.includes(uri));
    return other === undefined ? passed() : failed(`the algorithm ${other} is not allowed`);
  },
};

/** Reads Response and Assertion from the canonical bytes that verified. */
function readVerified(evidence: Evidence, verify: (part: SignedPart) => string): CheckResult {
  const parts = signaturesOf(known(evidence, 'root'));
  const response = parts.response
    ? readResponse(rootOf(parseXml(verify('Response'))))
    : known(evidence, 'response');
  const [said, another] = response.assertions;
  const assertion = parts.assertion ? readAssertion(rootOf(parseXml(verify('Assertion')))) : said;
  if (assertion === undefined || another !== undefined || said?.id !== assertion.id) {
    return failed('the signed bytes hold another Assertion than the message');
  }
  return passed({ response, assertion, responseIsSigned: parts.response !== undefined });
}

/** What the signed bytes themselves may be blamed for; anything else is our bug. */
function isFlaw(error: unknown): error is Error {
  return [SignatureFlaw, SchemaViolation, UserError].some((kind) => error instanceof kind);
}

/** Every signature verifies with a pinned certificate; the identity is read from the verified bytes. */
export const signature: Check = {
  id: 'signature',
  clause: 'saml-core 5.4, xmldsig-core1 3.2',
  reason: 'signature-invalid',
  test(evidence, { profile, idp }) {
    if (idp === undefined) return failed('no identity provider is set up');
    const trust = {
      certificates: idp.certificates,
      algorithms: profile.consumption.algorithms,
    };
    try {
      return readVerified(evidence, verifierOf(known(evidence, 'xml'), trust));
    } catch (error) {
      if (isFlaw(error)) return failed(error.message);
      throw error;
    }
  },
};

/** Floor 5: checks of the signatures. What verifies is decided by xml-crypto, never by our own code. */
import { NAMESPACES } from '../../saml/names.js';
import { parseXml } from '../../xml/parse.js';
import { childrenNamed, isNamed, rootOf, type ResolvedElement } from '../../xml/query.js';
import { StandinError } from '../../base/errors.js';
import { allowedDigests, allowedSignatures } from './allowed-algorithms.js';
import {
  failed,
  known,
  passed,
  type Check,
  type CheckResult,
  type Evidence,
  type SpFacts,
} from './check.js';
import { EXACT, readAssertion, readResponse, type Reading } from './read-response.js';
import type { AssertionModel, ResponseModel } from './response-model.js';
import { namedChildren, parseDom } from './signature-dom.js';
import { SignatureFlaw } from './signature-flaw.js';
import { verifiedBytes } from './verified-bytes.js';

/** Which element a signature belongs to. */
export type SignedPart = 'Response' | 'Assertion';

/** A signature in its place, in the tree that xml-crypto works on. */
export interface FoundSignature {
  readonly part: SignedPart;
  readonly signature: Element;
  /** The element it stands in. */
  readonly signed: Element;
  /** The text that was parsed, where it is not the message as it came: the one with the Assertion decrypted. */
  readonly xml?: string;
  /** The canonical bytes of its References; absent when no trusted key verifies it. */
  readonly verified?: readonly string[];
}

function isSigned(view: ResolvedElement | undefined): boolean {
  return view?.children.some((child) => isNamed(child, NAMESPACES.signature, 'Signature')) ?? false;
}

/** The identity is signed, and so is what the profile demands besides. */
export const signaturePresent: Check = {
  id: 'signature-present',
  clause: 'saml-profiles 4.1.4.5',
  reason: 'signature-missing',
  test(evidence, { profile }) {
    const root = known(evidence, 'root');
    const response = isSigned(root);
    const assertion = isSigned(childrenNamed(root, NAMESPACES.assertion, 'Assertion')[0]);
    const demand = profile.consumption.signed;
    if (!response && !assertion) {
      return failed('neither the Response nor the Assertion is signed');
    }
    if (!response && (demand === 'response' || demand === 'both')) {
      return failed('the Response is not signed');
    }
    if (!assertion && (demand === 'assertion' || demand === 'both')) {
      return failed('the Assertion is not signed');
    }
    return passed();
  },
};

/** The Response's own signature and its Assertion's. */
export function signaturesIn(root: Element): readonly FoundSignature[] {
  const assertion = namedChildren(root, 'Assertion', NAMESPACES.assertion)[0];
  const parts = [['Response', root] as const, ['Assertion', assertion] as const];
  return parts.flatMap(([part, signed]) => {
    const signature = namedChildren(signed, 'Signature')[0];
    return signature === undefined || signed === undefined ? [] : [{ part, signature, signed }];
  });
}

/** Looks in the message as it came and, where an Assertion was decrypted, for its signature in what came out. */
function found(
  { xml, plain }: { readonly xml: string; readonly plain?: string },
  find: (root: Element) => readonly FoundSignature[],
): readonly FoundSignature[] {
  const outer = find(parseDom(xml));
  if (plain === undefined) return outer;
  const inner = find(parseDom(plain)).filter(({ part }) => part === 'Assertion');
  return [
    ...outer.filter(({ part }) => part === 'Response'),
    ...inner.map((one) => ({ ...one, xml: plain })),
  ];
}

/** Where the signatures are. @param find - looks for them in the tree that xml-crypto works on */
export function signaturesBy(find: (root: Element) => readonly FoundSignature[]): Check {
  return {
    id: 'signatures',
    clause: 'saml-core 5.4.1',
    reason: 'signature-invalid',
    produces: true,
    test(evidence) {
      const { plain } = evidence;
      const texts = { xml: known(evidence, 'xml'), ...(plain === undefined ? {} : { plain }) };
      try {
        return passed({ signatures: found(texts, find) });
      } catch (error) {
        if (error instanceof SignatureFlaw) return failed(error.message);
        throw error;
      }
    },
  };
}

export const signatures: Check = signaturesBy(signaturesIn);

/** Only signature algorithms of the profile's list, and the digests that go with them. */
export const signatureAlgorithm: Check = {
  id: 'signature-algorithm',
  clause: 'xmldsig-core1 6.1, profile consumption.algorithms',
  reason: 'algorithm-refused',
  test(evidence, { profile }) {
    const names = profile.consumption.algorithms;
    const allowed = [...allowedSignatures(names), ...allowedDigests(names)].map(({ uri }) => uri);
    const used = known(evidence, 'signatures').flatMap(({ signature }) =>
      // xml-crypto takes the first of that name anywhere in the signature: every one must be allowed.
      ['SignatureMethod', 'DigestMethod'].flatMap((local) =>
        Array.from(signature.getElementsByTagNameNS('*', local)),
      ),
    );
    const other = used
      .map((method) => method.getAttribute('Algorithm') ?? '')
      .find((uri) => !allowed.includes(uri));
    return other === undefined ? passed() : failed(`the algorithm ${other} is not allowed`);
  },
};

/** Verifies one signature: the canonical bytes of its References, or `undefined`. */
export type Verifier = (
  found: FoundSignature,
  evidence: Evidence,
  facts: SpFacts,
) => readonly string[] | undefined;

/** What somebody vouches for. @param verify - says what a signature proves */
export function verifiedBy(verify: Verifier): Check {
  return {
    id: 'verified',
    clause: 'saml-core 5.4, xmldsig-core1 3.2',
    reason: 'signature-invalid',
    produces: true,
    test(evidence, facts) {
      const all = known(evidence, 'signatures').map((one) => {
        const bytes = verify(one, evidence, facts);
        return bytes === undefined ? one : { ...one, verified: bytes };
      });
      return passed({ signatures: all });
    },
  };
}

/** What the IdP's pinned keys vouch for. */
export const verified: Check = verifiedBy(({ signature, xml }, evidence) =>
  verifiedBytes(xml ?? known(evidence, 'xml'), signature, evidence.idp?.keys ?? []),
);

/** What can be factored proves nothing. */
const SHORTEST_MODULUS = 2048;

/** An IdP that has a weak key may be anybody, whichever key it uses today. */
export const keyStrength: Check = {
  id: 'key-strength',
  clause: 'NIST SP 800-131A 3, policy',
  reason: 'algorithm-refused',
  test({ idp }) {
    const weak = idp?.keys.find(({ modulus = SHORTEST_MODULUS }) => modulus < SHORTEST_MODULUS);
    return weak === undefined
      ? passed()
      : failed(`the identity provider has a key of ${weak.modulus ?? 0} bits`);
  },
};

/** Every signature verifies with a pinned key. */
export const signatureVerifies: Check = {
  id: 'signature-verifies',
  clause: 'saml-core 5.4, xmldsig-core1 3.2',
  reason: 'signature-invalid',
  test(evidence) {
    if (evidence.idp === undefined) return failed('no identity provider is set up');
    const other = known(evidence, 'signatures').find((found) => found.verified === undefined);
    return other === undefined
      ? passed()
      : failed(`no trusted certificate verifies the signature of the ${other.part}`);
  },
};

/**
 * The element whose canonical bytes verified, if any did.
 *
 * @throws SignatureFlaw when they are not the bytes of the element that the signature stands in
 */
export function coveredElement({
  signed,
  verified: bytes,
}: FoundSignature): ResolvedElement | undefined {
  const [covered] = bytes ?? [];
  if (covered === undefined) return undefined;
  try {
    const root = rootOf(parseXml(covered));
    const id = root.element.attributes.find(({ name }) => name === 'ID')?.value ?? '';
    if (isNamed(root, signed.namespaceURI ?? '', signed.localName)) {
      if (id !== '' && id === signed.getAttribute('ID')) return root;
    }
  } catch (error) {
    // Bytes that verified and are no document: a canonicalisation that went wrong.
    if (!(error instanceof StandinError)) throw error;
  }
  throw new SignatureFlaw('the signature covers another element than the one it stands in');
}

/** The Assertion of a Response that verified; `undefined` when it is the one that was decrypted. */
function onlyAssertion(
  response: ResponseModel,
  covered: ResolvedElement,
): AssertionModel | undefined {
  const wrapped = childrenNamed(covered, NAMESPACES.assertion, 'EncryptedAssertion').length;
  if (response.assertions.length + wrapped !== 1) {
    throw new SignatureFlaw('the signed Response does not hold exactly one Assertion');
  }
  return response.assertions[0];
}

function readVerified(evidence: Evidence, reading: Reading | undefined): CheckResult {
  let response = known(evidence, 'response');
  let assertion = known(evidence, 'assertion');
  for (const found of known(evidence, 'signatures')) {
    const covered = coveredElement(found);
    if (covered === undefined || reading === undefined) continue;
    if (found.part === 'Response') {
      response = readResponse(covered, reading);
      assertion = onlyAssertion(response, covered) ?? assertion;
    } else {
      const own = readAssertion(covered, reading);
      if (own.id !== assertion.id) {
        throw new SignatureFlaw('the signed bytes hold another Assertion than the message');
      }
      assertion = own;
    }
  }
  return passed({ response, assertion });
}

/**
 * A signature covers the element it stands in, and what it covers is read from the bytes that verified.
 *
 * @param reading - how values are got out of them; absent: they are not read, the message is
 */
export function signedContentBy(reading: Reading | undefined): Check {
  return {
    id: 'signed-content',
    clause: 'saml-core 5.4.2, xmldsig-core1 8.1.2',
    reason: 'signature-invalid',
    test(evidence) {
      try {
        return readVerified(evidence, reading);
      } catch (error) {
        if (error instanceof SignatureFlaw) return failed(error.message);
        throw error;
      }
    },
  };
}

export const signedContent: Check = signedContentBy(EXACT);

/** Floor 5: decrypts an encrypted Assertion in its place, so that the same rows judge it as any other. */
import { DecryptionFlaw, decryptElement, type DecryptOptions } from '../../keys/decrypt.js';
import type { ContentAlgorithm, KeyTransport } from '../../keys/encryption-algorithms.js';
import { StandinError } from '../../base/errors.js';
import { NAMESPACES } from '../../saml/names.js';
import { parseXml } from '../../xml/parse.js';
import {
  attributeOf,
  childrenNamed,
  isNamed,
  rootOf,
  type ResolvedElement,
} from '../../xml/query.js';
import { writeXml } from '../../xml/write.js';
import { failed, known, passed, type Check, type Evidence, type SpFacts } from './check.js';
import { descendants } from './descendants.js';
import { parseDom } from './signature-dom.js';
import { SignatureFlaw } from './signature-flaw.js';
import { coveredElement, signaturesIn } from './signatures.js';
import { verifiedBytes } from './verified-bytes.js';

const GCM: readonly ContentAlgorithm[] = ['aes128-gcm', 'aes192-gcm', 'aes256-gcm'];
const CBC: readonly ContentAlgorithm[] = ['aes128-cbc', 'aes256-cbc'];
const OAEP: readonly KeyTransport[] = ['rsa-oaep-mgf1p', 'rsa-oaep'];

/** Whether a trusted IdP has signed the Response, ciphertext and all: nobody can try out ciphertexts of his own then. */
function isSignedAround(xml: string, { idps }: SpFacts): boolean {
  try {
    const found = signaturesIn(parseDom(xml)).find(({ part }) => part === 'Response');
    const keys = idps.flatMap((idp) => idp.keys);
    const verified = found && verifiedBytes(xml, found.signature, keys);
    return (
      found !== undefined &&
      verified !== undefined &&
      coveredElement({ ...found, verified }) !== undefined
    );
  } catch (error) {
    if (error instanceof SignatureFlaw) return false;
    throw error;
  }
}

function usesCbc(wrapper: ResolvedElement): boolean {
  return [...descendants(wrapper)].some((view) => attributeOf(view, 'Algorithm')?.endsWith('-cbc'));
}

/** The message with the decrypted texts in the places of their wrappers. @throws StandinError when that is no message */
function inPlace(
  root: ResolvedElement,
  texts: readonly (readonly [ResolvedElement, string])[],
): string {
  const children = root.element.children.map((child) => {
    const [, text] = texts.find(([wrapper]) => wrapper.element === child) ?? [];
    return text === undefined ? child : ({ kind: 'raw', text } as const);
  });
  return writeXml({ ...root.element, children });
}

/** Whether exactly one Assertion came out of it, and everything around it stayed. */
function isAssertionAt(plain: ResolvedElement, root: ResolvedElement, index: number): boolean {
  const found = plain.children[index];
  return (
    plain.children.length === root.children.length &&
    plain.element.children.length === root.element.children.length &&
    found !== undefined &&
    isNamed(found, NAMESPACES.assertion, 'Assertion')
  );
}

/** How the message is decrypted. Defects do it otherwise. */
export interface DecryptionRules {
  /** Whether the modes without authentication are good enough for this message. */
  mayUseCbc(xml: string, facts: SpFacts): boolean;
  /** Those that are decrypted, of all wrappers. */
  chosen(wrappers: readonly ResolvedElement[]): readonly ResolvedElement[];
  /** What comes out of one. @throws StandinError */
  opened(wrapper: ResolvedElement, options: DecryptOptions): string;
  /** Whether it may stand there. @param index - of the wrapper among the children of the root */
  fits(plain: ResolvedElement, root: ResolvedElement, index: number): boolean;
}

const STRICT: DecryptionRules = {
  mayUseCbc: isSignedAround,
  // Two of them are refused with all that is not exactly one Assertion.
  chosen: (wrappers) => (wrappers.length === 1 ? wrappers : []),
  opened: decryptElement,
  fits: isAssertionAt,
};

function decrypted(evidence: Evidence, facts: SpFacts, rules: DecryptionRules): Partial<Evidence> {
  const root = known(evidence, 'root');
  const wrappers = childrenNamed(root, NAMESPACES.assertion, 'EncryptedAssertion');
  const texts = rules.chosen(wrappers).map((wrapper): [ResolvedElement, string] => {
    const cbc = usesCbc(wrapper) && rules.mayUseCbc(known(evidence, 'xml'), facts);
    const text = rules.opened(wrapper, {
      privateKeys: facts.decryptionKeys,
      content: cbc ? [...GCM, ...CBC] : GCM,
      transport: OAEP,
      recipient: facts.profile.entityId,
    });
    return [wrapper, text.trim()];
  });
  if (texts.length === 0) return {};
  const plain = inPlace(root, texts);
  const plainRoot = rootOf(parseXml(plain));
  for (const [wrapper] of texts) {
    if (!rules.fits(plainRoot, root, root.children.indexOf(wrapper))) throw new DecryptionFlaw();
  }
  return { plain, root: plainRoot };
}

/**
 * Decrypts where the profile says so. Whatever goes wrong is one failure with one wording: padding, tag, key and what
 * comes out cannot be told apart (xmlenc-core1 6.1).
 *
 * @param other - rules that are not the strict ones
 */
export function decryptBy(other: Partial<DecryptionRules> = {}): Check {
  const rules = { ...STRICT, ...other };
  return {
    id: 'decrypt',
    clause: 'saml-core 2.3.4, xmlenc-core1 6.1, profile consumption.encryption',
    reason: 'decryption-failed',
    produces: true,
    test(evidence, facts) {
      const { encryption = 'none' } = facts.profile.consumption;
      if (encryption === 'none') return passed();
      try {
        return passed(decrypted(evidence, facts, rules));
      } catch (error) {
        if (error instanceof StandinError) return failed('it is not encrypted as this SP wants it');
        throw error;
      }
    },
  };
}

export const decrypt: Check = decryptBy();

export const encrypted: Check = {
  id: 'encrypted',
  clause: 'saml-core 2.3.4, profile consumption.encryption',
  reason: 'encryption-missing',
  test: ({ plain }, { profile }) =>
    plain === undefined && profile.consumption.encryption === 'required'
      ? failed('the Assertion is not encrypted')
      : passed(),
};

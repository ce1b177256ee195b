/** Floor 5: a verifier of XML signatures whose every step can be got wrong, for defects that xml-crypto no longer has. */
import { createHash, createPublicKey, timingSafeEqual, type KeyObject } from 'node:crypto';
import { StandinError } from '../../base/errors.js';
import { DIGEST_ALGORITHMS, signatureAlgorithmOf } from '../../keys/algorithms.js';
import { verifyOctets } from '../../keys/octets.js';
import { NAMESPACES } from '../../saml/names.js';
import { canonicalise } from '../../xml/canonicalise.js';
import type { XmlElement } from '../../xml/node.js';
import { attributeOf, childrenNamed, textOf, type ResolvedElement } from '../../xml/query.js';
import { known, type Check } from '../checks/check.js';
import { verifiedBy, type SignedPart } from '../checks/signatures.js';
import type { TrustedIdp } from '../checks/trusted-idp.js';
import { descendants } from '../checks/descendants.js';

const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';

/** A signature and where it stands, in our own tree. */
export interface Signed {
  readonly root: ResolvedElement;
  /** The element the signature stands in. */
  readonly parent: ResolvedElement;
  readonly signature: ResolvedElement;
}

/** One Reference on its way to being digested. */
export interface Dereferenced extends Signed {
  readonly reference: ResolvedElement;
  readonly target: ResolvedElement;
}

/** The steps. Every one of them has a right answer, in `RIGHT`. */
export interface LaxRules {
  keys(signed: Signed, idp: TrustedIdp | undefined): readonly KeyObject[];
  /** Whether the SignatureValue need not be verified. */
  exempt(signed: Signed, idp: TrustedIdp | undefined): boolean;
  /** The SignedInfo that the SignatureValue is held against. */
  valued(infos: readonly ResolvedElement[], signed: Signed): readonly ResolvedElement[];
  /** What was signed, of a SignedInfo. */
  octets(info: ResolvedElement, signed: Signed): string;
  /** The SignedInfos whose References are followed. */
  followed(infos: readonly ResolvedElement[]): readonly ResolvedElement[];
  /** The References that count, of all that are followed. */
  counted(references: readonly ResolvedElement[]): readonly ResolvedElement[];
  /** The SignatureValue, base64. */
  value(signed: Signed): string;
  verifies(octets: string, value: string, key: KeyObject, algorithm: string): boolean;
  /** The element a URI means. */
  target(uri: string | undefined, signed: Signed): ResolvedElement | undefined;
  /** What is digested of it. */
  digested(one: Dereferenced): string;
  /** The DigestValue as the SP reads it. */
  digest(reference: ResolvedElement, signed: Signed): string;
  digests(text: string, digest: string, algorithm: string): boolean;
  /** Whether so many good References of so many are enough. */
  enough(good: number, all: number): boolean;
  /** What a signature without References covers. */
  unreferenced(signed: Signed): readonly string[] | undefined;
}

/** The elements from the root down to one, itself not included. */
function ancestorsOf(root: ResolvedElement, wanted: XmlElement): readonly XmlElement[] {
  const search = (at: ResolvedElement, path: readonly XmlElement[]): readonly XmlElement[] => {
    if (at.element === wanted) return path;
    for (const child of at.children) {
      const found = search(child, [...path, at.element]);
      if (found.length > path.length) return found;
      if (child.element === wanted) return [...path, at.element];
    }
    return [];
  };
  return search(root, []);
}

/** The canonical form by a named method; the comment variants count as the plain ones. */
export function canonical(
  root: ResolvedElement,
  element: XmlElement,
  method: string,
  omit?: XmlElement,
): string {
  return canonicalise(element, {
    method: method.startsWith(EXCLUSIVE) ? 'exclusive' : 'inclusive',
    ancestors: ancestorsOf(root, element),
    ...(omit === undefined ? {} : { omit }),
  });
}

/** The children of an element in the signature's namespace. */
export function ds(parent: ResolvedElement | undefined, local: string): readonly ResolvedElement[] {
  return parent === undefined ? [] : childrenNamed(parent, NAMESPACES.signature, local);
}

/** The Algorithm of a child. */
export function algorithmOf(parent: ResolvedElement | undefined, local: string): string {
  const [child] = ds(parent, local);
  return (child && attributeOf(child, 'Algorithm')) ?? '';
}

/** The Transforms of a Reference. */
export function transformsOf(reference: ResolvedElement): readonly ResolvedElement[] {
  return ds(ds(reference, 'Transforms')[0], 'Transform');
}

function prefixesOf(transform: ResolvedElement | undefined): readonly string[] {
  const [list] =
    transform === undefined ? [] : childrenNamed(transform, EXCLUSIVE, 'InclusiveNamespaces');
  return ((list && attributeOf(list, 'PrefixList')) ?? '').split(/\s+/).filter((one) => one !== '');
}

/** What a Reference digests: the element without the signature, by the method of its last transform. */
export function covered(one: Dereferenced, element: XmlElement, omit?: XmlElement): string {
  const last = transformsOf(one.reference).find(({ element: { attributes } }) =>
    attributes.some(({ name, value }) => name === 'Algorithm' && value.includes('c14n')),
  );
  const method = (last && attributeOf(last, 'Algorithm')) ?? '';
  return canonicalise(element, {
    method: method.startsWith(EXCLUSIVE) ? 'exclusive' : 'inclusive',
    inclusivePrefixes: prefixesOf(last),
    ancestors: ancestorsOf(one.root, one.target.element),
    ...(omit === undefined ? {} : { omit }),
  });
}

function equal(left: string, right: string): boolean {
  const [one, other] = [Buffer.from(left, 'base64'), Buffer.from(right, 'base64')];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Every step as it should be. */
export const RIGHT: LaxRules = {
  keys: (_signed, idp) => (idp?.keys ?? []).map(({ pem }) => createPublicKey(pem)),
  exempt: () => false,
  valued: (infos) => infos.slice(0, 1),
  octets: (info, { root }) =>
    canonical(root, info.element, algorithmOf(info, 'CanonicalizationMethod')),
  followed: (infos) => infos.slice(0, 1),
  counted: (references) => references,
  value: ({ signature }) => ds(signature, 'SignatureValue').map(textOf)[0] ?? '',
  verifies(octets, value, key, algorithm) {
    const name = signatureAlgorithmOf(algorithm);
    return name !== undefined && verifyOctets({ text: octets, signature: value }, key, name);
  },
  target: (uri, { root }) =>
    uri?.startsWith('#') === true && uri !== '#'
      ? [...descendants(root)].find((view) => attributeOf(view, 'ID') === uri.slice(1))
      : undefined,
  digested: (one) => covered(one, one.target.element, one.signature.element),
  digest: (reference) => ds(reference, 'DigestValue').map(textOf)[0] ?? '',
  digests(text, digest, algorithm) {
    const row = Object.values(DIGEST_ALGORITHMS).find(({ uri }) => uri === algorithm);
    return (
      row !== undefined &&
      digest !== '' &&
      equal(createHash(row.hash).update(text).digest('base64'), digest)
    );
  },
  enough: (good, all) => good === all,
  unreferenced: () => undefined,
};

/** What one Reference covers, if its digest is right. */
function bytesOf(reference: ResolvedElement, signed: Signed, rules: LaxRules): readonly string[] {
  const target = rules.target(attributeOf(reference, 'URI'), signed);
  if (target === undefined) return [];
  const text = rules.digested({ ...signed, reference, target });
  const method = algorithmOf(reference, 'DigestMethod');
  return rules.digests(text, rules.digest(reference, signed), method) ? [text] : [];
}

function allBytes(signed: Signed, rules: LaxRules): readonly string[] | undefined {
  const infos = rules.followed(ds(signed.signature, 'SignedInfo'));
  const references = rules.counted(infos.flatMap((info) => ds(info, 'Reference')));
  if (references.length === 0) return rules.unreferenced(signed);
  const bytes = references.flatMap((reference) => bytesOf(reference, signed, rules));
  return rules.enough(bytes.length, references.length) ? bytes : undefined;
}

function isValued(signed: Signed, keys: readonly KeyObject[], rules: LaxRules): boolean {
  const infos = rules.valued(ds(signed.signature, 'SignedInfo'), signed);
  const value = rules.value(signed);
  return infos.some((info) => {
    const octets = rules.octets(info, signed);
    const algorithm = algorithmOf(info, 'SignatureMethod');
    return keys.some((key) => rules.verifies(octets, value, key, algorithm));
  });
}

/** Where a signature stands in our own tree: in its place or, where it has none, the first there is. */
function locate(root: ResolvedElement, part: SignedPart): Signed | undefined {
  const inPlace =
    part === 'Response' ? root : childrenNamed(root, NAMESPACES.assertion, 'Assertion')[0];
  const parents = [inPlace, ...descendants(root)];
  const parent = parents.find((view) => ds(view, 'Signature').length > 0);
  const [signature] = ds(parent, 'Signature');
  return parent && signature && { root, parent, signature };
}

/** The row that verifies, with steps of it replaced. What has no canonical form does not verify. */
export function laxVerified(wrong: Partial<LaxRules>): Check {
  const rules: LaxRules = { ...RIGHT, ...wrong };
  return verifiedBy(({ part }, evidence) => {
    const { idp } = evidence;
    const signed = locate(known(evidence, 'root'), part);
    if (signed === undefined) return undefined;
    try {
      const good = rules.exempt(signed, idp) || isValued(signed, rules.keys(signed, idp), rules);
      return good ? allBytes(signed, rules) : undefined;
    } catch (error) {
      if (error instanceof StandinError) return undefined;
      throw error;
    }
  });
}

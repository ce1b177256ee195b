/** Floor 3: `sign`: as the vendor signs, or one element, with another key or in another way. */
import { SIGNATURE_ALGORITHMS } from '../../keys/algorithms.js';
import {
  anyAlgorithmUri,
  anyDigestUri,
  digestAnyhow,
  signAnyhow,
} from '../../keys/any-signature.js';
import type { SignatureAlgorithm } from '../../keys/keys.js';
import { signElement } from '../../keys/sign.js';
import type { SignatureOperations } from '../../scenario/mutation/signature-operations.js';
import { localNameOf } from '../../xml/names.js';
import type { XmlDocument, XmlElement, XmlNode } from '../../xml/node.js';
import { text } from '../../xml/node.js';
import { ancestorsOf, editAt, ofElement } from '../edit.js';
import type { Operation, Scene, TreeDraft } from '../operation.js';
import { findPlaces, nodesAt, type Place } from '../path.js';
import { CANONICALISATIONS, canonicalFormAt, elementAt } from './canonical-form.js';

type Settings = SignatureOperations['sign'];

/** The vendor signs the Assertion before the Response that holds it (saml-core 5.4.3). */
function vendorPlaces(document: XmlDocument, { signing }: Scene): readonly Place[] {
  const assertion = signing.assertion ? findPlaces(document, '/Response/Assertion') : [];
  const response = signing.response ? findPlaces(document, '/Response') : [];
  return [...assertion, ...response];
}

/** Changes every descendant of that local name. */
function deep(
  node: XmlElement,
  local: string,
  edit: (element: XmlElement) => XmlElement,
): XmlElement {
  const inside = node.children.map((child: XmlNode) =>
    child.kind === 'element' ? deep(child, local, edit) : child,
  );
  const changed = { ...node, children: inside };
  return localNameOf(node.name) === local ? edit(changed) : changed;
}

function withAlgorithm(uri: string): (element: XmlElement) => XmlElement {
  return (element) => ({
    ...element,
    attributes: element.attributes.map((each) =>
      each.name === 'Algorithm' ? { ...each, value: uri } : each,
    ),
  });
}

function withText(value: string): (element: XmlElement) => XmlElement {
  return (element) => ({ ...element, children: [text(value)] });
}

/** Where the Signature stands that was just put in: where the children begin to differ. */
function newSignature(before: XmlDocument, after: XmlDocument, place: Place): Place {
  const { children } = elementAt(before, place);
  const at = elementAt(after, place).children.findIndex(
    (child, index) => child !== children[index],
  );
  return { steps: [...place.steps, at] };
}

/** Whether the settings ask for what `signElement` does not do. */
function isUnusual(
  { canonicalisation = 'exclusive', algorithm, digest }: Settings,
  scene: Scene,
): boolean {
  return (
    canonicalisation !== 'exclusive' ||
    (algorithm ?? scene.signing.algorithm) !== scene.signing.algorithm ||
    (digest ?? scene.signing.digest) !== scene.signing.digest
  );
}

/** Rewrites the algorithms of a Signature, then its digest and its value. */
function redone(
  document: XmlDocument,
  signature: Place,
  settings: Settings,
  scene: Scene,
): XmlDocument {
  const { canonicalisation: method = 'exclusive', key = 'genuine' } = settings;
  const { algorithm = scene.signing.algorithm, digest = scene.signing.digest } = settings;
  const place = { steps: signature.steps.slice(0, -1) };
  const prefixes = settings.inclusivePrefixes ?? scene.signing.form.inclusivePrefixes;
  const covered = canonicalFormAt(document, place, {
    method,
    inclusivePrefixes: prefixes,
    omit: [signature],
  });
  const change = (element: XmlElement): XmlElement => {
    const canonical = deep(
      element,
      'CanonicalizationMethod',
      withAlgorithm(CANONICALISATIONS[method]),
    );
    const transformed = deep(canonical, 'Transform', (transform) =>
      transform.attributes.some(({ value }) => value === CANONICALISATIONS.exclusive)
        ? withAlgorithm(CANONICALISATIONS[method])(transform)
        : transform,
    );
    const digested = deep(transformed, 'DigestMethod', withAlgorithm(anyDigestUri(digest)));
    const valued = deep(digested, 'DigestValue', withText(digestAnyhow(covered, digest)));
    return deep(valued, 'SignatureMethod', withAlgorithm(anyAlgorithmUri(algorithm)));
  };
  const changed = editAt(document, signature, ofElement(change));
  const info = { steps: [...signature.steps, 0] };
  const value = signAnyhow(canonicalFormAt(changed, info, { method }), scene.key(key), algorithm);
  return editAt(
    changed,
    signature,
    ofElement((element) => deep(element, 'SignatureValue', withText(value))),
  );
}

/** The inclusive method has no PrefixList (xml-exc-c14n 4). */
function formOf(
  { prefix, inclusivePrefixes, canonicalisation = 'exclusive' }: Settings,
  scene: Scene,
) {
  const { form } = scene.signing;
  return {
    ...form,
    ...(prefix === undefined ? {} : { prefix: prefix === 'ds' ? ('ds' as const) : ('' as const) }),
    ...(inclusivePrefixes === undefined ? {} : { inclusivePrefixes }),
    ...(canonicalisation === 'inclusive' ? { inclusivePrefixes: [] } : {}),
  };
}

/** What `signElement` signs with: for an algorithm that it does not have, a key that it can use; all is signed anew then. */
function usable({ algorithm, key = 'genuine' }: Settings, scene: Scene) {
  const wanted = scene.key(key);
  const known = algorithm === undefined || Object.hasOwn(SIGNATURE_ALGORITHMS, algorithm);
  return {
    algorithm: (known ? algorithm : undefined) as SignatureAlgorithm | undefined,
    key: known ? wanted : { ...scene.key('genuine'), certificate: wanted.certificate },
  };
}

function withoutKeyInfo(signature: XmlElement): XmlElement {
  const children = signature.children.filter(
    (child) => child.kind !== 'element' || localNameOf(child.name) !== 'KeyInfo',
  );
  return { ...signature, children };
}

function signAt(
  document: XmlDocument,
  place: Place,
  settings: Settings,
  scene: Scene,
): XmlDocument {
  const { signing } = scene;
  const { key, algorithm = signing.algorithm } = usable(settings, scene);
  const ancestors = ancestorsOf(document, place);
  const form = formOf(settings, scene);
  const options = { key, algorithm, digest: signing.digest, form, ancestors };
  const edit = ofElement((element) => signElement(element, options));
  const signed = editAt(document, place, edit);
  const signature = newSignature(document, signed, place);
  const whole = isUnusual(settings, scene) ? redone(signed, signature, settings, scene) : signed;
  return settings.keyInfo === 'none' ? editAt(whole, signature, ofElement(withoutKeyInfo)) : whole;
}

function signPlaces(
  draft: TreeDraft,
  places: readonly Place[],
  settings: Settings,
  scene: Scene,
): TreeDraft {
  // A signature inside an element moves nothing before it; what stands around is signed last.
  const innerFirst = places.toSorted((one, other) => other.steps.length - one.steps.length);
  const document = innerFirst.reduce(
    (signed, place) => signAt(signed, place, settings, scene),
    draft.document,
  );
  return { ...draft, document };
}

/** Signs what the vendor signs, as the vendor does. */
export function signAsVendor(draft: TreeDraft, scene: Scene): TreeDraft {
  return signPlaces(draft, vendorPlaces(draft.document, scene), {}, scene);
}

export const sign: Operation<'sign', 'tree'> = {
  stage: 'tree',
  describe: ({ at, key = 'genuine', algorithm }) =>
    `signs ${at ?? 'the message as the vendor does'}${key === 'genuine' ? '' : ` with the key ${key}`}${algorithm === undefined ? '' : ` by ${algorithm}`}`,
  apply(draft, settings, scene) {
    const { document } = draft;
    const places =
      settings.at === undefined ? vendorPlaces(document, scene) : nodesAt(document, settings.at);
    return signPlaces(draft, places, settings, scene);
  },
};

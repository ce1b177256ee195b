/** Floor 3: the canonical form of a part of a message, some of it left out, as a transform or a forger would have it. */
import { UserError } from '../../base/errors.js';
import { canonicalise } from '../../xml/canonicalise.js';
import { localNameOf } from '../../xml/names.js';
import type { XmlDocument, XmlElement } from '../../xml/node.js';
import { text } from '../../xml/node.js';
import { ancestorsOf, editAll, nodeAt } from '../edit.js';
import type { Place } from '../path.js';

/** A canonicalisation by its short name. */
export type CanonicalName =
  'exclusive' | 'inclusive' | 'exclusive-with-comments' | 'inclusive-with-comments';

/** By short name: its URI. */
export const CANONICALISATIONS: Readonly<Record<CanonicalName, string>> = {
  exclusive: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  inclusive: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
  'exclusive-with-comments': 'http://www.w3.org/2001/10/xml-exc-c14n#WithComments',
  'inclusive-with-comments': 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments',
};

/** The short name of a URI; one that nobody knows is taken for the usual one. */
export function canonicalNameOf(uri: string): CanonicalName {
  const names = Object.keys(CANONICALISATIONS) as CanonicalName[];
  return names.find((name) => CANONICALISATIONS[name] === uri) ?? 'exclusive';
}

/** What is canonicalised, and how. */
export interface CanonicalChoice {
  readonly method: CanonicalName;
  readonly inclusivePrefixes?: readonly string[];
  /** Left out with everything in it. */
  readonly omit?: readonly Place[];
}

/** The element at a place. @throws UserError `mutation-impossible` */
export function elementAt(document: XmlDocument, place: Place): XmlElement {
  const node = nodeAt(document, place);
  if (node.kind === 'element') return node;
  throw new UserError('mutation-impossible', 'The path leads to something that is no element.', {
    fix: 'Name an element.',
  });
}

/** Whether a place lies in another one, or is it. */
function liesIn(place: Place, { steps }: Place): boolean {
  return steps.every((step, index) => place.steps[index] === step);
}

/** The canonical form of the element at a place. What is left out does not matter where the place lies in it. */
export function canonicalFormAt(
  document: XmlDocument,
  place: Place,
  { method, inclusivePrefixes = [], omit = [] }: CanonicalChoice,
): string {
  // An empty text keeps every position and has no bytes.
  const inside = omit.filter((each) => !liesIn(place, each));
  const left = editAll(document, inside, () => [text('')]);
  return canonicalise(elementAt(left, place), {
    method: method.startsWith('exclusive') ? 'exclusive' : 'inclusive',
    comments: method.endsWith('comments'),
    inclusivePrefixes,
    ancestors: ancestorsOf(left, place),
  });
}

/** The child element of that local name, and its place. */
export function childAt(
  document: XmlDocument,
  parent: Place,
  local: string,
): { readonly place: Place; readonly element: XmlElement } | undefined {
  const { children } = elementAt(document, parent);
  const index = children.findIndex(
    (child) => child.kind === 'element' && localNameOf(child.name) === local,
  );
  const element = children[index];
  if (element?.kind !== 'element') return undefined;
  return { place: { steps: [...parent.steps, index] }, element };
}

/** The value of an attribute. */
export function attributeOf(element: XmlElement | undefined, name: string): string | undefined {
  return element?.attributes.find((attribute) => attribute.name === name)?.value;
}

/** The PrefixList below a transform or a CanonicalizationMethod. */
export function prefixListOf(element: XmlElement | undefined): readonly string[] {
  const list = element?.children.find(
    (child) => child.kind === 'element' && localNameOf(child.name) === 'InclusiveNamespaces',
  );
  const value = list?.kind === 'element' ? attributeOf(list, 'PrefixList') : undefined;
  return value === undefined ? [] : value.split(/\s+/).filter((prefix) => prefix !== '');
}

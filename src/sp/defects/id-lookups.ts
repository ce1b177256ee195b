/** Floor 5: SPs that look up what was signed a second time, by its ID, and find something else. */
import { NAMESPACES } from '../../saml/names.js';
import { parseXml } from '../../xml/parse.js';
import { attributeOf, rootOf, type ResolvedElement } from '../../xml/query.js';
import { known, passed, type Check } from '../checks/check.js';
import { descendants } from '../checks/descendants.js';
import { wellFormed } from '../checks/message.js';
import { EXACT, readResponse } from '../checks/read-response.js';
import { signedContentBy } from '../checks/signatures.js';
import { read, readBy } from '../checks/structure.js';
import type { Defect } from './defect.js';
import { entitiesOf, expanded, subsetOf, withoutDoctype } from './doctype.js';
import { everywhere } from './everywhere.js';
import { covered, ds, laxVerified, type LaxRules } from './lax-signature.js';
import { SIGNATURE_ANYWHERE } from './wrapping.js';

const { assertion: SAML, signature: DS } = NAMESPACES;
/** An identifier by whatever name. */
const ANY_ID = /^(?:[\w-]+:)?id$/i;

/** The ID that the first signature names. */
export function namedId(root: ResolvedElement): string {
  const [reference] = everywhere(root, DS, 'Reference');
  return ((reference && attributeOf(reference, 'URI')) ?? '').slice(1);
}

function assertionsIn(view: ResolvedElement | undefined): readonly ResolvedElement[] {
  return view === undefined ? [] : everywhere(view, SAML, 'Assertion');
}

/** Whichever Signature stands in the element is taken for the one that is verified. */
const withoutItsSignature: LaxRules['digested'] = (one) =>
  covered(one, one.target.element, ds(one.target, 'Signature')[0]?.element);

/** The first element that has this identifier, by whatever name. */
export function byAnyId(root: ResolvedElement, id: string): ResolvedElement | undefined {
  return [...descendants(root)].find(({ element }) =>
    element.attributes.some(({ name, value }) => ANY_ID.test(name) && value === id),
  );
}

function byId(root: ResolvedElement, id: string): readonly ResolvedElement[] {
  return [...descendants(root)].filter((view) => attributeOf(view, 'ID') === id);
}

/** What ATTLISTs of the message say: which attributes are IDs, and which have a value of their own. */
interface AttributeList {
  readonly element: string;
  readonly attribute: string;
  readonly isId: boolean;
  readonly value?: string;
}

const ATTLIST =
  /<!ATTLIST\s+([\w:.-]+)\s+([\w:.-]+)\s+(ID|CDATA)\s+(?:#IMPLIED|#REQUIRED|(?:#FIXED\s+)?"([^"]*)")\s*>/g;

function attributeListsOf(xml: string): readonly AttributeList[] {
  return [...subsetOf(xml).matchAll(ATTLIST)].map(
    ([, element = '', attribute = '', type, value]) => ({
      element,
      attribute,
      isId: type === 'ID' || attribute === 'ID',
      ...(value === undefined ? {} : { value }),
    }),
  );
}

/** What a document says that acts upon its DTD: the first element with that ID. */
function byDeclaredId(
  root: ResolvedElement,
  id: string,
  lists: readonly AttributeList[],
): ResolvedElement | undefined {
  const isDeclared = (view: ResolvedElement): boolean =>
    lists.some(
      ({ element, attribute, isId, value }) =>
        isId && view.element.name === element && (attributeOf(view, attribute) ?? value) === id,
    );
  return [...descendants(root)].find((view) => attributeOf(view, 'ID') === id || isDeclared(view));
}

const readsByDeclaredId: Check = {
  ...read,
  test(evidence) {
    const root = known(evidence, 'root');
    const lists = attributeListsOf(known(evidence, 'xml'));
    const found = byDeclaredId(root, namedId(root), lists);
    return passed({
      response: readResponse(root, { ...EXACT, assertions: () => assertionsIn(found) }),
    });
  },
};

/** The tree with entities expanded; `xml` is the text of that tree. */
const entitiesExpanded: Check = {
  ...wellFormed,
  test(evidence, facts) {
    const written = known(evidence, 'xml');
    const xml = withoutDoctype(expanded(written));
    const result = wellFormed.test({ ...evidence, xml }, facts);
    return 'failed' in result ? result : passed({ ...result.passed, xml });
  },
};

/** The elements as they are written: entities in attributes are text of their own. */
function asWritten(encoded: string): ResolvedElement {
  const written = Buffer.from(encoded, 'base64').toString('utf8');
  const unexpanded = entitiesOf(written).reduce(
    (text, { name }) => text.replaceAll(`&${name};`, `&amp;${name};`),
    withoutDoctype(written),
  );
  return rootOf(parseXml(unexpanded));
}

/** References are resolved in the message as it is written, everything else is read with entities expanded. */
const verifiedAsWritten: Check = {
  ...laxVerified({}),
  test(evidence, facts) {
    const literal = [...descendants(asWritten(known(evidence, 'encoded')))];
    const target = (uri: string | undefined, { root }: { readonly root: ResolvedElement }) => {
      const index = literal.findIndex((view) => attributeOf(view, 'ID') === uri?.slice(1));
      return [...descendants(root)][index];
    };
    return laxVerified({ target }).test(evidence, facts);
  },
};

export const ID_LOOKUPS: readonly Defect[] = [
  {
    id: 'looked-up-again',
    title: 'Looks what it has verified up again, by any attribute that is called id.',
    seenIn: ['xml-crypto with its default idAttributes', 'php-saml <4.3.1'],
    rows: {
      ...SIGNATURE_ANYWHERE,
      read: readBy({ ...EXACT, assertions: (root) => assertionsIn(byAnyId(root, namedId(root))) }),
      verified: laxVerified({}),
    },
  },
  {
    id: 'same-id-last-verified',
    title: 'Verifies the last element of an ID, and reads the first.',
    seenIn: ['OpenSAML and Xerces of 2012'],
    rows: {
      ...SIGNATURE_ANYWHERE,
      read: readBy({ ...EXACT, assertions: (root) => assertionsIn(byId(root, namedId(root))[0]) }),
      verified: laxVerified({ target: (uri, { root }) => byId(root, uri?.slice(1) ?? '').at(-1) }),
    },
  },
  {
    id: 'same-id-first-verified',
    title: 'Verifies the first element of an ID, and reads the last.',
    seenIn: ['the mirror of duplicate IDs'],
    rows: {
      ...SIGNATURE_ANYWHERE,
      read: readBy({
        ...EXACT,
        assertions: (root) => assertionsIn(byId(root, namedId(root)).at(-1)),
      }),
      verified: laxVerified({ digested: withoutItsSignature }),
    },
  },
  {
    id: 'reads-attribute-lists',
    title: 'Looks what it has verified up again, by the IDs that a DTD in the message declares.',
    seenIn: ['getElementById of validating parsers', 'CVE-2025-25292'],
    rows: {
      ...SIGNATURE_ANYWHERE,
      'no-dtd': null,
      read: readsByDeclaredId,
      verified: laxVerified({}),
    },
  },
  {
    id: 'entity-ids-unexpanded',
    title: 'Resolves References by IDs as they are written, and reads IDs with entities expanded.',
    seenIn: ['GitHub Enterprise Server <3.12.14', 'CVE-2025-23369'],
    rows: {
      'no-dtd': null,
      'unique-ids': null,
      'one-assertion': null,
      'signature-children': null,
      'well-formed': entitiesExpanded,
      verified: verifiedAsWritten,
      'signed-content': signedContentBy(undefined),
    },
  },
];

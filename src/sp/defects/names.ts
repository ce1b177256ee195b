/** Floor 5: SPs that look for the NameID and for attributes in the wrong places. */
import { NAMESPACES } from '../../saml/names.js';
import { attributeOf, textOf, type ResolvedElement } from '../../xml/query.js';
import { known, passed, type Check } from '../checks/check.js';
import { descendants } from '../checks/descendants.js';
import { identity } from '../checks/policy.js';
import { EXACT, readResponse } from '../checks/read-response.js';
import type { AssertedAttribute, AssertionModel } from '../checks/response-model.js';
import { signedContentBy } from '../checks/signatures.js';
import { read } from '../checks/structure.js';
import { identityOf } from '../jit/identity.js';
import { readsVerified } from './dates.js';
import type { Defect } from './defect.js';
import { everywhere } from './everywhere.js';

const SAML = NAMESPACES.assertion;

function lastOfEachName(attributes: readonly ResolvedElement[]): readonly ResolvedElement[] {
  const names = new Map(attributes.map((one) => [attributeOf(one, 'Name'), one]));
  return [...names.values()];
}

/** The text of an element and of everything in it. */
function allText(view: ResolvedElement): string {
  return [...descendants(view)].map(textOf).join('');
}

/** A person whom the attributes make. */
function personBy(change: (assertion: AssertionModel) => AssertionModel): Check {
  return {
    ...identity,
    test(evidence, { profile }) {
      const vendor = evidence.idp?.vendor ?? '';
      const changed = change(known(evidence, 'assertion'));
      return passed({ identity: identityOf(changed, profile, vendor) });
    },
  };
}

function renamed(
  { attributes, ...rest }: AssertionModel,
  names: (attribute: AssertedAttribute) => string | undefined,
): AssertionModel {
  const others = attributes.flatMap((one) => {
    const other = names(one);
    return other === undefined ? [] : [{ ...one, name: other }];
  });
  return { ...rest, attributes: [...others, ...attributes] };
}

/** Attributes called like a field of the profile object are put over it. */
function overwritten(assertion: AssertionModel): AssertionModel {
  const value = (pattern: RegExp): string | undefined =>
    assertion.attributes.findLast(({ name }) => pattern.test(name))?.values[0];
  const nameId = value(/^name_?id$/i);
  const issuer = value(/^issuer$/);
  return {
    ...assertion,
    ...(nameId === undefined ? {} : { nameId: { value: nameId } }),
    ...(issuer === undefined ? {} : { issuer }),
  };
}

/** Attributes from the whole message, in document order. */
const attributesAnywhere: Check = {
  ...read,
  test(evidence) {
    const root = known(evidence, 'root');
    const attributes = everywhere(root, SAML, 'Attribute');
    return passed({ response: readResponse(root, { ...EXACT, attributes: () => attributes }) });
  },
};

const NAME_IDS: readonly Defect[] = [
  {
    id: 'last-name-id',
    title: 'Takes the last NameID of the Assertion, wherever it stands.',
    seenIn: ['//NameID extractors'],
    rows: readsVerified({ nameId: (assertion) => everywhere(assertion, SAML, 'NameID').at(-1) }),
  },
  {
    id: 'second-subject',
    title: 'Takes the NameID of the last Subject.',
    seenIn: ['//Subject extractors'],
    rows: readsVerified({
      nameId: (assertion) =>
        everywhere(assertion, SAML, 'Subject')
          .flatMap((one) => everywhere(one, SAML, 'NameID').slice(0, 1))
          .at(-1),
    }),
  },
  {
    id: 'descendant-name-id',
    title: 'Takes the text of elements in the NameID for its own.',
    seenIn: ['textContent extractors'],
    rows: readsVerified({
      nameId(assertion) {
        const own = EXACT.nameId(assertion);
        return own && ([...descendants(own)].at(-1) ?? own);
      },
    }),
  },
  {
    id: 'markup-decoded-twice',
    title: 'Reads escaped markup in a NameID as markup.',
    seenIn: ['consumers that parse what they have decoded'],
    rows: readsVerified({
      text: (view) => /<[^>]*>([^<]*)</.exec(textOf(view))?.[1] ?? textOf(view),
    }),
  },
];

const ATTRIBUTES: readonly Defect[] = [
  {
    id: 'last-attribute-wins',
    title: 'Lets a later Attribute of the same name replace an earlier one.',
    seenIn: ['saml2-js 4.0.4', 'passport-saml-encrypted 0.1.13'],
    rows: readsVerified({ attributes: (one) => lastOfEachName(EXACT.attributes(one)) }),
  },
  {
    id: 'last-value-wins',
    title: 'Takes the last of several values for the value.',
    seenIn: ['hand-written extractors'],
    rows: {
      identity: personBy((assertion) => ({
        ...assertion,
        attributes: assertion.attributes.map((one) => ({
          ...one,
          values: one.values.toReversed(),
        })),
      })),
    },
  },
  {
    id: 'friendly-name',
    title: 'Finds attributes by FriendlyName, which means nothing (saml-core 2.7.3.1).',
    seenIn: ['SPs that map by FriendlyName'],
    rows: { identity: personBy((assertion) => renamed(assertion, (one) => one.friendlyName)) },
  },
  {
    id: 'attribute-name-case',
    title: 'Finds attributes without regard to case and white space of their names.',
    seenIn: ['hand-written extractors'],
    rows: {
      identity: personBy((assertion) =>
        renamed(assertion, ({ name }) => {
          const plain = name.trim().toLowerCase();
          return plain === name ? undefined : plain;
        }),
      ),
    },
  },
  {
    id: 'attribute-text-of-children',
    title: 'Takes the text of elements in an AttributeValue for the value.',
    seenIn: ['textContent extractors'],
    rows: readsVerified({ text: allText }),
  },
  {
    id: 'attributes-anywhere',
    title: 'Takes attributes from anywhere in the message.',
    seenIn: ['//Attribute extractors'],
    rows: { read: attributesAnywhere, 'signed-content': signedContentBy(undefined) },
  },
  {
    id: 'attributes-overwrite-fields',
    title: 'Spreads attributes over the profile object: one called nameID replaces the NameID.',
    seenIn: ['profile-spreading libraries'],
    rows: { identity: personBy(overwritten) },
  },
];

export const NAMES: readonly Defect[] = [...NAME_IDS, ...ATTRIBUTES];

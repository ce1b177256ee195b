/** Floor 3: `digest`: DigestValue of a Reference anew, or a digest that is put aside. */
import { UserError } from '../../base/errors.js';
import { digestAnyhow } from '../../keys/any-signature.js';
import type { SignatureOperations } from '../../scenario/mutation/signature-operations.js';
import { localNameOf } from '../../xml/names.js';
import type { XmlDocument, XmlElement } from '../../xml/node.js';
import { text } from '../../xml/node.js';
import { editAt, nodeAt, ofElement } from '../edit.js';
import type { Operation } from '../operation.js';
import { findPlaces, placeAt, nodesAt, type Place } from '../path.js';
import {
  attributeOf,
  canonicalFormAt,
  canonicalNameOf,
  childAt,
  elementAt,
  prefixListOf,
  type CanonicalChoice,
} from './canonical-form.js';

type Settings = SignatureOperations['digest'];

/** The Signature around a Reference. */
function signatureAround(document: XmlDocument, { steps }: Place): Place | undefined {
  for (let length = steps.length - 1; length > 0; length--) {
    const node = nodeAt(document, { steps: steps.slice(0, length) });
    if (node.kind === 'element' && localNameOf(node.name) === 'Signature') {
      return { steps: steps.slice(0, length) };
    }
  }
  return undefined;
}

/** The names that ID attributes go by, as verifiers look for them (saml-core 1.3.4, xmldsig-core1 4.1). */
const ID_NAMES = ['ID', 'Id', 'id'];

function isCalled(document: XmlDocument, place: Place, name: string, id: string): boolean {
  return attributeOf(elementAt(document, place), name) === id;
}

/** What the Reference points to: the first element with that ID, or the root. */
function referredBy(document: XmlDocument, reference: XmlElement): Place {
  const uri = attributeOf(reference, 'URI') ?? '';
  if (!uri.startsWith('#')) return placeAt(document, '/*');
  const all = findPlaces(document, '//*');
  for (const name of ID_NAMES) {
    const found = all.find((place) => isCalled(document, place, name, uri.slice(1)));
    if (found !== undefined) return found;
  }
  throw new UserError(
    'mutation-impossible',
    `The Reference points to ${uri}, which is not there.`,
    {
      fix: 'Say of which element: - digest: { at: //Reference, of: //Assertion[1] }.',
    },
  );
}

/** Whether the place is in the other one, or that one itself. */
function isWithin(place: Place, other: Place): boolean {
  return other.steps.every((step, index) => place.steps[index] === step);
}

const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';

/** How the Reference canonicalises: as its last transform says; without one inclusively (xmldsig-core1 4.4.3.2). */
function choiceOf(document: XmlDocument, reference: Place): CanonicalChoice {
  const transforms = childAt(document, reference, 'Transforms');
  const list = transforms?.element.children.filter((child) => child.kind === 'element') ?? [];
  const last = list.at(-1);
  const algorithm = last?.kind === 'element' ? attributeOf(last, 'Algorithm') : undefined;
  const inclusivePrefixes = last?.kind === 'element' ? prefixListOf(last) : [];
  const none = algorithm === undefined || algorithm === ENVELOPED;
  return { method: none ? 'inclusive' : canonicalNameOf(algorithm), inclusivePrefixes };
}

function algorithmOf(document: XmlDocument, reference: Place): string | undefined {
  return attributeOf(childAt(document, reference, 'DigestMethod')?.element, 'Algorithm');
}

/** Everything that is not said is as the Reference has it; without one, as SAML has it. */
function digestOf(document: XmlDocument, settings: Settings, reference: Place | undefined): string {
  const { of, omit = [], algorithm, text: literal } = settings;
  const written = reference && algorithmOf(document, reference);
  const hash = algorithm ?? written ?? 'sha256';
  if (literal !== undefined) return digestAnyhow(literal, hash);
  const place =
    of === undefined
      ? reference && referredBy(document, elementAt(document, reference))
      : placeAt(document, of);
  if (place === undefined) {
    throw new UserError('mutation-impossible', 'digest does not know of what.', {
      fix: 'Say of which element: - digest: { of: //Assertion[1], as: forged }.',
    });
  }
  const envelope = reference && signatureAround(document, reference);
  const choice =
    reference === undefined ? ({ method: 'exclusive' } as const) : choiceOf(document, reference);
  const bytes = canonicalFormAt(document, place, {
    ...choice,
    ...(settings.canonicalisation === undefined ? {} : { method: settings.canonicalisation }),
    ...(settings.inclusivePrefixes === undefined
      ? {}
      : { inclusivePrefixes: settings.inclusivePrefixes }),
    omit: [
      // Around what it signs, a Signature is left out of nothing.
      ...(envelope === undefined || isWithin(place, envelope) ? [] : [envelope]),
      ...omit.flatMap((path) => findPlaces(document, path)),
    ],
  });
  return digestAnyhow(bytes, hash);
}

export const digest: Operation<'digest', 'tree'> = {
  stage: 'tree',
  describe: ({ at, as, of, text: literal }) => {
    const what =
      literal === undefined ? (of ?? 'what the Reference points to') : JSON.stringify(literal);
    return at === undefined
      ? `notes the digest of ${what} as ${as ?? ''}`
      : `puts the digest of ${what} into ${at}`;
  },
  apply(draft, settings) {
    const { document } = draft;
    if (settings.at === undefined) {
      const value = digestOf(document, settings, undefined);
      return { ...draft, texts: { ...draft.texts, [settings.as ?? 'digest']: value } };
    }
    let edited = document;
    for (const reference of nodesAt(document, settings.at)) {
      const value = digestOf(edited, settings, reference);
      const target = childAt(edited, reference, 'DigestValue');
      if (target === undefined) {
        throw new UserError('mutation-impossible', `${settings.at} has no DigestValue.`, {
          fix: 'Name a Reference: //Signature/SignedInfo/Reference.',
        });
      }
      edited = editAt(
        edited,
        target.place,
        ofElement((element) => ({ ...element, children: [text(value)] })),
      );
    }
    return { ...draft, document: edited };
  },
};

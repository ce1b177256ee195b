/** Floor 3: makes a message say something else before it is signed, in the shape of its vendor. */
import type { MessageOverrides } from '../scenario/step.js';
import type { XmlElement } from '../xml/node.js';
import { checkOverrides } from './check-overrides.js';
import { editAt, withAttribute, withText } from './edit-tree.js';
import { listOf, overrideAttributes } from './override-attributes.js';

/** What is known of the message, for ledgers and expectations. */
interface Facts {
  readonly notOnOrAfter: string;
  readonly authnInstant: string;
  /** Empty when it was taken out. */
  readonly sessionIndex: string;
  readonly issuer: string;
  readonly audience: string;
  readonly recipient: string;
  inResponseTo?: string;
  readonly nameId: string;
  readonly nameIdFormat: string;
  readonly attributes: readonly { readonly name: string; readonly values: readonly string[] }[];
}

/** A Response before it is signed: its Assertion, and what is put around it. */
interface Unsigned {
  readonly assertion: XmlElement;
  wrap(assertion: XmlElement): XmlElement;
  readonly facts: Facts;
}

type Change = (element: XmlElement, overrides: MessageOverrides) => XmlElement;

/** Sets the text of what the path leads to. */
function textAt(path: readonly string[], valueOf: (all: MessageOverrides) => string | undefined) {
  return (root: XmlElement, overrides: MessageOverrides): XmlElement => {
    const value = valueOf(overrides);
    return value === undefined ? root : editAt(root, path, (part) => withText(part, value));
  };
}

/** Sets an attribute of what the path leads to. */
function attributeAt(
  path: readonly string[],
  name: string,
  valueOf: (all: MessageOverrides) => string | null | undefined,
): Change {
  return (root, overrides) => {
    const value = valueOf(overrides);
    if (value === undefined) return root;
    return editAt(root, path, (part) => withAttribute(part, { name, value }));
  };
}

const NAME_ID = ['Subject', 'NameID'];
const CONFIRMATION = ['Subject', 'SubjectConfirmation', 'SubjectConfirmationData'];
const AUDIENCE = ['Conditions', 'AudienceRestriction', 'Audience'];
const STATEMENT = ['AuthnStatement'];

/** A bearer confirmation has no NotBefore (saml-profiles 4.1.4.2): only the Conditions have one. */
const IN_ASSERTION: readonly Change[] = [
  textAt(['Issuer'], ({ issuer }) => issuer),
  textAt(NAME_ID, ({ nameId }) => nameId),
  attributeAt(NAME_ID, 'Format', ({ nameIdFormat }) => nameIdFormat),
  attributeAt(CONFIRMATION, 'InResponseTo', ({ inResponseTo }) => inResponseTo),
  attributeAt(CONFIRMATION, 'NotOnOrAfter', ({ notOnOrAfter }) => notOnOrAfter),
  attributeAt(CONFIRMATION, 'Recipient', ({ recipient }) => recipient),
  attributeAt(['Conditions'], 'NotBefore', ({ notBefore }) => notBefore),
  attributeAt(['Conditions'], 'NotOnOrAfter', ({ notOnOrAfter }) => notOnOrAfter),
  textAt(AUDIENCE, ({ audience }) => audience),
  attributeAt(STATEMENT, 'AuthnInstant', ({ authnInstant }) => authnInstant),
  attributeAt(STATEMENT, 'SessionIndex', ({ sessionIndex }) => sessionIndex),
  (root, { attributes }) =>
    attributes === undefined ? root : overrideAttributes(root, attributes),
];

/** Where Okta puts InResponseTo (behind ID) and where the others do (behind Destination). */
const BEFORE_IN_RESPONSE_TO = ['ID', 'Destination'];

function overrideResponse(response: XmlElement, overrides: MessageOverrides): XmlElement {
  const { destination, inResponseTo, issuer } = overrides;
  const named =
    issuer === undefined
      ? response
      : editAt(response, ['Issuer'], (part) => withText(part, issuer));
  const addressed =
    destination === undefined
      ? named
      : withAttribute(named, { name: 'Destination', value: destination });
  if (inResponseTo === undefined) return addressed;
  const after = BEFORE_IN_RESPONSE_TO;
  return withAttribute(addressed, { name: 'InResponseTo', value: inResponseTo, after });
}

function attributeFacts(
  before: Facts['attributes'],
  overrides: MessageOverrides,
): Facts['attributes'] {
  const { attributes = {} } = overrides;
  const kept = before.flatMap((fact) => {
    const values = Object.hasOwn(attributes, fact.name) ? attributes[fact.name] : undefined;
    if (values === undefined) return [fact];
    return values === null ? [] : [{ name: fact.name, values: listOf(values) }];
  });
  const known = new Set(before.map(({ name }) => name));
  const added = Object.entries(attributes).flatMap(([name, values]) =>
    known.has(name) || values === null ? [] : [{ name, values: listOf(values) }],
  );
  return [...kept, ...added];
}

function overrideFacts<Known extends Facts>(facts: Known, overrides: MessageOverrides): Known {
  const { inResponseTo, sessionIndex, attributes, ...texts } = overrides;
  const { notOnOrAfter, authnInstant, issuer, audience, recipient, nameId, nameIdFormat } = texts;
  const said = { notOnOrAfter, authnInstant, issuer, audience, recipient, nameId, nameIdFormat };
  const changed = {
    ...facts,
    ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
    ...(sessionIndex === undefined ? {} : { sessionIndex: sessionIndex ?? '' }),
    ...(typeof inResponseTo === 'string' ? { inResponseTo } : {}),
    ...(attributes === undefined
      ? {}
      : { attributes: attributeFacts(facts.attributes, overrides) }),
  };
  if (inResponseTo === null) delete changed.inResponseTo;
  return changed;
}

/**
 * Makes a message say something else. What is not named stays to the byte; what is added looks as the vendor writes it.
 *
 * @param message - what a vendor wrote, not yet signed
 * @param overrides - what to change; times are ISO instants
 * @returns a new message; its facts say what it says
 * @throws UserError `key-unknown`, `value-invalid`
 * @example
 * override(message, { attributes: { roles: ['Owner'] }, notOnOrAfter: '2026-03-02T09:00:00Z' });
 */
export function override<Message extends Unsigned>(
  message: Message,
  overrides: MessageOverrides,
): Message {
  checkOverrides(overrides);
  return {
    ...message,
    assertion: IN_ASSERTION.reduce((root, change) => change(root, overrides), message.assertion),
    wrap: (assertion: XmlElement) => overrideResponse(message.wrap(assertion), overrides),
    facts: overrideFacts(message.facts, overrides),
  };
}

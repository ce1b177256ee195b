/** Floor 5: the parts of a message that a person may edit, one row each. */
import type { MessageFacts } from '../../../saml/facts.js';
import type { MessageOverrides } from '../../../scenario/step.js';

/** What an override is called, except the attributes. */
export type FieldName = Exclude<keyof MessageOverrides, 'attributes'>;

/** One part. */
export interface MessageField {
  readonly name: FieldName;
  readonly label: string;
  /** An instant: left empty it stays the vendor's. Removable: left empty it is taken out. */
  readonly kind: 'text' | 'instant' | 'removable';
  /** What the message says. */
  read(facts: MessageFacts): string | undefined;
}

function confirmationOf({ assertions }: MessageFacts) {
  return assertions[0]?.subject?.confirmations[0];
}

/** In the order of the page. */
export const MESSAGE_FIELDS: readonly MessageField[] = [
  {
    name: 'nameId',
    label: 'NameID',
    kind: 'text',
    read: ({ assertions }) => assertions[0]?.subject?.nameId,
  },
  {
    name: 'nameIdFormat',
    label: 'NameID format',
    kind: 'text',
    read: ({ assertions }) => assertions[0]?.subject?.nameIdFormat,
  },
  {
    name: 'issuer',
    label: 'Issuer',
    kind: 'text',
    read: ({ assertions }) => assertions[0]?.issuer,
  },
  {
    name: 'audience',
    label: 'Audience',
    kind: 'text',
    read: ({ assertions }) => assertions[0]?.audiences[0],
  },
  {
    name: 'recipient',
    label: 'Recipient',
    kind: 'text',
    read: (facts) => confirmationOf(facts)?.recipient,
  },
  {
    name: 'destination',
    label: 'Destination',
    kind: 'text',
    read: ({ destination }) => destination,
  },
  {
    name: 'inResponseTo',
    label: 'InResponseTo',
    kind: 'removable',
    read: ({ inResponseTo }) => inResponseTo,
  },
  {
    name: 'notBefore',
    label: 'NotBefore',
    kind: 'instant',
    read: ({ assertions }) => assertions[0]?.notBefore,
  },
  {
    name: 'notOnOrAfter',
    label: 'NotOnOrAfter',
    kind: 'instant',
    read: ({ assertions }) => assertions[0]?.notOnOrAfter,
  },
  {
    name: 'authnInstant',
    label: 'AuthnInstant',
    kind: 'instant',
    read: ({ assertions }) => assertions[0]?.authnInstant,
  },
  {
    name: 'sessionIndex',
    label: 'SessionIndex',
    kind: 'removable',
    read: ({ assertions }) => assertions[0]?.sessionIndex,
  },
];

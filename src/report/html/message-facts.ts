/** Floor 8: what a message says, as rows. */
import type { AssertionFacts, MessageFacts } from '../../saml/facts.js';
import type { ResolvedElement } from '../../xml/query.js';
import { attributeOf } from '../../xml/query.js';
import type { Fact } from './facts-list.js';
import { instantFrom } from './instant.js';
import { shorten } from './shorten.js';

/** Attributes of requests that decide how the answer must look (saml-core 3.4.1, 3.7.1). */
const REQUEST_ATTRIBUTES = [
  'AssertionConsumerServiceURL',
  'ProtocolBinding',
  'ForceAuthn',
  'IsPassive',
  'Reason',
  'NotOnOrAfter',
] as const;

const LONGEST = 1_000;

function short(text: string | undefined): string | undefined {
  return text === undefined ? undefined : shorten(text, LONGEST);
}

function time(text: string | undefined, at: string): string | undefined {
  return text === undefined ? undefined : instantFrom(text, at);
}

/** The last part of a URN: `unspecified` of `urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified`. */
function lastPart(urn: string | undefined): string | undefined {
  return urn?.startsWith('urn:') === true ? urn.slice(urn.lastIndexOf(':') + 1) : short(urn);
}

function windowText(
  from: string | undefined,
  to: string | undefined,
  at: string,
): string | undefined {
  if (from === undefined && to === undefined) return undefined;
  const [start, end] = [time(from, at) ?? 'always', time(to, at) ?? 'for ever'];
  return `${start} until ${end}`;
}

/** A confirmation that answers another request than its Response is worth a line (saml-profiles 4.1.4.2). */
function confirmationRows(
  { subject }: AssertionFacts,
  { inResponseTo }: MessageFacts,
  at: string,
): readonly Fact[] {
  return (subject?.confirmations ?? []).flatMap((each): readonly Fact[] => [
    ['Recipient', short(each.recipient)],
    [
      'Confirmation InResponseTo',
      each.inResponseTo === inResponseTo ? undefined : (short(each.inResponseTo) ?? 'absent'),
    ],
    ['Confirmation valid', windowText(each.notBefore, each.notOnOrAfter, at)],
  ]);
}

function assertionRows(
  assertion: AssertionFacts,
  facts: MessageFacts,
  at: string,
): readonly Fact[] {
  const { subject, audiences, attributes } = assertion;
  return [
    ['NameID', short(subject?.nameId)],
    ['NameID format', lastPart(subject?.nameIdFormat)],
    ['Audience', audiences.length === 0 ? undefined : short(audiences.join(', '))],
    ['Valid', windowText(assertion.notBefore, assertion.notOnOrAfter, at)],
    ...confirmationRows(assertion, facts, at),
    ['Authenticated', time(assertion.authnInstant, at)],
    ['SessionIndex', short(assertion.sessionIndex)],
    ['Session ends', time(assertion.sessionNotOnOrAfter, at)],
    ['Authentication', lastPart(assertion.authnContextClassRef)],
    ...attributes.map(({ name, values }): Fact => {
      return [`@ ${shorten(name, 120)}`, short(values.join(', '))];
    }),
  ];
}

function statusText({ status, statusMessage }: MessageFacts): string | undefined {
  if (status.length === 0) return undefined;
  const codes = status.map(lastPart).join(' › ');
  return statusMessage === undefined ? codes : `${codes}: ${shorten(statusMessage, LONGEST)}`;
}

/**
 * The facts of a message for a person.
 *
 * @param at - the step's instant, ISO: windows are shown from there
 */
export function messageRows(
  root: ResolvedElement,
  facts: MessageFacts,
  at: string,
): readonly Fact[] {
  const { encryptedAssertions } = facts;
  return [
    ['Issuer', short(facts.issuer ?? facts.assertions[0]?.issuer)],
    ['ID', short(facts.id ?? facts.assertions[0]?.id)],
    ['Issued', time(facts.issueInstant, at)],
    ['Destination', short(facts.destination)],
    ['InResponseTo', short(facts.inResponseTo)],
    ['Status', statusText(facts)],
    ...REQUEST_ATTRIBUTES.map((name): Fact => [name, short(attributeOf(root, name))]),
    ['Encrypted assertions', encryptedAssertions === 0 ? undefined : String(encryptedAssertions)],
    ...facts.assertions.flatMap((assertion) => assertionRows(assertion, facts, at)),
  ];
}

/** Floor 3: what a message is going to say, decided before a vendor writes it as a tree. */
import type { ResponseInput } from './idp.js';
import type { IssuedFacts } from './outcome.js';
import type { AttributeStatement } from './tenant.js';

/** An attribute with its values resolved; there is always at least one. */
export interface ResolvedAttribute {
  readonly name: string;
  readonly nameFormat?: string;
  readonly values: readonly string[];
}

/** The content of a Response with one Assertion. Instants are ISO texts. */
export interface Draft {
  readonly responseId: string;
  readonly assertionId: string;
  readonly sessionIndex: string;
  readonly responseInstant: string;
  readonly assertionInstant: string;
  readonly notBefore: string;
  readonly notOnOrAfter: string;
  readonly confirmationNotOnOrAfter: string;
  readonly authnInstant: string;
  readonly issuer: string;
  readonly audience: string;
  readonly destination: string;
  readonly recipient: string;
  /** `undefined` in an unsolicited Response. */
  readonly inResponseTo: string | undefined;
  readonly nameId: string;
  readonly nameIdFormat: string;
  readonly authnContextClassRef: string;
  readonly attributes: readonly ResolvedAttribute[];
}

/** What each vendor decides in its own way. Instants are milliseconds. */
export interface Decisions extends Pick<
  Draft,
  'responseId' | 'assertionId' | 'sessionIndex' | 'nameId' | 'nameIdFormat' | 'attributes'
> {
  readonly responded: number;
  readonly asserted: number;
  /** The instant that the windows are counted from; nobody signed in later than this. */
  readonly decided: number;
}

/** Puts together what the vendor decided and what application, request and session settle. */
export function draftOf(input: ResponseInput, own: Decisions): Draft {
  const { application, request, session } = input;
  const { windows } = application;
  const at = (seconds: number): string => instantText(own.decided + seconds * 1000);
  // Written out without spreads: those make this the slowest part of a message.
  return {
    responseId: own.responseId,
    assertionId: own.assertionId,
    sessionIndex: own.sessionIndex,
    responseInstant: instantText(own.responded),
    assertionInstant: instantText(own.asserted),
    notBefore: at(windows.notBefore),
    notOnOrAfter: at(windows.notOnOrAfter),
    confirmationNotOnOrAfter: at(windows.confirmation),
    authnInstant: instantText(Math.min(session.startedAt, own.decided)),
    issuer: application.issuer,
    audience: request.audience ?? application.audience,
    destination: application.destination ?? request.acsUrl,
    recipient: application.recipient ?? request.acsUrl,
    inResponseTo: request.inResponseTo,
    nameId: own.nameId,
    nameIdFormat: own.nameIdFormat,
    authnContextClassRef: application.authnContextClassRef,
    attributes: own.attributes,
  };
}

/** An instant with milliseconds, as every vendor here writes it. */
function instantText(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** What XML 1.0 cannot carry (xml 2.2), lone surrogates included. */
const UNCARRIABLE = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** The text without the characters that no XML document can hold; everything else stays as it is. */
export function carriable(value: string): string {
  return value.replace(UNCARRIABLE, '');
}

/**
 * Resolves statements in their order. A source without a value sends no attribute, as both vendors do.
 *
 * @param valuesOf - the values of one statement, as the vendor understands it
 */
export function resolveAttributes(
  statements: readonly AttributeStatement[],
  valuesOf: (statement: AttributeStatement) => readonly string[],
): readonly ResolvedAttribute[] {
  const resolved: ResolvedAttribute[] = [];
  for (const statement of statements) {
    const values = valuesOf(statement)
      .map(carriable)
      .filter((value) => value !== '');
    if (values.length === 0) continue;
    const { name, nameFormat } = statement;
    resolved.push(nameFormat === undefined ? { name, values } : { name, nameFormat, values });
  }
  return resolved;
}

/** The facts of a draft, for ledgers and expectations. */
export function factsOf(draft: Draft): Omit<IssuedFacts, 'signed'> {
  return {
    responseId: draft.responseId,
    assertionId: draft.assertionId,
    issueInstant: draft.responseInstant,
    notOnOrAfter: draft.notOnOrAfter,
    authnInstant: draft.authnInstant,
    sessionIndex: draft.sessionIndex,
    issuer: draft.issuer,
    audience: draft.audience,
    recipient: draft.recipient,
    ...(draft.inResponseTo === undefined ? {} : { inResponseTo: draft.inResponseTo }),
    nameId: draft.nameId,
    nameIdFormat: draft.nameIdFormat,
    attributes: draft.attributes.map(({ name, values }) => ({ name, values })),
  };
}

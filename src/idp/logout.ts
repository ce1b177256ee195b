/** Floor 3: what a vendor's single logout is made of (saml-profiles 4.4, fidelity 5). */
import type { Random } from '../base/random.js';
import type { SignatureForm } from '../keys/keys.js';
import type { LogoutRequest, ReceivedLogoutRequest } from '../saml/logout.js';
import type { Binding } from '../saml/names.js';
import type { XmlElement } from '../xml/node.js';
import type { Objection } from './idp.js';
import type { Application, SingleLogout } from './tenant.js';

/** An application that single logout is set up for. */
export type LogoutApplication = Application & { readonly slo: SingleLogout };

/** Why a LogoutRequest is refused, and whether the SP is told. */
export interface LogoutObjection extends Objection {
  /** Status codes of the answer, the top one first; absent: the vendor shows a page and sends nothing. */
  readonly status?: readonly string[];
}

/** What every logout message of an IdP says. */
interface LogoutDraft {
  readonly id: string;
  /** ISO instant. */
  readonly issueInstant: string;
  readonly issuer: string;
  /** The SP's single logout service. */
  readonly destination: string;
}

/** A LogoutRequest before it is written. */
export interface LogoutRequestDraft extends LogoutDraft {
  /** ISO instant; a vendor may leave it out. */
  readonly notOnOrAfter: string;
  readonly nameId: string;
  readonly nameIdFormat: string;
  readonly sessionIndex: string;
}

/** A LogoutResponse before it is written. */
export interface LogoutResponseDraft extends LogoutDraft {
  readonly inResponseTo: string;
  /** Status codes, the top one first. */
  readonly status: readonly string[];
}

/** A vendor's single logout. */
export interface LogoutRules {
  /** The ID of a message. */
  newId(random: Random): string;
  /**
   * Judges a LogoutRequest the way the vendor does.
   *
   * @param now - milliseconds since the epoch
   * @returns an objection, or `undefined` when the logout goes on
   */
  accept(
    received: ReceivedLogoutRequest,
    application: LogoutApplication,
    now: number,
  ): LogoutObjection | undefined;
  /** Whether the vendor sends LogoutRequests of its own to the application. */
  starts(application: LogoutApplication): boolean;
  /** Writes a LogoutRequest, without its Signature. */
  request(draft: LogoutRequestDraft, application: LogoutApplication): XmlElement;
  /** Writes a LogoutResponse, without its Signature. */
  respond(draft: LogoutResponseDraft): XmlElement;
  /** How answers travel. */
  answersBy(application: LogoutApplication): Binding;
  /** What the vendor signs. */
  readonly signs: {
    readonly requests: boolean;
    readonly answers: boolean;
    /** Answers with another status than Success. */
    readonly refusals: boolean;
  };
  readonly form: SignatureForm;
  /** The XML declaration the vendor writes, or none. */
  readonly declaration?: string;
}

/** Tells an application with single logout from one without. */
export function hasLogout(application: Application): application is LogoutApplication {
  return application.slo !== undefined;
}

/** The status codes nested as they are written (saml-core 3.2.2.2). */
export function nested<Made>(
  codes: readonly string[],
  write: (code: string, inner: Made | undefined) => Made,
): Made | undefined {
  return codes.reduceRight<Made | undefined>((inner, code) => write(code, inner), undefined);
}

/** Whether the request has passed (saml-core 3.7.1). @param instant - as the request has it, already read */
export function hasPassed(instant: number, now: number): boolean {
  return instant <= now;
}

/** Facts of a request that name nobody. */
export function namesNobody({ nameId }: LogoutRequest): boolean {
  return nameId === undefined || nameId === '';
}

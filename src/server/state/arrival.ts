/** Floor 5: a browser that came to log in at an application, and what was decided for it beforehand. */
import type { IdpReason } from '../../base/reasons.js';
import type { ReceivedAuthnRequest } from '../../saml/authn-request.js';
import type { Mutation } from '../../scenario/mutation.js';
import type { MessageOverrides } from '../../scenario/step.js';

/** A login under way: kept while the person chooses. */
export interface Arrival {
  readonly id: string;
  /** The tenant's key. */
  readonly tenant: string;
  /** The application's name. */
  readonly app: string;
  /** Absent: the IdP starts. */
  readonly request?: ReceivedAuthnRequest;
  /** Of the launch link, where the IdP starts. */
  readonly relayState?: string;
  /** Whom the query's `login_hint` names. */
  readonly hint?: string;
  /** The SP was not known before this request. */
  readonly learnt?: boolean;
}

/** What keeping it costs, in characters. */
export function weightOf({ request, relayState = '', hint = '' }: Arrival): number {
  const { xml = '', relayState: carried = '', query } = request ?? {};
  const signed = query === undefined ? 0 : query.signedText.length + query.signature.length;
  return xml.length + carried.length + signed + relayState.length + hint.length;
}

/** How a message is forged: as an attack of the corpus does, or by operations. */
export interface ForgeryChoice {
  /** An attack's id. */
  readonly attack?: string;
  readonly mutations?: readonly Mutation[];
  /** Whom it impersonates: a handle. */
  readonly victim?: string;
}

/** How one login goes, beyond who logs in. */
export interface LoginChoice {
  readonly overrides?: MessageOverrides;
  readonly forgery?: ForgeryChoice;
  /** Issue the assertion although the directory says no. */
  readonly despite?: boolean;
  /** The IdP session goes on after the browser was closed. */
  readonly remember?: boolean;
}

/** What a test decided for the next browser that comes. */
export interface NextLogin extends LoginChoice {
  /** Only a browser that comes to this tenant, or this application. */
  readonly tenant?: string;
  readonly app?: string;
  /** A handle. */
  readonly user?: string;
  readonly refuse?: IdpReason;
  /** Milliseconds that the answer takes. */
  readonly delay?: number;
}

/** Floor 3: what an IdP answers: a page for the browser, or a signed message on its way to the SP. */
import type { IdpReason } from '../base/reasons.js';

/** What the browser is shown. Handlers return it; one place writes it. */
export interface Page {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly html: string;
}

/** The vendor says no: nothing reaches the SP. */
export interface Refusal {
  readonly kind: 'refused';
  readonly reason: IdpReason;
  /** The vendor's own code, e.g. `AADSTS50057`, `E0000004`. */
  readonly code: string;
  readonly page: Page;
}

/** A signed Response, ready to be posted. */
export interface Issued {
  readonly kind: 'issued';
  /** The exact text that goes on the wire, before base64. */
  readonly xml: string;
  readonly acsUrl: string;
  readonly relayState?: string;
  /** The vendor's auto-submit page. */
  readonly page: Page;
  readonly facts: IssuedFacts;
  /** A forged message goes out exactly so, and not by the vendor's page. */
  readonly request?: IssuedRequest;
}

/** One HTTP request, ready to be sent to the byte. */
interface IssuedRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** Besides those that a browser sends by itself. Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/** What the message says, for ledgers, reports and expectations. */
export interface IssuedFacts {
  readonly responseId: string;
  readonly assertionId: string;
  /** ISO instants. */
  readonly issueInstant: string;
  readonly notOnOrAfter: string;
  readonly authnInstant: string;
  readonly sessionIndex: string;
  readonly issuer: string;
  readonly audience: string;
  readonly recipient: string;
  readonly inResponseTo?: string;
  readonly nameId: string;
  readonly nameIdFormat: string;
  readonly attributes: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly signed: readonly ('response' | 'assertion')[];
}

export type Outcome = Issued | Refusal;

/** Floor 5: what a run needs of a service provider under test. */
import type { KeptCookie } from './browser/cookies.js';
import type { Context } from '../base/context.js';
import type { SpSettings, VendorName } from '../scenario/scenario.js';

/** Who the SP thinks this browser is. */
export type SessionObservation =
  | {
      readonly kind: 'session';
      readonly nameId?: string;
      readonly email?: string;
      readonly accountId?: string;
    }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly why: string };

/** An account as the SP shows it. Field names as the SP has them. */
export interface Account {
  readonly id: string;
  readonly email?: string;
  readonly [field: string]: string | boolean | number | null | readonly string[] | undefined;
}

/** The roster, or why it cannot be seen. */
export type AccountsObservation =
  | {
      readonly kind: 'accounts';
      readonly accounts: readonly Account[];
      /** The account fields that the target shows at all; absent = all that it keeps. */
      readonly fields?: readonly string[];
    }
  | { readonly kind: 'unknown'; readonly why: string };

/** One HTTP exchange of the browser, kept as evidence. */
export interface Hop {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly status: number;
  readonly location?: string;
  /** Form fields sent with a POST, the last value of each name; none of a body that is no form or longer than 1 MiB. */
  readonly form?: Readonly<Record<string, string>>;
  /** The first 64 KiB of the answer's text. */
  readonly body: string;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A request to the byte, as no form of a page would make it. */
export interface ExactRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** Besides those that a browser sends by itself, or instead of them. Only the first request has them. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** The URL of the page that sends it; without one the page is unknown, and its origin `null`. */
  readonly initiator?: string;
}

/** A browser: cookies, redirects and auto-submit forms as a person's browser does them. */
export interface Browser {
  /** Follows redirects and auto-submit forms until a page stays. Every hop is recorded. */
  get(url: string): Promise<Hop>;
  post(url: string, form: Readonly<Record<string, string>>): Promise<Hop>;
  /**
   * Sends a request as a page would, and goes on like `get`.
   *
   * @throws TargetError `target-undrivable` when the app cannot be shown what the headers say
   */
  send(request: ExactRequest): Promise<Hop>;
  /**
   * Fills in and submits the form of the page that stays; fields by name or id, all others as the page has them.
   *
   * @throws TargetError `target-undrivable` when the page has no form with these fields
   */
  fill(values: Readonly<Record<string, string>>): Promise<Hop>;
  /**
   * One look with the browser's cookies: follows nothing, leaves no hop. What the answer sets is kept.
   * The hop's body is whole.
   */
  peek(url: string): Promise<Hop>;
  /** The cookies that it has by now. */
  cookies(): Promise<readonly KeptCookie[]>;
  /** Puts the cookies of another browser into this one, over those of the same name: what session fixation begins with. */
  plant(from: Pick<Browser, 'cookies'>): Promise<void>;
  /** All hops since the browser was opened. */
  readonly hops: readonly Hop[];
}

/** Answers requests for origins that are not on the network: the mock IdP in process. */
export interface Route {
  /** Absolute URL prefix, e.g. `https://acme.okta.com/`. */
  readonly prefix: string;
  handle(request: {
    readonly method: 'GET' | 'POST';
    readonly url: string;
    readonly form: Readonly<Record<string, string>>;
  }): {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly html: string;
  };
}

/** How a person begins a login at the SP. */
export interface StartOptions {
  readonly binding?: 'redirect' | 'post';
  readonly relayState?: string;
  readonly forceAuthn?: boolean;
  readonly isPassive?: boolean;
  readonly requestedAuthnContext?: string;
  /** Who logs in, for SPs that ask for the address first. */
  readonly email?: string;
  /** The vendor to log in with, for SPs that trust several. */
  readonly idp?: string;
}

/** What the SP is told of the IdP: what an administrator would type in or upload. */
export interface IdpTrust {
  readonly vendor: string;
  readonly issuer: string;
  readonly ssoUrl: string;
  /** Its single logout service; absent: it has none. */
  readonly sloUrl?: string;
  /** base64 DER; several during an overlap. */
  readonly certificates: readonly string[];
  /** base64 DER of what can be encrypted to it; no signature is verified with them (saml-metadata 2.4.1.1). */
  readonly encryptionCertificates?: readonly string[];
  /** The IdP's metadata document, for SPs that read it. */
  readonly metadata?: string;
  /** The e-mail domains that it may speak for; absent: any. */
  readonly domains?: readonly string[];
  /** False: the connection is switched off. Default true. */
  readonly enabled?: boolean;
}

/** Why the SP refused, read from its answer. */
export interface SpAnswer {
  readonly accepted: boolean;
  /** The SP's own reason code, when it shows one. */
  readonly reason?: string;
  readonly message?: string;
}

/** The SP under test. Opened for one story, closed after it. */
export interface Target {
  readonly name: string;
  readonly entityId: string;
  readonly acsUrl: string;
  /** Its single logout service; absent: nobody knows one. */
  readonly sloUrl?: string;
  /** Verifies its AuthnRequests, as base64 DER; known when its metadata names it. */
  readonly signingCertificate?: string;
  /** Assertions may be encrypted to it, as base64 DER; known when its metadata names it. */
  readonly encryptionCertificate?: string;
  /** Tells the SP which IdP to trust; called again after a key rotation that the SP has read. */
  trust(idp: IdpTrust): Promise<void>;
  /** Only where the SP has several tenants: tells it of another tenant's IdP. */
  trustAnother?(idp: IdpTrust): Promise<void>;
  /** A fresh browser: no cookies. The routes answer for the IdP. */
  browser(routes: readonly Route[]): Browser;
  /** Begins a login in a browser, and follows it to the page that stays. */
  begin(browser: Browser, options: StartOptions): Promise<Hop>;
  /** Only where it is known how: begins a single logout in a browser, and follows it to the page that stays. */
  beginLogout?(browser: Browser): Promise<Hop>;
  /** What the last page says: reads a refusal out of it. */
  read(hop: Hop): SpAnswer;
  /**
   * Whether a refusal can always be read out of a page. Where not, a page that shows none proves nothing: a message
   * that opened no session was refused.
   */
  readonly tellsRefusals: boolean;
  session(browser: Browser): Promise<SessionObservation>;
  accounts(): Promise<AccountsObservation>;
  /** Only where the profile says `deprovision: pushed`: tells the SP that a person was deactivated (as SCIM would). */
  deprovision?(person: { readonly nameId?: string; readonly email: string }): Promise<void>;
  /** Only where the SP's clock can be set: brings it to the story's instant (milliseconds). */
  setClock?(now: number): Promise<void>;
  /** Only where the SP can forget its accounts: called before each story. */
  reset?(): Promise<void>;
  close(): Promise<void>;
}

/** What a target can do besides letting people in; a plan leaves out stories that need more. */
export interface TargetAbilities {
  /** Its clock follows the story's (`setClock`); without it the story's clock is the real one. */
  readonly clock: boolean;
  /** It learns the IdP's new certificates while it runs. */
  readonly trust: boolean;
  /** It forgets its accounts; without it every story gets fresh e-mail addresses. */
  readonly reset: boolean;
  /** It can be told that a person was deactivated. */
  readonly deprovision: boolean;
  /** A start can ask for binding, ForceAuthn, RelayState and the like. */
  readonly startOptions: boolean;
  /** It signs its AuthnRequests. */
  readonly signsRequests: boolean;
  /** It takes part in single logout, and it is known how one begins. */
  readonly singleLogout: boolean;
}

/** A target before it is opened: what a plan must know of it, and how to open it for each story. */
export interface TargetOffer {
  readonly name: string;
  /** The mock IdPs that it trusts. */
  readonly idps: readonly VendorName[];
  /** The tenant and the application's label at the IdP. */
  readonly tenant?: string;
  readonly application: string;
  /** What it promises; absent: every story promises for itself. */
  readonly profile?: SpSettings;
  readonly abilities: TargetAbilities;
  /** Starts the app where the user said how; once a run. @throws TargetError `target-unreachable` */
  start(): Promise<void>;
  /** Opens it for one story; learns entity ID and ACS URL from its metadata or first AuthnRequest. */
  open(context: Context): Promise<Target>;
  /** Ends what `start` began. */
  stop(): Promise<void>;
}

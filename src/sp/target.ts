/** Floor 5: what a run needs of a service provider under test. */

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
  | { readonly kind: 'accounts'; readonly accounts: readonly Account[] }
  | { readonly kind: 'unknown'; readonly why: string };

/** One HTTP exchange of the browser, kept as evidence. */
export interface Hop {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly status: number;
  readonly location?: string;
  /** Form fields sent with a POST. */
  readonly form?: Readonly<Record<string, string>>;
  /** The first 64 KiB of the answer's text. */
  readonly body: string;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A browser: cookies, redirects and auto-submit forms as a person's browser does them. */
export interface Browser {
  /** Follows redirects and auto-submit forms until a page stays. Every hop is recorded. */
  get(url: string): Promise<Hop>;
  post(url: string, form: Readonly<Record<string, string>>): Promise<Hop>;
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
}

/** What the SP is told of the IdP: what an administrator would type in or upload. */
export interface IdpTrust {
  readonly vendor: string;
  readonly issuer: string;
  readonly ssoUrl: string;
  /** base64 DER; several during an overlap. */
  readonly certificates: readonly string[];
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
  /** Tells the SP which IdP to trust; called again after a key rotation that the SP has read. */
  trust(idp: IdpTrust): Promise<void>;
  /** A fresh browser: no cookies. The routes answer for the IdP. */
  browser(routes: readonly Route[]): Browser;
  /** The URL at which a login begins. */
  startUrl(options: StartOptions): string;
  /** What the last page says: reads a refusal out of it. */
  read(hop: Hop): SpAnswer;
  session(browser: Browser): Promise<SessionObservation>;
  accounts(): Promise<AccountsObservation>;
  /** Only where the profile says `deprovision: pushed`: tells the SP that a person was deactivated (as SCIM would). */
  deprovision?(person: { readonly nameId?: string; readonly email: string }): Promise<void>;
  close(): Promise<void>;
}

/** Floor 8: a mock identity provider for a test suite. */
import type { IssuedFacts } from '../idp/outcome.js';
import type { ReceivedAuthnRequest } from '../saml/authn-request.js';
import type { VendorName } from '../scenario/scenario.js';
import type { Arrival } from './arrivals.js';
import type { LoginBuilder, LoginOverrides } from './login-builder.js';
import type { Login } from './login-result.js';
import type { Listening, ListenOptions } from './listen.js';
import type { MockClock } from './mock-clock.js';
import type { MockUser } from './mock-user.js';
import type { PersonSeed } from './person-seed.js';
import type { TestedApp } from './tested-app.js';

/** What a message without any flow is for. */
export interface MintOptions {
  readonly acsUrl: string;
  /** The SP's entity ID. */
  readonly audience: string;
  /** The ID of the AuthnRequest it answers; absent: IdP-initiated. */
  readonly inResponseTo?: string;
  readonly relayState?: string;
  readonly with?: LoginOverrides;
  /** Issues it although the directory says no. */
  readonly despite?: boolean;
}

/** A signed Response, ready to be posted. */
export interface MintedResponse {
  readonly xml: string;
  readonly base64: string;
  /** The fields of the form that a browser posts to the ACS. */
  readonly form: { readonly SAMLResponse: string; readonly RelayState?: string };
  readonly acsUrl: string;
  readonly facts: IssuedFacts;
}

/** A mock IdP. `Handle`: the handles of its people. */
export interface MockIdp<Handle extends string = string> extends AsyncDisposable {
  readonly vendor: VendorName;
  /** The entity ID, the Issuer of every message. */
  readonly issuer: string;
  /** The same as `issuer`. */
  readonly entityId: string;
  /** Where the app sends AuthnRequests. */
  readonly ssoUrl: string;
  /** The signing certificate, as PEM. */
  readonly certificate: string;
  /** Every certificate that the metadata lists, as PEM, the active one first. */
  readonly certificates: readonly string[];
  /** The metadata document. */
  readonly metadata: string;
  /** The people by handle. An unknown handle is a type error, and a `UserError` `user-unknown`. */
  readonly users: Readonly<Record<Handle, MockUser>>;
  /** Adds a person. */
  hire(handle: string, seed?: PersonSeed): MockUser;
  /** Describes a login; `to(app)` lets it happen. */
  login(user: Handle | MockUser): LoginBuilder;
  /** The person opens the app in their browser, as it is. */
  visit(user: Handle | MockUser): { at(app?: TestedApp): Promise<Login> };
  /** The person's last message is posted once more, in their own browser or in another one. */
  replay(
    user: Handle | MockUser,
    as?: 'same-browser' | 'other-browser',
  ): { to(app?: TestedApp): Promise<Login> };
  /** Signs a message for somebody without any flow. @throws UserError when the vendor refuses the person */
  mint(user: Handle | MockUser, options: MintOptions): MintedResponse;
  readonly clock: MockClock;
  /** Every AuthnRequest that arrived, oldest first. */
  readonly requests: readonly ReceivedAuthnRequest[];
  /** The next AuthnRequest that arrives. */
  waitForRequest(): Promise<ReceivedAuthnRequest>;
  /** Decides the next arrivals at the IdP that `listen` serves, in this order. */
  enqueue(...arrivals: readonly Arrival<Handle>[]): void;
  /** Serves the IdP on a port of this machine, for browsers that somebody else drives. */
  listen(options?: ListenOptions): Promise<Listening>;
  /** Signs with the next key; with `overlap` the apps have read about it before. */
  rotateKeys(options?: { readonly overlap?: boolean }): void;
  /** Until every app was told of what changed: deactivations, the time, keys. */
  settled(): Promise<void>;
  /** Back to the start: people, time, keys, requests, queue, browsers, identifiers; an app's `reset` is called. */
  reset(): Promise<void>;
  /** Closes what was opened: apps and port. */
  close(): Promise<void>;
}

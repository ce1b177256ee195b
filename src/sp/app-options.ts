/** Floor 5: an app in this process as the service provider under test, as test suites describe it. */
import type { RequestListener, Server } from 'node:http';
import type { SpSettings, VendorName } from '../scenario/scenario.js';
import type { Where } from '../scenario/target-config.js';
import type { Browser, SessionObservation } from './target.js';

/** A web-standard handler: Hono, Next route handlers, Bun, Deno. */
export type FetchHandler = (request: Request) => Response | Promise<Response>;

/** What supertest's `agent(app)` gives: it keeps the cookies, so that the test can go on with it. */
export interface SupertestAgent {
  get(url: string): unknown;
  post(url: string): unknown;
  readonly jar: unknown;
}

/** An app as its framework gives it. */
export type App =
  /** Express, Connect, Next's handler: `(request, response) => …`. */
  | RequestListener
  /** A server of node:http, listening or not. */
  | Server
  | FetchHandler
  /** Hono, itty-router, Elysia. */
  | { readonly fetch: FetchHandler }
  /** Koa. */
  | { callback(): RequestListener }
  /** Fastify. */
  | { ready(): PromiseLike<unknown>; readonly server: Server; routing: RequestListener }
  | SupertestAgent
  /** The base URL of an app that runs already. */
  | string;

/** The service provider under test: the app, where a login begins, and how to look at it. */
export interface AppOptions {
  readonly app: App;
  /** How reports call it. Default `app`. */
  readonly name?: string;
  /** Its public base URL, as it is known to the IdP. Default: learnt from its first AuthnRequest. */
  readonly url?: string;
  /** Where a login begins. Default `/login`. */
  readonly start?:
    string | { readonly url: string; readonly form?: Readonly<Record<string, string>> };
  /**
   * Shows whose session a browser has: a path that answers JSON with `email` (or `user.email`), the same with the
   * places spelt out, or a function.
   */
  readonly session?:
    | string
    | {
        readonly url: string;
        readonly email?: string | Where;
        readonly nameId?: string | Where;
        readonly accountId?: string | Where;
      }
    | ((browser: Browser) => SessionObservation | Promise<SessionObservation>);
  /** Lists the accounts: a function, or a path that answers a JSON list. */
  readonly accounts?: string | (() => Iterable<AppAccount> | Promise<Iterable<AppAccount>>);
  /** Forgets all accounts between stories. Without it, every story gets fresh e-mail addresses. */
  readonly reset?: () => unknown;
  /** Tells the app that a person was deactivated, as SCIM would. */
  readonly deprovision?: (person: { readonly nameId?: string; readonly email: string }) => unknown;
  /** Sets the app's clock, e.g. `vi.setSystemTime`. Without it the app has the real time. */
  readonly setClock?: (now: Date) => unknown;
  /** Tells the app the IdP's metadata, again after a key rotation. */
  readonly trust?: (metadata: string) => unknown;
  /** Learnt from the first AuthnRequest when absent. */
  readonly entityId?: string;
  readonly acs?: string;
  /** What the app promises: a profile's name, or a profile with changes. */
  readonly profile?: string | SpSettings;
  /** The mock IdPs it trusts. Default: `okta`. */
  readonly idps?: readonly VendorName[];
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How long one answer may take, in milliseconds. Default 10,000. */
  readonly timeout?: number;
}

/** An account as the app keeps it: any record, also of an interface or a class; `id` defaults to its e-mail address. */
export type AppAccount = object;

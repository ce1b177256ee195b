/** Floor 1: `standin.config.yaml` after loading: the service providers under test, and how to look at them. */
import type { SourcePosition } from '../base/errors.js';
import type { SpSettings, VendorName } from './scenario.js';

/** Where a value stands in an answer. */
export type Where =
  /** A JSON pointer (RFC 6901) into the answer: `/user/email`. */
  | { readonly json: string }
  /** A CSS selector into a page; the text of the first match, or one of its attributes. */
  | { readonly css: string; readonly attribute?: string }
  /** A header of the answer. */
  | { readonly header: string };

/** How a person begins a login at the SP. */
export interface StartConfig {
  /** Absolute; may hold `{email}`, `{domain}` and `{idp}`. */
  readonly url: string;
  /** Fields of the page's form to fill in before it is submitted; values may hold `{email}` and `{domain}`. */
  readonly form?: Readonly<Record<string, string>>;
}

/** A request that shows whose session a browser has. */
export interface SessionConfig {
  readonly url: string;
  /** Places tried in turn: the first that has a text counts. At least one of the three lists is there, and not empty. */
  readonly email?: readonly Where[];
  readonly nameId?: readonly Where[];
  readonly accountId?: readonly Where[];
  /** Statuses that mean nobody is logged in; a redirect and an answer without identity mean it too. */
  readonly anonymous: readonly number[];
}

/** Where the accounts are listed. */
export type AccountsSource =
  | { readonly kind: 'json'; readonly url: string; readonly list: string }
  | { readonly kind: 'command'; readonly command: string; readonly list: string }
  | { readonly kind: 'csv'; readonly file: string; readonly separator: string }
  | { readonly kind: 'csv-command'; readonly command: string; readonly separator: string }
  | {
      readonly kind: 'page';
      readonly url: string;
      /** CSS selector of one account. */
      readonly rows: string;
      /** How an administrator logs in before the page is read, in a browser of its own. */
      readonly login?: {
        readonly url: string;
        /** CSS selector to text. */
        readonly fill: Readonly<Record<string, string>>;
        /** CSS selector. */
        readonly click: string;
      };
    };

/** The roster: its source, and where each account has its fields. */
export interface AccountsConfig {
  readonly source: AccountsSource;
  /**
   * Account field to its place: a JSON pointer into the account, a column of the CSV, a selector below the row.
   * Absent: the fields as the source names them. `id` is filled from `email` when no field is mapped to it.
   */
  readonly fields?: Readonly<Record<string, string>>;
}

/** Something to do at the SP: a request or a shell command. Texts may hold placeholders. */
export type ActionConfig =
  | {
      readonly kind: 'request';
      readonly method: string;
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
      /** Content type and text, ready but for placeholders: what fills them is escaped as the type needs it. */
      readonly body?: { readonly type: string; readonly text: string };
    }
  | { readonly kind: 'command'; readonly command: string };

/** How to start the app under test, and when it is ready. */
export interface CommandConfig {
  readonly start: string;
  /** Ready when this URL answers with any status below 500. */
  readonly ready: string;
  /** Absolute folder; default: the config's. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** How long to wait until it is ready, in milliseconds. */
  readonly timeout: number;
}

/** One service provider under test. URLs are absolute, file names too; `${NAME}` of the environment is filled in. */
export interface TargetConfig {
  readonly name: string;
  /** Where shell commands run: the folder of the configuration. Absent: the current one. */
  readonly folder?: string;
  /** The public origin and base path. */
  readonly url: string;
  /** Absent: learnt from `metadata`, or from the first AuthnRequest. */
  readonly entityId?: string;
  readonly acs?: string;
  /** The SP's own metadata: a file or a URL. */
  readonly metadata?: string;
  /** The mock IdPs that the app trusts. */
  readonly idps: readonly VendorName[];
  /** The tenant and the application's label at the IdP: with them go its entity ID and URLs. */
  readonly tenant?: string;
  readonly application: string;
  /** What the app promises. Absent: every story promises for itself. */
  readonly profile?: SpSettings;
  readonly start: StartConfig;
  /** The URL that ends a session; `doctor` tries it. */
  readonly logout?: string;
  readonly session?: SessionConfig;
  readonly accounts?: AccountsConfig;
  /** Forgets all accounts. Absent: every story gets fresh e-mail addresses. */
  readonly reset?: ActionConfig;
  /** Tells the app the IdP's metadata: `{metadata}`, or a file written before the app starts. */
  readonly trust?: ActionConfig | { readonly kind: 'file'; readonly file: string };
  /** Tells the app that a person was deactivated, as SCIM would: `{email}`, `{nameId}`. */
  readonly deprovision?: ActionConfig;
  /** Sets the app's clock: `{now}`, an ISO instant. Absent: the app has the real time. */
  readonly clock?: ActionConfig;
  /** Sent with every request to the app. */
  readonly headers: Readonly<Record<string, string>>;
  readonly tls?: {
    /** A PEM file of certificates to trust besides the usual ones. */
    readonly ca?: string;
    /** Accept any certificate; loopback only. */
    readonly insecure?: boolean;
  };
  /** How long one answer may take, in milliseconds. */
  readonly timeout: number;
  /** At most so many requests a second; absent = no limit. */
  readonly rate?: number;
  readonly command?: CommandConfig;
  /** Other origins that a login may lead the browser to. */
  readonly origins: readonly string[];
}

/** A loaded `standin.config.yaml`. */
export interface Config {
  readonly file: string;
  readonly targets: Readonly<Record<string, TargetConfig>>;
  locate(path: readonly (string | number)[], part?: 'key' | 'value'): SourcePosition;
}

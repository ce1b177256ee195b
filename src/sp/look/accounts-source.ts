/** Floor 5: what the kinds of account sources have in common. */
import type { AccountsConfig, AccountsSource } from '../../scenario/target-config.js';
import type { ShellCommand, ShellResult } from '../action/shell.js';
import type { Incoming } from '../carrier/carrier.js';

/** What a look at the accounts may use of the world. */
export interface Reach {
  /** Asks the app, as itself and without any person's cookies. @throws TargetError when it cannot be reached */
  readonly ask: (url: string) => Promise<Incoming>;
  readonly shell: (command: ShellCommand['command']) => Promise<ShellResult>;
  /** A page as a headless browser shows it, after its scripts ran. */
  readonly page: (source: PageSource) => Promise<PageText>;
}

/** A page's HTML, or why it shows no roster. */
export type PageText = { readonly html: string } | { readonly why: string };

export type PageSource = Extract<AccountsSource, { readonly kind: 'page' }>;

/** The records of a source as they came, or why there are none. */
export type Records =
  | {
      readonly kind: 'records';
      readonly records: Iterable<unknown>;
      /** What stands at a place of a record. */
      readonly pick: (record: unknown, place: string) => unknown;
    }
  | { readonly kind: 'unknown'; readonly why: string };

/** Reads the records of one kind of source. */
export type SourceReader<Kind extends AccountsSource = AccountsSource> = (
  source: Kind,
  reach: Reach,
  fields: AccountsConfig['fields'],
) => Promise<Records>;

/** Why a source shows nothing. */
export function unknownRecords(why: string): Records {
  return { kind: 'unknown', why };
}

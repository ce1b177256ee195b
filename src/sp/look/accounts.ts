/** Floor 5: the roster of a target: the table of sources, and the look. */
import type { AccountsConfig, AccountsSource } from '../../scenario/target-config.js';
import type { AccountsObservation } from '../target.js';
import { readCsvCommand, readCsvFile } from './accounts-csv.js';
import { readJsonCommand, readJsonEndpoint } from './accounts-json.js';
import { readPage } from './accounts-page.js';
import type { Reach, SourceReader } from './accounts-source.js';
import { rosterOf } from './roster.js';

/** Looks at the roster. */
export type AccountsLook = () => Promise<AccountsObservation>;

/** The kind of a row and of its source go together by construction of the table. */
function row<Kind extends AccountsSource>(read: SourceReader<Kind>): SourceReader {
  return (source, reach, fields) => read(source as Kind, reach, fields);
}

/** Every kind of source. */
const SOURCES: Readonly<Record<AccountsSource['kind'], SourceReader>> = {
  json: row(readJsonEndpoint),
  command: row(readJsonCommand),
  csv: row(readCsvFile),
  'csv-command': row(readCsvCommand),
  page: row(readPage),
};

/**
 * Makes the look at the accounts of a target.
 *
 * A source that fails or cannot be read is `unknown` with the reason.
 *
 * @param config - the source, and where each account has its fields
 * @param reach - what the look may use of the world
 */
export function accountsLook({ source, fields }: AccountsConfig, reach: Reach): AccountsLook {
  return async () => {
    const read = await SOURCES[source.kind](source, reach, fields);
    return read.kind === 'unknown' ? read : rosterOf(read.records, { fields, pick: read.pick });
  };
}

/** The look of a target that nobody told where to look. */
export function noAccountsLook(): Promise<AccountsObservation> {
  return Promise.resolve({
    kind: 'unknown',
    why: 'the target has no `accounts`: where its accounts are listed',
  });
}

/** Floor 5: records of an app as the roster that is judged. */
import type { Account, AccountsObservation } from '../target.js';
import { accountValue } from './account-value.js';
import { recordFields } from './record-fields.js';

type Fields = readonly (readonly [string, unknown])[];

/** Which field of an account stands where in a record. */
export interface FieldMap {
  /** Account field to place. Absent: the fields as the record names them. */
  readonly fields?: Readonly<Record<string, string>> | undefined;
  /** What stands at a place of a record. */
  readonly pick: (record: unknown, place: string) => unknown;
}

function fieldsOf(record: unknown, { fields, pick }: FieldMap): Fields | undefined {
  if (fields === undefined) return recordFields(record);
  return Object.entries(fields).map(([field, place]) => [field, pick(record, place)]);
}

/** The key of an account: its id, in whatever type the app keeps it, else its e-mail address. */
function idOf(fields: ReadonlyMap<string, unknown>, email: string | undefined): string | undefined {
  const id = fields.get('id') ?? undefined;
  if (typeof id === 'object') return JSON.stringify(id);
  if (typeof id === 'string' || typeof id === 'number' || typeof id === 'bigint') {
    return id === '' ? email : String(id);
  }
  return email;
}

function accountOf(fields: ReadonlyMap<string, unknown>): Account | undefined {
  const values: [string, Account[string]][] = [];
  for (const [field, value] of fields) {
    const shown = accountValue(value);
    if (shown !== undefined) values.push([field, shown]);
  }
  const { email: address, ...rest } = Object.fromEntries(values);
  const email = typeof address === 'string' && address !== '' ? address : undefined;
  const id = idOf(fields, email);
  if (id === undefined) return undefined;
  return email === undefined ? { ...rest, id } : { ...rest, id, email };
}

const NO_KEY =
  'an account has neither `id` nor `email`: map one of them to where the record has it';

/**
 * Makes the roster out of records. Everything is copied: what the app changes later was not seen now.
 *
 * `fields` of the result are those that can be seen: all that are mapped, or all that any record has.
 *
 * @param records - one an account
 * @param map - where the fields stand
 */
export function rosterOf(records: Iterable<unknown>, map: FieldMap): AccountsObservation {
  const seen = new Set<string>(['id', ...Object.keys(map.fields ?? {})]);
  const accounts: Account[] = [];
  for (const record of records) {
    const fields = fieldsOf(record, map);
    if (fields === undefined) return { kind: 'unknown', why: 'an account is not a record' };
    const account = accountOf(new Map(fields));
    if (account === undefined) return { kind: 'unknown', why: NO_KEY };
    accounts.push(account);
    for (const [field] of fields) seen.add(field);
  }
  // Without a record nobody knows which fields an unmapped roster has.
  if (map.fields === undefined && accounts.length === 0) return { kind: 'accounts', accounts };
  return { kind: 'accounts', accounts, fields: [...seen] };
}

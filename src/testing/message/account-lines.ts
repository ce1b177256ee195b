/** Floor 9: the account before and after a login, field by field. */
import { plainValue } from '../../report/plain-value.js';
import { lowerCased, sameValue } from '../../run/judge/equal.js';
import type { Account } from '../../sp/target.js';
import type { Login } from '../login-result.js';

const MOST_FIELDS = 20;

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** Fields that either has, the account's own order first. */
function fieldsOf(before: Account | undefined, after: Account): readonly string[] {
  const all = new Set([...Object.keys(after), ...Object.keys(before ?? {})]);
  return [...all].filter((field) => isThere(after[field]) || isThere(before?.[field]));
}

/** Fields that directory and accounts both have. */
const SHARED: readonly string[] = [
  'email',
  'firstName',
  'lastName',
  'displayName',
  'role',
  'roles',
];

/** What the directory says of a field, where that is something else. */
function directoryNote(
  { observation: { people, subject } }: Login,
  field: string,
  is: unknown,
): string {
  const user = people.get(subject ?? '')?.user;
  if (user === undefined || !SHARED.includes(field)) return '';
  const values: Readonly<Record<string, unknown>> = { ...user };
  const other = values[field === 'role' ? 'roles' : field];
  const same = sameValue(lowerCased(other ?? null), lowerCased(is ?? null));
  return same ? '' : `   (directory: ${plainValue(other)})`;
}

/** A field and how it was. */
interface Field {
  readonly field: string;
  readonly existed: boolean;
  readonly was: unknown;
  readonly is: unknown;
}

function fieldLine(login: Login, width: number, { field, existed, was, is }: Field): string {
  const changed = existed && !sameValue(was ?? null, is ?? null);
  const value = changed ? `${plainValue(was)} -> ${plainValue(is)}` : plainValue(is);
  const note = directoryNote(login, field, is);
  return `${changed ? '~' : ' '} ${field.padEnd(width)}  ${value}${note}`;
}

/** Nothing when the accounts cannot be seen. */
export function accountLines(login: Login): string[] {
  const { observation, account, accountBefore, change, user } = login;
  if (observation.accounts.kind === 'unknown') return [];
  if (account === undefined) return [`The app has no account of ${user}.`];
  const fields = fieldsOf(accountBefore, account).slice(0, MOST_FIELDS);
  const width = Math.max(...fields.map(({ length }) => length));
  const created = change.created ? 'created' : 'not created';
  const state = accountBefore === undefined ? created : change.updated ? 'updated' : 'unchanged';
  return [
    `The account of ${user}, ${state}:`,
    ...fields.map((field) => {
      const values = { was: accountBefore?.[field], is: account[field] };
      return fieldLine(login, width, { field, existed: accountBefore !== undefined, ...values });
    }),
  ];
}

/** Floor 3: sources of values (`user.email`, `user.mail`): one table a vendor, custom attributes beside it. */
import { UserError } from '../base/errors.js';
import { suggest } from '../base/suggest.js';
import type { User } from '../directory/user.js';
import { pathText } from './settings.js';
import type { SettingPath } from './settings.js';

/** What a vendor can name, each with how it is read. */
export interface SourceTable {
  /** What comes before the name of a custom attribute: `user.`. */
  readonly prefix: string;
  readonly fields: Readonly<Record<string, (user: User) => readonly string[]>>;
  /** Names of `attributes` the vendor has by default, without the prefix. */
  readonly standard: readonly string[];
}

/** What a custom attribute may be called. */
const CUSTOM_NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/**
 * Checks a source when the application is set up. A custom attribute needs no declaration, therefore a name
 * that is a known one but for a single slip is taken for a slip.
 *
 * @throws UserError `source-unknown`
 */
export function checkSource(table: SourceTable, source: string, path: SettingPath): string {
  if (Object.hasOwn(table.fields, source)) return source;
  const { prefix } = table;
  const known = [...Object.keys(table.fields), ...table.standard.map((name) => `${prefix}${name}`)];
  if (known.includes(source)) return source;
  const slip = known.find((name) => name.startsWith(prefix) && isSlip(source, name, prefix.length));
  const custom = source.startsWith(prefix) ? source.slice(prefix.length) : '';
  if (slip === undefined && CUSTOM_NAME.test(custom)) return source;
  const meant = slip ?? suggest(source, known);
  throw new UserError('source-unknown', `${pathText(path)}: there is no source ${source}`, {
    path,
    fix:
      meant === undefined
        ? `Use one of ${Object.keys(table.fields).join(', ')}, or ${prefix}NAME for an attribute of the user.`
        : `Did you mean "${meant}"?`,
  });
}

/** Whether two sources differ by case only or, with names of four letters or more, by one letter or two swapped ones. */
function isSlip(one: string, other: string, from: number): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  if (a === b) return true;
  const shorter = Math.min(a.length, b.length);
  if (shorter - from < 4) return false;
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && left === `${right.charAt(1)}${right.charAt(0)}`;
}

/** The values of a source that was checked; no values when the user has none. */
export function valuesOf(table: SourceTable, source: string, user: User): readonly string[] {
  const field = Object.hasOwn(table.fields, source) ? table.fields[source] : undefined;
  if (field !== undefined) return field(user);
  const name = source.slice(table.prefix.length);
  return Object.hasOwn(user.attributes, name) ? (user.attributes[name] ?? []) : [];
}

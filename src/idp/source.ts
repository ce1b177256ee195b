/** Floor 3: sources of values (`user.email`, `user.mail`): one table a vendor, custom attributes beside it. */
import { UserError } from '../base/errors.js';
import { suggest } from '../base/suggest.js';
import type { User } from '../directory/user.js';
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
 * that is almost a known one is taken for a slip.
 *
 * @throws UserError `source-unknown`
 */
export function checkSource(table: SourceTable, source: string, path: SettingPath): string {
  if (Object.hasOwn(table.fields, source)) return source;
  const custom = source.startsWith(table.prefix) ? source.slice(table.prefix.length) : undefined;
  if (custom !== undefined && table.standard.includes(custom)) return source;
  const names = [
    ...Object.keys(table.fields).map((name) =>
      name.startsWith(table.prefix) ? name.slice(table.prefix.length) : name,
    ),
    ...table.standard,
  ];
  const near = suggest(custom ?? source, names);
  if (custom !== undefined && CUSTOM_NAME.test(custom) && near === undefined) return source;
  const full = near === undefined ? undefined : fullName(table, near);
  throw new UserError('source-unknown', `${path.join('.')}: there is no source ${source}`, {
    path,
    fix:
      full === undefined
        ? `Use one of ${Object.keys(table.fields).join(', ')}, or ${table.prefix}NAME for an attribute of the user.`
        : `Did you mean "${full}"?`,
  });
}

function fullName(table: SourceTable, name: string): string {
  return Object.hasOwn(table.fields, name) ? name : `${table.prefix}${name}`;
}

/** The values of a source that was checked; no values when the user has none. */
export function valuesOf(table: SourceTable, source: string, user: User): readonly string[] {
  const field = Object.hasOwn(table.fields, source) ? table.fields[source] : undefined;
  if (field !== undefined) return field(user);
  const name = source.slice(table.prefix.length);
  return Object.hasOwn(user.attributes, name) ? (user.attributes[name] ?? []) : [];
}

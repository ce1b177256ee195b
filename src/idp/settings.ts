/** Floor 3: reads a vendor's settings (`idp.app` of a story) by a table of keys: a wrong key or value is the user's mistake. */
import { parseDuration } from '../base/duration.js';
import { UserError } from '../base/errors.js';
import { didYouMean } from '../base/suggest.js';

/** Where a setting stands, from the IdP settings down: `['app', 'attributeStatements', 0, 'name']`. */
export type SettingPath = readonly (string | number)[];

/** Checks one value and gives it its type. @throws UserError `setting-invalid` */
export type SettingReader<T> = (value: unknown, path: SettingPath) => T;

/** What a table of readers yields; every key may be absent. */
export type Settings<Table extends Readonly<Record<string, SettingReader<unknown>>>> = {
  readonly [Key in keyof Table]?: ReturnType<Table[Key]>;
};

/** A path as people write it: `app.acsEndpoints[0].url`. */
export function pathText(path: SettingPath): string {
  let written = '';
  for (const part of path) {
    written += typeof part === 'number' ? `[${part}]` : `${written === '' ? '' : '.'}${part}`;
  }
  return written;
}

/** The error for a setting. */
export function settingError(path: SettingPath, problem: string, fix?: string): UserError {
  return new UserError('setting-invalid', `${pathText(path)}: ${problem}`, {
    path,
    ...(fix === undefined ? {} : { fix }),
  });
}

/**
 * Reads an object by a table: every key must be in it, every value must pass its reader.
 *
 * @throws UserError `setting-invalid`, with `path` and did-you-mean
 * @example
 * readSettings({ label: text }, { label: 'Proof' }, ['app']); // { label: 'Proof' }
 */
export function readSettings<Table extends Readonly<Record<string, SettingReader<unknown>>>>(
  table: Table,
  given: unknown,
  path: SettingPath,
): Settings<Table> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw settingError(path, 'must be a map of settings');
  }
  const read: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(given)) {
    const reader = Object.hasOwn(table, key) ? table[key] : undefined;
    if (reader === undefined) {
      throw settingError(
        [...path, key],
        'there is no such setting',
        didYouMean(key, Object.keys(table)),
      );
    }
    if (value !== undefined) read[key] = reader(value, [...path, key]);
  }
  return read as Settings<Table>;
}

/** Any text but the empty one. */
export const text: SettingReader<string> = (value, path) => {
  if (typeof value === 'string' && value !== '') return value;
  throw settingError(path, 'must be a text that is not empty');
};

/** `true` or `false`. */
export const flag: SettingReader<boolean> = (value, path) => {
  if (typeof value === 'boolean') return value;
  throw settingError(path, 'must be true or false');
};

/** A whole number, within limits if given. */
export function whole(least: number = -Infinity, most: number = Infinity): SettingReader<number> {
  return (value, path) => {
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) {
      return value;
    }
    const range = Number.isFinite(least) ? ` from ${least} to ${most}` : '';
    throw settingError(path, `must be a whole number${range}`);
  };
}

/** A duration as people write it (`90s`, `80d`), in milliseconds. */
export const duration: SettingReader<number> = (value, path) => {
  const milliseconds = typeof value === 'string' ? parseDuration(value) : undefined;
  if (milliseconds !== undefined && milliseconds >= 0) return milliseconds;
  throw settingError(path, 'must be a duration', 'Write it like 90s, 10m, 2h30m or 80d.');
};

/** An absolute http or https URL, kept as written. */
export const url: SettingReader<string> = (value, path) => {
  if (typeof value === 'string' && /^https?:\/\//i.test(value) && URL.canParse(value)) return value;
  throw settingError(path, 'must be an absolute http or https URL');
};

/** One of the table's words; yields what the word stands for. */
export function choice<T>(words: Readonly<Record<string, T>>): SettingReader<T> {
  return (value, path) => {
    if (typeof value === 'string' && Object.hasOwn(words, value)) return words[value] as T;
    const written = typeof value === 'string' ? value : JSON.stringify(value);
    throw settingError(path, `cannot be ${written}`, didYouMean(written, Object.keys(words)));
  };
}

/** One of the table's words, or the URI that a word stands for. */
export function uriChoice(words: Readonly<Record<string, string>>): SettingReader<string> {
  const byWord = choice(words);
  const uris = new Set(Object.values(words));
  return (value, path) =>
    typeof value === 'string' && uris.has(value) ? value : byWord(value, path);
}

/** A list whose items all pass one reader. */
export function list<T>(item: SettingReader<T>): SettingReader<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw settingError(path, 'must be a list');
    return value.map((each: unknown, index) => item(each, [...path, index]));
  };
}

/** A map read by its own table. */
export function group<Table extends Readonly<Record<string, SettingReader<unknown>>>>(
  table: Table,
): SettingReader<Settings<Table>> {
  return (value, path) => readSettings(table, value, path);
}

/** `true` for a map of settings that all have their defaults, `false` for none. */
export function switchable<T>(map: SettingReader<T>): SettingReader<T | undefined> {
  return (value, path) => {
    if (value === false) return undefined;
    return map(value === true ? {} : value, path);
  };
}

/** Floor 3: Okta's attribute statements: read from the settings, resolved for a user. */
import { ATTRIBUTE_NAME_FORMATS } from '../../saml/names.js';
import type { User } from '../../directory/user.js';
import { resolveAttributes } from '../draft.js';
import type { ResolvedAttribute } from '../draft.js';
import { settingError } from '../settings.js';
import type { SettingPath } from '../settings.js';
import { checkSource, valuesOf } from '../source.js';
import type { AttributeStatement } from '../tenant.js';
import type { OktaStatement } from './okta-settings.js';
import { OKTA_SOURCES } from './okta-source.js';

const unspecified = ATTRIBUTE_NAME_FORMATS.unspecified;

/** A real Okta application starts without statements; an SP that creates accounts needs these, so stories get them. */
export const OKTA_DEFAULT_STATEMENTS: readonly AttributeStatement[] = [
  { name: 'email', nameFormat: unspecified, source: 'user.email' },
  { name: 'firstName', nameFormat: unspecified, source: 'user.firstName' },
  { name: 'lastName', nameFormat: unspecified, source: 'user.lastName' },
  { name: 'roles', nameFormat: unspecified, source: 'appuser.roles' },
];

/** Okta's built-in group: everybody is in it, and a wide filter yields it. */
const EVERYONE = 'Everyone';
const LITERAL = /^"([^"]*)"$/;

/**
 * Translates one statement of Okta's API.
 *
 * @throws UserError `setting-invalid`, `source-unknown`
 */
export function readStatement(given: OktaStatement, path: SettingPath): AttributeStatement {
  if (given.name === undefined) throw settingError([...path, 'name'], 'is missing');
  const head = { name: given.name, nameFormat: given.namespace ?? unspecified };
  if (given.type === 'GROUP') return { ...head, groups: readFilter(given, path) };
  if (given.filterType !== undefined || given.filterValue !== undefined) {
    throw settingError([...path, 'filterType'], 'only a statement of type GROUP has a filter');
  }
  const values = given.values ?? [];
  const at = [...path, 'values'];
  const [first] = values;
  if (first === undefined) throw settingError(at, 'needs one expression, or literals in quotes');
  const literals = values.map((value) => LITERAL.exec(value)?.[1]);
  if (literals.every((literal) => literal !== undefined)) return { ...head, values: literals };
  if (values.length > 1) {
    throw settingError(at, 'holds either one expression, or literals in quotes only');
  }
  return { ...head, source: checkSource(OKTA_SOURCES, first, [...at, 0]) };
}

function readFilter(
  given: OktaStatement,
  path: SettingPath,
): NonNullable<AttributeStatement['groups']> {
  const { filterType, filterValue } = given;
  if (given.values !== undefined) {
    throw settingError([...path, 'values'], 'a statement of type GROUP has a filter, not values');
  }
  if (filterType === undefined) throw settingError([...path, 'filterType'], 'is missing');
  if (filterValue === undefined) throw settingError([...path, 'filterValue'], 'is missing');
  if (filterType === 'regex') {
    try {
      wholeMatch(filterValue);
    } catch {
      throw settingError([...path, 'filterValue'], 'is not a regular expression');
    }
  }
  return { filter: filterType, value: filterValue };
}

/** Okta's filter must match the whole name. */
function wholeMatch(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, 'u');
}

type Filter = NonNullable<AttributeStatement['groups']>;

const MATCHERS: Readonly<Record<Filter['filter'], (value: string) => (name: string) => boolean>> = {
  'starts-with': (value) => (name) => name.startsWith(value),
  equals: (value) => (name) => name === value,
  contains: (value) => (name) => name.includes(value),
  regex: (value) => {
    const pattern = wholeMatch(value);
    return (name) => pattern.test(name);
  },
};

/** Resolves the statements for a user: those with values first, then group statements, as Okta orders them. */
export function resolveOktaAttributes(
  statements: readonly AttributeStatement[],
  user: User,
): readonly ResolvedAttribute[] {
  const ordered = [
    ...statements.filter((statement) => statement.groups === undefined),
    ...statements.filter((statement) => statement.groups !== undefined),
  ];
  return resolveAttributes(ordered, (statement) => {
    if (statement.groups !== undefined) {
      const { filter, value } = statement.groups;
      return [EVERYONE, ...user.groups].filter(MATCHERS[filter](value));
    }
    return statement.values ?? valuesOf(OKTA_SOURCES, statement.source ?? '', user);
  });
}

/** Floor 3: what Okta expressions can name, and the templates of a NameID. */
import type { User } from '../../directory/user.js';
import { checkSource, valuesOf } from '../source.js';
import type { SourceTable } from '../source.js';
import { settingError } from '../settings.js';
import type { SettingPath } from '../settings.js';

/** `user.*` is the Okta profile, `appuser.*` the person's record in the application. */
export const OKTA_SOURCES: SourceTable = {
  prefix: 'user.',
  fields: {
    'user.userName': (user) => [user.userName],
    'user.login': (user) => [user.userName],
    'user.email': (user) => [user.email],
    'user.firstName': (user) => [user.firstName],
    'user.lastName': (user) => [user.lastName],
    'user.displayName': (user) => [user.displayName],
    'user.id': (user) => [user.id],
    'appuser.userName': (user) => [user.userName],
    'appuser.roles': (user) => user.roles,
  },
  // The rest of Okta's base profile: filled from the user's further attributes.
  standard: [
    ...['middleName', 'honorificPrefix', 'honorificSuffix', 'title', 'nickName', 'profileUrl'],
    ...['secondEmail', 'mobilePhone', 'primaryPhone', 'streetAddress', 'city', 'state', 'zipCode'],
    ...['countryCode', 'postalAddress', 'preferredLanguage', 'locale', 'timezone', 'userType'],
    ...['employeeNumber', 'costCenter', 'organization', 'division', 'department'],
    ...['managerId', 'manager'],
  ],
};

const PLACEHOLDER = /\$\{([^}]*)\}/g;

/**
 * Checks a NameID template: `${user.userName}`, or the bare `user.userName`.
 *
 * @throws UserError `setting-invalid`, `source-unknown`
 */
export function checkTemplate(template: string, path: SettingPath): string {
  const sources = [...template.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '');
  if (template.replace(PLACEHOLDER, '').includes('${')) {
    throw settingError(path, 'the template has ${ without }');
  }
  if (sources.length === 0) return `\${${checkSource(OKTA_SOURCES, template, path)}}`;
  for (const source of sources) checkSource(OKTA_SOURCES, source, path);
  return template;
}

/** The text of a template for a user; `undefined` when a placeholder has no value. */
export function fillTemplate(template: string, user: User): string | undefined {
  const missing: string[] = [];
  const text = template.replace(PLACEHOLDER, (_whole, source: string) => {
    const value = valuesOf(OKTA_SOURCES, source, user)[0] ?? '';
    if (value === '') missing.push(source);
    return value;
  });
  return missing.length === 0 ? text : undefined;
}

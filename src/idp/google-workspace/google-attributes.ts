/** Floor 3: Google's attribute mapping: read from the settings, resolved for a user. */
import type { User } from '../../directory/user.js';
import { carriable, type ResolvedAttribute } from '../draft.js';
import { settingError } from '../settings.js';
import type { SettingPath } from '../settings.js';
import { checkSource, valuesOf } from '../source.js';
import type { Application, AttributeStatement } from '../tenant.js';
import type { GoogleMapping, GoogleSettings } from './google-settings.js';
import { GOOGLE_SOURCES } from './google-source.js';

/** A new custom app maps nothing; an SP that creates accounts needs these, so stories get them. */
const DEFAULTS: readonly AttributeStatement[] = [
  { name: 'email', source: 'user.email' },
  { name: 'firstName', source: 'user.name.givenName' },
  { name: 'lastName', source: 'user.name.familyName' },
  { name: 'roles', source: 'user.roles' },
];

/** The source that stands for the chosen groups the person is in. */
const MEMBERSHIP = 'google:groups';

function readMapping(given: GoogleMapping, path: SettingPath): AttributeStatement {
  const { directoryAttribute, appAttribute } = given;
  if (appAttribute === undefined) throw settingError([...path, 'appAttribute'], 'is missing');
  const at = [...path, 'directoryAttribute'];
  if (directoryAttribute === undefined) throw settingError(at, 'is missing');
  return { name: appAttribute, source: checkSource(GOOGLE_SOURCES, directoryAttribute, at) };
}

function membership({ groupMembership }: GoogleSettings): readonly AttributeStatement[] {
  if (groupMembership === undefined) return [];
  const { groups = [], appAttribute } = groupMembership;
  const path = ['app', 'groupMembership'];
  if (appAttribute === undefined) throw settingError([...path, 'appAttribute'], 'is missing');
  if (groups.length === 0 || groups.length > 75) {
    throw settingError([...path, 'groups'], 'must name from 1 to 75 groups');
  }
  return [{ name: appAttribute, source: MEMBERSHIP }];
}

/**
 * Everything an app is sent, group membership last.
 *
 * @throws UserError `setting-invalid`, `source-unknown`
 */
export function mappingsOf(given: GoogleSettings): readonly AttributeStatement[] {
  const mapped = given.attributeMapping?.map((mapping, index) =>
    readMapping(mapping, ['app', 'attributeMapping', index]),
  );
  return [...(mapped ?? DEFAULTS), ...membership(given)];
}

/**
 * Resolves the mapping. A mapped attribute without a value is there all the same, and empty; only nobody's groups
 * are left out.
 */
export function resolveGoogleAttributes(
  { attributes, vendor }: Application,
  user: User,
): readonly ResolvedAttribute[] {
  const chosen = vendor['groups'] as readonly string[];
  return attributes.flatMap(({ name, source = '', values: literal }) => {
    if (source === MEMBERSHIP) {
      const values = user.groups.filter((group) => chosen.includes(group));
      return values.length === 0 ? [] : [{ name, values }];
    }
    const values = (literal ?? valuesOf(GOOGLE_SOURCES, source, user)).map(carriable);
    return [{ name, values: values.filter((value) => value !== '') }];
  });
}

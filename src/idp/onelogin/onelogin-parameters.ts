/** Floor 3: the parameters of a OneLogin application: read from the settings, resolved for a user. */
import { ATTRIBUTE_NAME_FORMATS } from '../../saml/names.js';
import type { User } from '../../directory/user.js';
import { resolveAttributes, type ResolvedAttribute } from '../draft.js';
import { settingError } from '../settings.js';
import type { SettingPath } from '../settings.js';
import { checkSource, valuesOf } from '../source.js';
import type { Application, AttributeStatement } from '../tenant.js';
import type { OneloginParameter, OneloginSettings } from './onelogin-settings.js';
import { ONELOGIN_SOURCES } from './onelogin-source.js';

/** The parameter that is the NameID; every other one is an attribute. */
const NAME_ID = 'saml_username';
const basic = ATTRIBUTE_NAME_FORMATS.basic;

/** A new connector sends the NameID only; an SP that creates accounts needs these, so stories get them. */
const DEFAULTS: Readonly<Record<string, OneloginParameter>> = {
  email: { user_attribute_mappings: 'email' },
  firstName: { user_attribute_mappings: 'firstname' },
  lastName: { user_attribute_mappings: 'lastname' },
  roles: { user_attribute_mappings: 'user_roles', multiValue: true },
};

function readParameter(
  name: string,
  { user_attribute_mappings: source, values }: OneloginParameter,
  path: SettingPath,
): AttributeStatement {
  if ((source === undefined) === (values === undefined)) {
    throw settingError(path, 'needs either user_attribute_mappings or values');
  }
  if (source === undefined) return { name, nameFormat: basic, values: [values ?? ''] };
  const at = [...path, 'user_attribute_mappings'];
  return { name, nameFormat: basic, source: checkSource(ONELOGIN_SOURCES, source, at) };
}

/**
 * What a connector sends: the source of its NameID, its attributes in order, and which of those keep several values.
 *
 * @throws UserError `setting-invalid`, `source-unknown`
 */
export function parametersOf(given: OneloginSettings): {
  readonly nameId: string;
  readonly attributes: readonly AttributeStatement[];
  readonly multiValued: readonly string[];
} {
  const { [NAME_ID]: nameId, ...named } = given.parameters ?? DEFAULTS;
  const path = ['app', 'parameters'];
  const source = nameId?.user_attribute_mappings ?? 'email';
  return {
    nameId: checkSource(ONELOGIN_SOURCES, source, [...path, NAME_ID, 'user_attribute_mappings']),
    attributes: Object.entries(named).map(([name, parameter]) =>
      readParameter(name, parameter, [...path, name]),
    ),
    multiValued: Object.keys(named).filter((name) => named[name]?.multiValue === true),
  };
}

/** Resolves the parameters; several values become one text with semicolons unless they are to stay apart. */
export function resolveParameters(
  { attributes, vendor }: Application,
  user: User,
): readonly ResolvedAttribute[] {
  const multiValued = vendor['multiValued'] as readonly string[];
  return resolveAttributes(attributes, ({ name, source, values: literal }) => {
    if (literal !== undefined) return literal;
    const values = valuesOf(ONELOGIN_SOURCES, source ?? '', user);
    return multiValued.includes(name) ? values : [values.join(';')];
  });
}

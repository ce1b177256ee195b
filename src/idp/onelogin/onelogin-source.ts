/** Floor 3: what a parameter of a OneLogin application can be mapped to, by the names of OneLogin's API. */
import type { User } from '../../directory/user.js';
import type { SourceTable } from '../source.js';

/** Fields of OneLogin's user that a story keeps among its further attributes. */
const FURTHER = [
  ...['title', 'department', 'company', 'phone', 'manager_email', 'external_id'],
  ...['samaccountname', 'distinguished_name', 'userprincipalname', 'preferred_locale_code'],
] as const;

function further(name: string): (user: User) => readonly string[] {
  return ({ attributes }) => (Object.hasOwn(attributes, name) ? (attributes[name] ?? []) : []);
}

/** Custom user fields have a prefix of their own; `user_roles` and `memberof` may have several values. */
export const ONELOGIN_SOURCES: SourceTable = {
  prefix: 'custom_attribute_',
  fields: {
    ...Object.fromEntries(FURTHER.map((name) => [name, further(name)])),
    username: (user) => [user.userName],
    email: (user) => [user.email],
    firstname: (user) => [user.firstName],
    lastname: (user) => [user.lastName],
    name: (user) => [user.displayName],
    id: (user) => [user.id],
    user_roles: (user) => user.roles,
    memberof: (user) => user.groups,
  },
  standard: [],
};

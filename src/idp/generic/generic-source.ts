/** Floor 3: what the generic provider can name: the fields of the directory, by their own names. */
import type { SourceTable } from '../source.js';

export const GENERIC_SOURCES: SourceTable = {
  prefix: 'attributes.',
  fields: {
    id: (user) => [user.id],
    userName: (user) => [user.userName],
    email: (user) => [user.email],
    firstName: (user) => [user.firstName],
    lastName: (user) => [user.lastName],
    displayName: (user) => [user.displayName],
    roles: (user) => user.roles,
    groups: (user) => user.groups,
  },
  standard: [],
};

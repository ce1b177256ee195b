/** Floor 3: what Google can map: the attributes of its directory, by the names of the Directory API. */
import type { SourceTable } from '../source.js';

/** The primary address is the login name; custom attributes are those of any custom schema. */
export const GOOGLE_SOURCES: SourceTable = {
  prefix: 'user.',
  fields: {
    'user.primaryEmail': (user) => [user.userName],
    'user.email': (user) => [user.email],
    'user.name.givenName': (user) => [user.firstName],
    'user.name.familyName': (user) => [user.lastName],
    'user.name.fullName': (user) => [user.displayName],
    'user.id': (user) => [user.id],
    'user.roles': (user) => user.roles,
  },
  // Basic and employee details, filled from the user's further attributes.
  standard: [
    ...['phoneNumber', 'address', 'username', 'employeeId', 'employeeType', 'managerEmail'],
    ...['title', 'costCenter', 'department', 'buildingId', 'floorName', 'floorSection'],
  ],
};

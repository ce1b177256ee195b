/** Floor 3: what Entra's claims configuration can name. */
import type { SourceTable } from '../source.js';

/** Entra writes its sources in lower case. */
export const ENTRA_SOURCES: SourceTable = {
  prefix: 'user.',
  fields: {
    'user.userprincipalname': (user) => [user.userName],
    'user.mail': (user) => [user.email],
    'user.objectid': (user) => [user.id],
    'user.givenname': (user) => [user.firstName],
    'user.surname': (user) => [user.lastName],
    'user.displayname': (user) => [user.displayName],
    'user.assignedroles': (user) => user.roles,
  },
  // Further directory attributes that the portal offers: filled from the user's further attributes.
  standard: [
    ...['employeeid', 'department', 'jobtitle', 'companyname', 'city', 'country', 'state'],
    ...['streetaddress', 'postalcode', 'telephonenumber', 'mobilephone', 'othermail'],
    ...['preferredlanguage', 'mailnickname', 'facsimiletelephonenumber', 'netbiosname'],
    ...['dnsdomainname', 'onpremisessamaccountname', 'onpremisesuserprincipalname'],
    ...['onpremisessecurityidentifier', 'physicaldeliveryofficename'],
    ...Array.from({ length: 15 }, (_unused, index) => `extensionattribute${index + 1}`),
  ],
};

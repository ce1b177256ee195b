/** Floor 3: the claim types that Entra's federation metadata offers (fidelity 2.2). */
import { element, type XmlElement } from '../../xml/node.js';

const IDENTITY = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/';
const MICROSOFT = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/';
const AZURE = 'http://schemas.microsoft.com/identity/claims/';
const AUTH = 'http://schemas.microsoft.com/claims/';

/** Nineteen of them: URI, name, description. */
const CLAIMS: readonly (readonly [uri: string, name: string, description: string])[] = [
  [`${IDENTITY}name`, 'Name', 'The mutable display name of the user.'],
  [`${IDENTITY}nameidentifier`, 'Subject', 'An immutable, reusable identifier of the user.'],
  [`${IDENTITY}givenname`, 'Given Name', 'First name of the user.'],
  [`${IDENTITY}surname`, 'Surname', 'Last name of the user.'],
  [`${AZURE}displayname`, 'Display Name', 'Display name of the user.'],
  [`${AZURE}nickname`, 'Nick Name', 'Nick name of the user.'],
  [
    `${MICROSOFT}authenticationinstant`,
    'Authentication Instant',
    'The time when the user authenticated.',
  ],
  [
    `${MICROSOFT}authenticationmethod`,
    'Authentication Method',
    'The method with which the user authenticated.',
  ],
  [`${AZURE}objectidentifier`, 'ObjectIdentifier', 'Primary identifier of the user.'],
  [`${AZURE}tenantid`, 'TenantId', 'Identifier of the tenant of the user.'],
  [`${AZURE}identityprovider`, 'IdentityProvider', 'Identity provider of the user.'],
  [`${IDENTITY}emailaddress`, 'Email', 'E-mail address of the user.'],
  [`${MICROSOFT}groups`, 'Groups', 'Groups of the user.'],
  [
    `${AZURE}accesstoken`,
    'External Access Token',
    'Access token issued by an external identity provider.',
  ],
  [
    `${MICROSOFT}expiration`,
    'External Access Token Expiration',
    'When the access token of the external identity provider expires.',
  ],
  [`${AZURE}openid2_id`, 'External OpenID 2.0 Identifier', 'OpenID 2.0 identifier of the user.'],
  [`${AUTH}groups.link`, 'GroupsOverageClaim', 'Sent when the user has too many groups to list.'],
  [`${MICROSOFT}role`, 'Role Claim', 'Roles of the user in the application.'],
  [`${MICROSOFT}wids`, 'RoleTemplate Id Claim', 'Directory roles of the user.'],
];

/** `fed:ClaimTypesOffered`, needing the prefixes `fed` and `auth` in scope. */
export function claimTypesOffered(): XmlElement {
  const types = CLAIMS.map(([uri, name, description]) =>
    element(
      'auth:ClaimType',
      [
        ['Uri', uri],
        ['xmlns:auth', 'http://docs.oasis-open.org/wsfed/authorization/200706'],
      ],
      [element('auth:DisplayName', [], [name]), element('auth:Description', [], [description])],
    ),
  );
  return element('fed:ClaimTypesOffered', [], types);
}

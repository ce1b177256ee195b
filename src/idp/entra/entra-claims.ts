/** Floor 3: Entra's claims: the ones it always sends and the configured ones, in the captured order (fidelity 1.2). */
import type { AttributeStatement, Tenant } from '../tenant.js';
import { settingError } from '../settings.js';
import type { SettingPath } from '../settings.js';
import { checkSource } from '../source.js';
import type { EntraAuthnMethod, EntraClaim, EntraSettings } from './entra-settings.js';
import { ENTRA_SOURCES } from './entra-source.js';

const IDENTITY = 'http://schemas.microsoft.com/identity/claims/';
const WS_2008 = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/';
const XMLSOAP = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/';
const METHOD = 'http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/';

/** Sources that are not the portal's: they say where Entra itself takes a claim from. */
export const OWN_SOURCES = {
  groups: 'entra:groups',
  groupsLink: 'entra:groups.link',
  identityProvider: 'entra:identityprovider',
} as const;

const METHODS: Readonly<Record<EntraAuthnMethod, string>> = {
  password: `${METHOD}password`,
  mfa: 'http://schemas.microsoft.com/claims/multipleauthn',
  x509: `${METHOD}x509`,
  windows: `${METHOD}windows`,
};

const CONFIGURED: readonly AttributeStatement[] = [
  { name: `${XMLSOAP}givenname`, source: 'user.givenname' },
  { name: `${XMLSOAP}surname`, source: 'user.surname' },
  { name: `${XMLSOAP}emailaddress`, source: 'user.mail' },
  { name: `${XMLSOAP}name`, source: 'user.userprincipalname' },
];

/**
 * Every claim of an application, in the order Entra sends them. `claims` of the settings takes the place of
 * the four that a new enterprise application has.
 *
 * @throws UserError `setting-invalid`, `source-unknown`
 */
export function claimsOf(given: EntraSettings, tenant: Tenant): readonly AttributeStatement[] {
  const configured = given.claims?.map((claim, index) =>
    readClaim(claim, ['app', 'claims', index]),
  );
  const methods: AttributeStatement = {
    name: 'http://schemas.microsoft.com/claims/authnmethodsreferences',
    values: (given.authnMethods ?? ['password']).map((method) => METHODS[method]),
  };
  const role: AttributeStatement = { name: `${WS_2008}role`, source: 'user.assignedroles' };
  const provider: AttributeStatement = {
    name: `${IDENTITY}identityprovider`,
    source: OWN_SOURCES.identityProvider,
  };
  const ids: readonly AttributeStatement[] = [
    { name: `${IDENTITY}tenantid`, values: [tenant.id] },
    { name: `${IDENTITY}objectidentifier`, source: 'user.objectid' },
  ];
  const display: AttributeStatement = {
    name: `${IDENTITY}displayname`,
    source: 'user.displayname',
  };
  const groups = groupClaims(given);
  if (given.kind !== 'app-registration') {
    const tail = configured ?? CONFIGURED;
    return [...ids, display, ...groups, provider, methods, role, ...tail];
  }
  const names: readonly AttributeStatement[] = [
    { name: `${XMLSOAP}name`, source: 'user.userprincipalname' },
    { name: `${XMLSOAP}surname`, source: 'user.surname' },
    { name: `${XMLSOAP}givenname`, source: 'user.givenname' },
  ];
  return [...ids, ...names, display, ...groups, provider, methods, role, ...(configured ?? [])];
}

function groupClaims({ groupMembershipClaims, groupOverage }: EntraSettings): AttributeStatement[] {
  if (groupMembershipClaims === undefined || groupMembershipClaims === 'None') return [];
  const groups = { name: `${WS_2008}groups`, source: OWN_SOURCES.groups };
  if (groupOverage !== 'link') return [groups];
  const link = 'http://schemas.microsoft.com/claims/groups.link';
  return [groups, { name: link, source: OWN_SOURCES.groupsLink }];
}

function readClaim(claim: EntraClaim, path: SettingPath): AttributeStatement {
  if (claim.name === undefined) throw settingError([...path, 'name'], 'is missing');
  // The portal joins namespace and name with a slash; a name that is a URI needs no namespace.
  const namespace = claim.namespace?.replace(/\/$/, '') ?? '';
  const head = {
    name: namespace === '' ? claim.name : `${namespace}/${claim.name}`,
    ...(claim.nameFormat === undefined ? {} : { nameFormat: claim.nameFormat }),
  };
  if ((claim.source === undefined) === (claim.value === undefined)) {
    throw settingError(path, 'needs either a source or a value');
  }
  if (claim.value !== undefined) return { ...head, values: [claim.value] };
  const source = checkSource(ENTRA_SOURCES, claim.source ?? '', [...path, 'source']);
  return { ...head, source };
}

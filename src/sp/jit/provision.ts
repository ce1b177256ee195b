/** Floor 5: what a login writes into the account it was decided for. */
import type { AccountField, JitPolicy } from '../../scenario/profile.js';
import type { AccountProfile, AccountRecord } from './account.js';
import { firstValue, type Identity } from './identity.js';

const SINGLE = ['email', 'firstName', 'lastName', 'displayName', 'middleName'] as const;

/** What the login finds out besides the identity. */
export interface Occasion {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** For a new account. */
  readonly newId: () => string;
}

function rolesAtFirst(identity: Identity, jit: JitPolicy): readonly string[] {
  const asserted = identity.values.roles ?? [];
  return asserted.length > 0 ? asserted : [jit.defaultRole];
}

function rolesLater(identity: Identity, account: AccountRecord, jit: JitPolicy): readonly string[] {
  if (jit.roles === 'every-login') return rolesAtFirst(identity, jit);
  const asserted = identity.values.roles ?? [];
  return jit.roles === 'when-present' && asserted.length > 0 ? asserted : account.roles;
}

/** A new account. Groups are kept unless the SP ignores them. */
export function createAccount(
  identity: Identity,
  jit: JitPolicy,
  { now, newId }: Occasion,
): AccountRecord {
  const value = (field: AccountField): string | null => firstValue(identity, field) ?? null;
  return {
    id: newId(),
    issuer: identity.issuer,
    nameId: identity.nameId,
    email: value('email'),
    firstName: value('firstName'),
    lastName: value('lastName'),
    displayName: value('displayName'),
    middleName: value('middleName'),
    roles: rolesAtFirst(identity, jit),
    groups: jit.groups === 'ignored' ? [] : (identity.values.groups ?? []),
    createdAt: now,
    updatedAt: now,
    lastLoginAt: now,
  };
}

/** The profile after a later login: what was not asserted stays as it is. */
function profileLater(identity: Identity, account: AccountRecord, jit: JitPolicy): AccountProfile {
  const { email, firstName, lastName, displayName, middleName } = account;
  const fields = { email, firstName, lastName, displayName, middleName };
  if (jit.update === 'all') {
    for (const field of SINGLE) fields[field] = firstValue(identity, field) ?? fields[field];
  }
  const groups = jit.groups === 'every-login' ? (identity.values.groups ?? []) : account.groups;
  return { ...fields, roles: rolesLater(identity, account, jit), groups };
}

/**
 * The account after a later login. A login reactivates: the check before it has made sure that
 * the person was let in again after the deactivation.
 *
 * @param linked - found by e-mail: the account gets the new NameID
 */
export function updateAccount(
  identity: Identity,
  account: AccountRecord,
  jit: JitPolicy,
  { now, linked }: { readonly now: number; readonly linked: boolean },
): AccountRecord {
  const { deactivation, ...active } = account;
  const key = linked ? { issuer: identity.issuer, nameId: identity.nameId } : {};
  const next = { ...active, ...profileLater(identity, account, jit), ...key, lastLoginAt: now };
  const changed =
    deactivation !== undefined ||
    JSON.stringify({ ...next, lastLoginAt: 0 }) !== JSON.stringify({ ...active, lastLoginAt: 0 });
  return changed ? { ...next, updatedAt: now } : next;
}

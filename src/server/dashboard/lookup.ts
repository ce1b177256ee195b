/** Floor 5: the tenant, application or person that an address names. */
import type { User } from '../../directory/user.js';
import type { Answer } from '../http/answer.js';
import type { PathParts } from '../http/route.js';
import { messagePage } from '../pages/message-page.js';
import type { ServerState } from '../state/server-state.js';
import type { TenantState } from '../state/tenant-state.js';

/** The tenant of the path. */
export function tenantOf(
  { tenants }: ServerState,
  { key = '' }: PathParts,
): TenantState | undefined {
  return tenants.get(key);
}

/** Said of a tenant, person or application that is not there. */
export function notThere(what: string): Answer {
  return messagePage({
    status: 404,
    title: `There is no such ${what}`,
    message: 'It was there before a reset, or the address is wrong.',
    fix: 'The start page lists every tenant: /',
  });
}

/** The newest record. */
export function userOf(
  { clock }: ServerState,
  { directory }: TenantState,
  handle: string,
): User | undefined {
  return directory.at(clock.now()).user(handle);
}

/** The newest record of everybody; those who are gone come last. */
export function everybody({ clock }: ServerState, { directory }: TenantState): readonly User[] {
  const state = directory.at(clock.now());
  const handles = new Set([...state.users()].map(({ handle }) => handle));
  return [...handles].flatMap((handle) => state.user(handle) ?? []);
}

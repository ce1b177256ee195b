/** Floor 5: the tenant, the user, the application that a caller names. */
import { UserError } from '../../base/errors.js';
import { didYouMean } from '../../base/suggest.js';
import { unknownUser } from '../../directory/refusal.js';
import type { User } from '../../directory/user.js';
import { handleOf } from '../sso/admit.js';
import type { ServerState } from '../state/server-state.js';
import type { ServedApp, TenantState } from '../state/tenant-state.js';

function named({ tenants }: ServerState, name: string): TenantState | undefined {
  const ofVendor = [...tenants.values()].filter(({ vendor }) => vendor.name === name);
  return tenants.get(name) ?? (ofVendor.length === 1 ? ofVendor[0] : undefined);
}

/**
 * The tenant of that key, or the only one of that vendor; without a name the only one there is.
 *
 * @throws UserError `tenant-unknown`, `value-invalid`
 */
export function findTenant(state: ServerState, name?: string): TenantState {
  const keys = [...state.tenants.keys()];
  const [first] = state.tenants.values();
  if (name === undefined) {
    if (first !== undefined && keys.length === 1) return first;
    const fix = `Say tenant, one of: ${keys.join(', ')}.`;
    const path = ['query', 'tenant'];
    throw new UserError('value-invalid', 'This server has several tenants.', { fix, path });
  }
  const found = named(state, name);
  if (found !== undefined) return found;
  throw new UserError('tenant-unknown', `There is no tenant "${name}".`, {
    fix: didYouMean(name, keys),
  });
}

/** Every tenant, or the one that is named. @throws UserError `tenant-unknown` */
export function tenantsNamed(state: ServerState, name: string | undefined): readonly TenantState[] {
  return name === undefined ? [...state.tenants.values()] : [findTenant(state, name)];
}

/** The newest record of every handle. */
export function currentUsers({ directory, context }: TenantState): readonly User[] {
  const now = directory.at(context.clock.now());
  const handles = new Set([...now.users()].map(({ handle }) => handle));
  return [...handles].flatMap((handle) => now.user(handle) ?? []);
}

/**
 * The user of that handle, login name or e-mail address.
 *
 * @throws UserError `user-unknown`
 */
export function findUser(tenant: TenantState, name: string): User {
  const handle = handleOf(tenant, name);
  const now = tenant.directory.at(tenant.context.clock.now());
  const user = handle === undefined ? undefined : now.user(handle);
  if (user !== undefined) return user;
  throw unknownUser(
    name,
    currentUsers(tenant).map(({ handle: each }) => each),
  );
}

/** The application of that name. @throws UserError `application-unknown` */
export function findApplication({ key, apps }: TenantState, name: string): ServedApp {
  const app = apps.get(name);
  if (app !== undefined) return app;
  throw new UserError('application-unknown', `${key} has no application "${name}".`, {
    fix: apps.size === 0 ? 'It has none.' : didYouMean(name, [...apps.keys()]),
  });
}

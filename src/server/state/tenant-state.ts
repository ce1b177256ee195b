/** Floor 5: a tenant as the server holds it: its directory, its keys and its applications. */
import type { Context } from '../../base/context.js';
import { openDirectory, type Directory } from '../../directory/directory.js';
import type { IdpVendor } from '../../idp/idp.js';
import type { Application, Tenant } from '../../idp/tenant.js';
import { identityOf } from '../../idp/identity.js';
import { VENDORS } from '../../idp/vendors.js';
import type { SigningKey } from '../../keys/keys.js';
import type { IdpSettings } from '../../scenario/scenario.js';
import { ENDPOINTS } from '../endpoints/endpoints.js';
import type { Places } from '../endpoints/endpoint.js';
import type { SpStart, TenantStart } from './start.js';

/** An SP as an application of one tenant. */
export interface ServedApp {
  readonly application: Application;
  readonly sp: SpStart;
  /** Where it lies on this server. */
  readonly places: Places;
  /** Its SP is not known yet: the first AuthnRequest says who it is. */
  readonly waiting: boolean;
}

/** What the tenant signs with now, what its metadata lists, and what a rotation brings. */
interface Keyring {
  current: SigningKey;
  published: readonly SigningKey[];
  next?: SigningKey;
}

/** A tenant. */
export interface TenantState {
  /** Names it in paths and logs: `okta-acme`. */
  readonly key: string;
  readonly vendor: IdpVendor;
  readonly tenant: Tenant;
  readonly settings: IdpSettings;
  readonly story?: string;
  readonly context: Context;
  readonly directory: Directory;
  readonly keyring: Keyring;
  /** By name. */
  readonly apps: Map<string, ServedApp>;
  /** How many logins began since the start. */
  readonly counted: { logins: number };
}

/** What opening a tenant needs besides its start. */
export interface TenantSetting {
  /** The server's origin: `http://127.0.0.1:7000`. */
  readonly origin: string;
  readonly context: Context;
  readonly sps: readonly SpStart[];
}

/** The ACS URL of an application whose SP is not known yet; nothing is ever sent there (RFC 2606). */
const NOWHERE = 'https://sp.invalid/acs';

/** An application that is there before its SP: the SP needs the IdP's addresses first. */
export const WAITING_SP: SpStart = {
  facts: { entityId: 'urn:standin:not-known-yet', acsUrl: NOWHERE },
  source: 'request',
  label: 'your-app',
};

/** Two SPs with one label are two applications. */
function freeLabel(label: string, taken: ReadonlySet<string>): string {
  if (!taken.has(label)) return label;
  let count = 2;
  while (taken.has(`${label} ${count}`)) count++;
  return `${label} ${count}`;
}

type TenantParts = Pick<TenantState, 'vendor' | 'tenant' | 'settings' | 'context'>;

function appOf(
  { vendor, tenant, settings, context }: TenantParts,
  sp: SpStart,
  { origin, taken }: { readonly origin: string; readonly taken: ReadonlySet<string> },
): ServedApp {
  const own = { ...settings.app, ...(sp.label === undefined ? {} : { label: sp.label }) };
  const named = vendor.application({ ...settings, app: own }, sp.facts, tenant, context);
  const label = freeLabel(named.name, taken);
  const application =
    label === named.name
      ? named
      : vendor.application({ ...settings, app: { ...own, label } }, sp.facts, tenant, context);
  const places = ENDPOINTS[vendor.name].places(origin, tenant, application);
  const { sso: ssoUrl, launch: launchUrl, slo: url } = places;
  const slo = application.slo && url ? { slo: { ...application.slo, url } } : {};
  const waiting = sp.facts.acsUrl === NOWHERE;
  return { application: { ...application, ssoUrl, launchUrl, ...slo }, sp, places, waiting };
}

/**
 * Adds an SP to the tenant.
 *
 * @throws UserError `setting-invalid`, `source-unknown`
 */
export function addApp(state: TenantState, sp: SpStart, origin: string): ServedApp {
  const app = appOf(state, sp, { origin, taken: new Set(state.apps.keys()) });
  state.apps.set(app.application.name, app);
  return app;
}

/** The waiting application becomes that of an SP; its ids and addresses stay. */
export function adoptSp(
  state: TenantState,
  { application: { name } }: ServedApp,
  sp: SpStart,
  origin: string,
): ServedApp {
  state.apps.delete(name);
  return addApp(state, { ...sp, label: name }, origin);
}

/**
 * Opens a tenant, its directory as the story starts.
 *
 * @throws UserError `setting-invalid`, `source-unknown`; what `Directory.record` throws
 */
export function openTenant(start: TenantStart, setting: TenantSetting): TenantState {
  const { settings, keys, story } = start;
  const vendor = VENDORS[settings.vendor];
  const tenant = vendor.tenant(settings, setting.context);
  const key = `${vendor.name}-${tenant.name}`;
  const random = setting.context.random.fork(key);
  const context = { ...setting.context, random: random.fork('idp') };
  const directory = openDirectory({
    lifecycle: vendor.lifecycle,
    // Of the tenant's name alone: the SP's accounts know people by these ids after a restart, too.
    random: identityOf('directory', key),
  });
  const keyring: Keyring = { ...keys };
  const apps = new Map<string, ServedApp>();
  const counted = { logins: 0 };
  const parts = { key, vendor, tenant, settings, context, directory, keyring, apps, counted };
  const state: TenantState = { ...parts, ...(story === undefined ? {} : { story }) };
  for (const sp of setting.sps) addApp(state, sp, setting.origin);
  const changes = start.changes(context.clock.now(), [...apps.keys()]);
  for (const change of changes) directory.record(change);
  return state;
}

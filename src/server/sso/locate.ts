/** Floor 5: which tenant and application a request is for; an SP that nobody announced is learnt here. */
import { isLoopback } from '../../base/loopback.js';
import type { IdpVendor, Objection } from '../../idp/idp.js';
import type { ReceivedAuthnRequest } from '../../saml/authn-request.js';
import type { VendorName } from '../../scenario/scenario.js';
import { issuerOf, type Asked } from '../endpoints/endpoint.js';
import { ENDPOINTS } from '../endpoints/endpoints.js';
import type { PathParts } from '../http/route.js';
import { detached } from '../state/detached.js';
import type { ServerState } from '../state/server-state.js';
import { addApp, adoptSp, type ServedApp, type TenantState } from '../state/tenant-state.js';

/** Where the request leads. */
export interface Located {
  readonly tenant: TenantState;
  readonly app: ServedApp;
  /** The SP was not known before this request. */
  readonly learnt: boolean;
}

/** The tenant at least, and why the request leads nowhere. */
export interface Lost {
  readonly tenant?: TenantState;
  readonly objection: Objection;
}

function learnable(state: ServerState, acsUrl: string): boolean {
  if (!URL.canParse(acsUrl)) return false;
  const { protocol, hostname } = new URL(acsUrl);
  const web = protocol === 'http:' || protocol === 'https:';
  return web && (isLoopback(hostname) || state.options.hosts.includes(hostname));
}

/** Assigns everybody who is assigned to anything: nobody said yet who may use the new application. */
export function assignAll({ directory, context }: TenantState, application: string): void {
  const at = context.clock.now();
  for (const { handle, assignments, state } of directory.at(at).users()) {
    const gone = state === 'deleted' || state === 'soft-deleted';
    if (gone || assignments.length === 0 || assignments.includes(application)) continue;
    directory.record({ at, verb: 'assign', handle, application });
  }
}

/** An entity ID has at most 1024 characters (saml-core 8.3.6). */
const LONGEST_NAME = 1024;
/** SPs that requests may add to a tenant: whoever sends a new name each time does not fill the memory. */
const MOST_LEARNT = 100;

function learntBy({ apps }: TenantState): number {
  return [...apps.values()].filter(({ sp, waiting }) => sp.source === 'request' && !waiting).length;
}

/** Trust on first use, of this machine only: no request may lead assertions elsewhere. */
function learn(
  state: ServerState,
  tenant: TenantState,
  found: ServedApp | undefined,
  { request }: ReceivedAuthnRequest,
): ServedApp | Objection {
  const { issuer, acsUrl } = request;
  const detail = issuer ?? 'a request without Issuer';
  if (state.options.strict || issuer === undefined) return { reason: 'unknown-app', detail };
  if (acsUrl === undefined) {
    return { reason: 'unknown-app', detail: `${detail}, which names no ACS URL to learn` };
  }
  if (!learnable(state, acsUrl)) {
    return {
      reason: 'acs-mismatch',
      detail: `${acsUrl} is not on this machine; name the SP with --sp-metadata`,
    };
  }
  if (issuer.length > LONGEST_NAME || acsUrl.length > LONGEST_NAME) {
    return { reason: 'unknown-app', detail: `a name of more than ${LONGEST_NAME} characters` };
  }
  if (learntBy(tenant) >= MOST_LEARNT) {
    const known = `${detail}; this server has learnt ${MOST_LEARNT} SPs already`;
    return { reason: 'unknown-app', detail: `${known}: name it with --sp-metadata` };
  }
  const facts = { entityId: detached(issuer), acsUrl: detached(acsUrl) };
  const sp = { facts, source: 'request' } as const;
  const waiting = found ?? [...tenant.apps.values()].find((app) => app.waiting);
  const { origin, log } = state;
  const app =
    waiting === undefined ? addApp(tenant, sp, origin) : adoptSp(tenant, waiting, sp, origin);
  assignAll(tenant, app.application.name);
  const summary = `Learnt the SP ${issuer} from its first AuthnRequest; Responses go to ${acsUrl}`;
  log.add({ kind: 'application', tenant: tenant.key, app: app.application.name, summary });
  return app;
}

function tenantsOf({ tenants }: ServerState, vendor: VendorName): readonly TenantState[] {
  return [...tenants.values()].filter((tenant) => tenant.vendor.name === vendor);
}

/** What the vendor can go by. */
export function askedOf(parts: PathParts, query: string, received?: ReceivedAuthnRequest): Asked {
  const issuer = issuerOf(received);
  return { parts, query: new URLSearchParams(query), ...(issuer === undefined ? {} : { issuer }) };
}

/** Finds tenant and application. */
export function locate(
  state: ServerState,
  vendor: IdpVendor,
  asked: Asked,
  received?: ReceivedAuthnRequest,
): Located | Lost {
  const endpoints = ENDPOINTS[vendor.name];
  const tenant = tenantsOf(state, vendor.name).find((each) => endpoints.isOf(each, asked));
  if (tenant === undefined) {
    return { objection: { reason: 'unknown-app', detail: 'no tenant or application is here' } };
  }
  const app = endpoints.find(tenant, asked);
  if (app !== undefined && !app.waiting) return { tenant, app, learnt: false };
  if (received === undefined) {
    const detail = 'the SP is not known yet: it has sent no AuthnRequest';
    return { tenant, objection: { reason: 'unknown-app', detail } };
  }
  const learnt = learn(state, tenant, app, received);
  return 'reason' in learnt ? { tenant, objection: learnt } : { tenant, app: learnt, learnt: true };
}

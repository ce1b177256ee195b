/** Floor 5: the rows of the routing table that belong to vendors. */
import type { VendorName } from '../../scenario/scenario.js';
import { VENDORS } from '../../idp/vendors.js';
import type { EndpointKind } from '../endpoints/endpoint.js';
import { ENDPOINTS } from '../endpoints/endpoints.js';
import type { Handler, Route } from '../http/route.js';
import { carriesLogout } from '../slo/receive-logout.js';
import { answerSlo } from '../slo/slo.js';
import { answerMetadata } from './metadata.js';
import { answerLogin } from './sso.js';

/** Entra takes logins and logouts at one URL. */
function sharesUrl(name: VendorName): boolean {
  const { logout } = VENDORS[name];
  return logout !== undefined && !ENDPOINTS[name].endpoints.some(({ kind }) => kind === 'slo');
}

/** Who answers, by what the endpoint is for. */
function handlerOf(name: VendorName, kind: EndpointKind): Handler | undefined {
  const vendor = VENDORS[name];
  const handlers: Readonly<Partial<Record<EndpointKind, Handler>>> = {
    sso: (state, http, parts) =>
      sharesUrl(name) && carriesLogout(http)
        ? answerSlo(vendor, state, http, parts)
        : answerLogin(vendor, state, http, parts),
    slo: (state, http, parts) => answerSlo(vendor, state, http, parts),
    launch: (state, http, parts) => answerLogin(vendor, state, http, parts),
    metadata: (state, http, parts) => answerMetadata(vendor, state, http, parts),
  };
  return handlers[kind];
}

function routesOf(name: VendorName): readonly Route[] {
  return ENDPOINTS[name].endpoints.flatMap(({ kind, methods, pattern }) => {
    const handler = handlerOf(name, kind);
    return handler === undefined ? [] : methods.map((method): Route => [method, pattern, handler]);
  });
}

/** Every vendor's paths. */
export const VENDOR_ROUTES: readonly Route[] = (Object.keys(ENDPOINTS) as VendorName[]).flatMap(
  routesOf,
);

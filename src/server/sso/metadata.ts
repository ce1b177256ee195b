/** Floor 5: the vendor's metadata document, with this server's addresses. */
import type { IdpVendor } from '../../idp/idp.js';
import type { Answer } from '../http/answer.js';
import type { HttpRequest } from '../http/request.js';
import type { PathParts } from '../http/route.js';
import { ENDPOINTS } from '../endpoints/endpoints.js';
import type { ServerState } from '../state/server-state.js';
import { onlyApp } from '../endpoints/endpoint.js';
import { askedOf } from './locate.js';
import { refuse } from './refuse.js';

/** The document of the application that is asked for; of the tenant's first where the vendor lets that be open. */
export function answerMetadata(
  vendor: IdpVendor,
  state: ServerState,
  http: HttpRequest,
  parts: PathParts,
): Answer {
  const endpoints = ENDPOINTS[vendor.name];
  const asked = askedOf(parts, http.query);
  const tenant = [...state.tenants.values()].find(
    (each) => each.vendor.name === vendor.name && endpoints.isOf(each, asked),
  );
  const app =
    tenant && (endpoints.find(tenant, asked) ?? onlyApp(tenant) ?? [...tenant.apps.values()][0]);
  if (tenant === undefined || app === undefined) {
    return refuse(state, { vendor }, { reason: 'unknown-app' });
  }
  const { current, published } = tenant.keyring;
  const certificates = published.map(({ certificate }) => certificate);
  return {
    status: 200,
    headers: {
      'content-type': 'application/samlmetadata+xml; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
    body: vendor.metadata(tenant.tenant, app.application, certificates, current),
  };
}

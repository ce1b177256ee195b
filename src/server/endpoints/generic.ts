/** Floor 5: the generic provider's paths: one set a tenant, the request's Issuer names the application. */
import { byIssuer, onlyApp, type Asked, type VendorEndpoints } from './endpoint.js';
import type { ServedApp, TenantState } from '../state/tenant-state.js';

const TENANT = '/saml/:tenant';
const BOTH = ['GET', 'POST'] as const;
const HOUR = 3_600_000;

function find(tenant: TenantState, { parts, query, issuer }: Asked): ServedApp | undefined {
  const id = parts['id'] ?? query.get('app');
  if (typeof id === 'string') {
    return [...tenant.apps.values()].find(({ application }) => application.id === id);
  }
  return issuer === undefined ? onlyApp(tenant) : byIssuer(tenant, issuer);
}

export const generic: VendorEndpoints = {
  endpoints: [
    { kind: 'sso', methods: BOTH, pattern: `${TENANT}/sso` },
    { kind: 'slo', methods: BOTH, pattern: `${TENANT}/slo` },
    { kind: 'metadata', methods: ['GET'], pattern: `${TENANT}/metadata` },
    { kind: 'launch', methods: ['GET'], pattern: `${TENANT}/launch/:id` },
  ],
  session: { idle: 8 * HOUR, remembered: 30 * 24 * HOUR },
  closedSession: 'refusal',
  refusesPassive: true,
  logoutNames: 'session',
  places(origin, tenant, { id }) {
    const base = `${origin}/saml/${tenant.name}`;
    return {
      sso: `${base}/sso`,
      slo: `${base}/slo`,
      metadata: `${base}/metadata?app=${id}`,
      launch: `${base}/launch/${id}`,
    };
  },
  isOf: (tenant, { parts }) => parts['tenant'] === tenant.tenant.name,
  find,
};

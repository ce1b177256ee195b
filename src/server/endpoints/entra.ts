/** Floor 5: Entra's paths (fidelity 2.2, 4, 5). One URL a tenant: the request's Issuer names the application. */
import { byIssuer, moved, onlyApp, type Asked, type VendorEndpoints } from './endpoint.js';
import type { ServedApp, TenantState } from '../state/tenant-state.js';

const HOUR = 3_600_000;

function byId({ apps }: TenantState, id: string | null | undefined): ServedApp | undefined {
  return [...apps.values()].find(({ application }) => application.id === id);
}

/** The Issuer may be the bare application id, or a service principal name. */
function find(tenant: TenantState, { parts, query, issuer }: Asked): ServedApp | undefined {
  const id = parts['appId'] ?? query.get('appid');
  if (typeof id === 'string') return byId(tenant, id);
  if (issuer === undefined) return onlyApp(tenant);
  return byIssuer(tenant, issuer) ?? byId(tenant, issuer.replace(/^spn:/, ''));
}

export const entra: VendorEndpoints = {
  endpoints: [
    { kind: 'sso', methods: ['GET', 'POST'], pattern: '/:tenant/saml2' },
    {
      kind: 'metadata',
      methods: ['GET'],
      pattern: '/:tenant/federationmetadata/2007-06/federationmetadata.xml',
    },
    { kind: 'launch', methods: ['GET'], pattern: '/signin/:app/:appId' },
    { kind: 'launch', methods: ['GET'], pattern: '/api/signin/:appId' },
  ],
  session: { idle: 24 * HOUR, remembered: 90 * 24 * HOUR },
  closedSession: 'refusal',
  refusesPassive: true,
  places(origin, tenant, { id, name, ssoUrl }) {
    const sso = moved(ssoUrl, origin);
    return {
      sso,
      slo: sso,
      metadata: `${origin}/${tenant.id}/federationmetadata/2007-06/federationmetadata.xml?appid=${id}`,
      launch: `${origin}/signin/${encodeURIComponent(name)}/${id}`,
    };
  },
  isOf(tenant, { parts }) {
    const name = parts['tenant'];
    if (name === undefined) return byId(tenant, parts['appId']) !== undefined;
    return name === tenant.tenant.id || name === `${tenant.tenant.name}.onmicrosoft.com`;
  },
  find,
};

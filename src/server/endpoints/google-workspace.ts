/** Floor 5: Google Workspace's paths (fidelity 2.3). The account is in the query; the Issuer or `spid` names the application. */
import { byIssuer, moved, onlyApp, type Asked, type VendorEndpoints } from './endpoint.js';
import type { ServedApp, TenantState } from '../state/tenant-state.js';

const SAML = '/o/saml2';
const HOUR = 3_600_000;

function find(tenant: TenantState, { query, issuer }: Asked): ServedApp | undefined {
  const id = query.get('spid');
  if (id !== null) {
    return [...tenant.apps.values()].find(({ application }) => application.id === id);
  }
  return issuer === undefined ? onlyApp(tenant) : byIssuer(tenant, issuer);
}

export const googleWorkspace: VendorEndpoints = {
  endpoints: [
    { kind: 'sso', methods: ['GET', 'POST'], pattern: `${SAML}/idp` },
    // Google's own console hands the document out as a file; here it has an address.
    { kind: 'metadata', methods: ['GET'], pattern: `${SAML}/metadata` },
    { kind: 'launch', methods: ['GET'], pattern: `${SAML}/initsso` },
  ],
  // Google's default: web sessions last 14 days, remembered or not.
  session: { idle: 14 * 24 * HOUR, remembered: 14 * 24 * HOUR },
  closedSession: 'ends',
  refusesPassive: true,
  places(origin, tenant, { id, ssoUrl, launchUrl }) {
    return {
      sso: moved(ssoUrl, origin),
      metadata: `${origin}${SAML}/metadata?idpid=${tenant.id}&spid=${id}`,
      launch: moved(launchUrl, origin),
    };
  },
  isOf: ({ tenant }, { query }) => query.get('idpid') === tenant.id,
  find,
};

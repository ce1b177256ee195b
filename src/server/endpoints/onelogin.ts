/** Floor 5: OneLogin's paths (fidelity 2.4). Each binding has a path of its own; the path names the application. */
import { moved, type Asked, type VendorEndpoints } from './endpoint.js';
import type { ServedApp, TenantState } from '../state/tenant-state.js';

const TRUST = '/trust/saml2';
const HOUR = 3_600_000;

function byKey({ apps }: TenantState, { parts }: Asked): ServedApp | undefined {
  const key = parts['key'];
  return [...apps.values()].find(
    ({ application }) => application.key === key || application.id === key,
  );
}

export const onelogin: VendorEndpoints = {
  endpoints: [
    { kind: 'sso', methods: ['GET', 'POST'], pattern: `${TRUST}/http-post/sso/:key` },
    { kind: 'sso', methods: ['GET', 'POST'], pattern: `${TRUST}/http-redirect/sso/:key` },
    { kind: 'slo', methods: ['GET'], pattern: `${TRUST}/http-redirect/slo/:key` },
    { kind: 'metadata', methods: ['GET'], pattern: '/saml/metadata/:key' },
    { kind: 'launch', methods: ['GET'], pattern: '/launch/:key' },
  ],
  // OneLogin's default session: one day; remembered for its longest, a month.
  session: { idle: 24 * HOUR, remembered: 30 * 24 * HOUR },
  closedSession: 'ends',
  refusesPassive: true,
  places(origin, _tenant, { key, ssoUrl, launchUrl }) {
    return {
      sso: moved(ssoUrl, origin),
      slo: `${origin}${TRUST}/http-redirect/slo/${key}`,
      metadata: `${origin}/saml/metadata/${key}`,
      launch: moved(launchUrl, origin),
    };
  },
  isOf: (tenant, asked) => byKey(tenant, asked) !== undefined,
  find: byKey,
};

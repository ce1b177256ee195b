/** Floor 5: Okta's paths (fidelity 2.1, 4, 5). The path names the application; the request's Issuer is not asked. */
import { moved, type Asked, type VendorEndpoints } from './endpoint.js';
import type { ServedApp, TenantState } from '../state/tenant-state.js';

const APP = '/app/:name/:key';
const BOTH = ['GET', 'POST'] as const;
const HOUR = 3_600_000;

function byKey({ apps }: TenantState, { parts }: Asked): ServedApp | undefined {
  return [...apps.values()].find(({ application }) =>
    parts['key'] === undefined ? application.id === parts['id'] : application.key === parts['key'],
  );
}

export const okta: VendorEndpoints = {
  endpoints: [
    { kind: 'sso', methods: BOTH, pattern: `${APP}/sso/saml` },
    { kind: 'metadata', methods: ['GET'], pattern: `${APP}/sso/saml/metadata` },
    { kind: 'slo', methods: BOTH, pattern: `${APP}/slo/saml` },
    // Where SPs answer a logout that Okta began.
    { kind: 'slo', methods: BOTH, pattern: `${APP}/slo/saml/callback` },
    { kind: 'launch', methods: ['GET'], pattern: '/home/:name/:id/:link' },
  ],
  // Okta's default policy: two idle hours; "keep me signed in" is the policy's longest, here a month.
  session: { idle: 2 * HOUR, remembered: 30 * 24 * HOUR },
  closedSession: 'ends',
  refusesPassive: false,
  places(origin, _tenant, { ssoUrl, launchUrl }) {
    const sso = moved(ssoUrl, origin);
    return {
      sso,
      metadata: `${sso}/metadata`,
      launch: moved(launchUrl, origin),
      slo: sso.replace(/sso\/saml$/, 'slo/saml'),
    };
  },
  isOf: (tenant, asked) => byKey(tenant, asked) !== undefined,
  find: byKey,
};

// A reference SP behind supertest, as HTTP clients see it.
import request from 'supertest';
import { storyClock, type StoryClock } from '../../../src/base/clock.js';
import { seededRandom } from '../../../src/base/random.js';
import type { Profile } from '../../../src/scenario/profile.js';
import { CHECKS } from '../../../src/sp/checks/checks.js';
import { referenceApp } from '../../../src/sp/reference/app.js';
import { createReferenceSp, type ReferenceSp } from '../../../src/sp/reference/reference-sp.js';
import { base64, IDP_KEY, ISSUER, NOW, PROFILE, SSO_URL } from '../checks/genuine.js';

interface More {
  readonly cookie?: string;
  readonly relayState?: string;
}

export interface Answering {
  readonly sp: ReferenceSp;
  readonly clock: StoryClock;
  readonly http: ReturnType<typeof request>;
  /** Posts a message to the ACS; `cookie` as a browser would send it. */
  readonly post: (xml: string, more?: More) => request.Test;
  readonly get: (path: string, cookie?: string) => request.Test;
}

/** Starts one that trusts the test IdP. */
export function answering(changes: Partial<Profile> = {}): Answering {
  const profile = { ...PROFILE, ...changes };
  const clock = storyClock(NOW);
  const context = { clock, random: seededRandom('sp') };
  const sp = createReferenceSp({ profile, context, checks: CHECKS });
  sp.trust({
    vendor: 'okta',
    issuer: ISSUER,
    ssoUrl: SSO_URL,
    certificates: [IDP_KEY.certificate],
  });
  const http = request(referenceApp(sp));
  return {
    sp,
    clock,
    http,
    post: (xml, { cookie = '', relayState } = {}) =>
      http
        .post(new URL(profile.acs).pathname)
        .set('cookie', cookie)
        .type('form')
        .send({
          SAMLResponse: base64(xml),
          ...(relayState === undefined ? {} : { RelayState: relayState }),
        }),
    get: (path, cookie = '') => http.get(path).set('cookie', cookie),
  };
}

/** The cookies that an answer sets, as a Cookie header. */
export function cookiesOf(response: request.Response): string {
  const headers = response.headers['set-cookie'] as unknown as readonly string[] | undefined;
  return (headers ?? []).map((header) => header.split(';')[0]).join('; ');
}

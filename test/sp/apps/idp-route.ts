/** The mock IdP of the tests: real messages, one person. */
import { readPostRequest, readRedirectRequest } from '../../../src/saml/read-request.js';
import type { ReceivedAuthnRequest } from '../../../src/saml/authn-request.js';
import type { IdpTrust, Route, Target } from '../../../src/sp/target.js';
import type { Scene } from '../../idp/scene.js';
import { okta } from './saml-sp.js';

export interface Idp {
  readonly scene: Scene;
  readonly route: Route;
  readonly trust: IdpTrust;
  /** What the app asked. */
  readonly requests: ReceivedAuthnRequest[];
}

/** Opens the IdP for a target. */
export function idpFor({ entityId, acsUrl }: Pick<Target, 'entityId' | 'acsUrl'>): Idp {
  const scene = okta({ entityId, acsUrl });
  const { vendor, tenant, application, key } = scene;
  const requests: ReceivedAuthnRequest[] = [];
  return {
    scene,
    requests,
    trust: {
      vendor: vendor.name,
      issuer: application.issuer,
      ssoUrl: application.ssoUrl,
      certificates: [key.certificate.base64],
      metadata: vendor.metadata(tenant, application, [key.certificate], key),
    },
    route: {
      prefix: `${new URL(application.ssoUrl).origin}/`,
      handle({ method, url, form }) {
        const { search } = new URL(url);
        const request =
          method === 'POST' ? readPostRequest(form) : readRedirectRequest(search.slice(1));
        requests.push(request);
        return scene.login({ request }).page;
      },
    },
  };
}

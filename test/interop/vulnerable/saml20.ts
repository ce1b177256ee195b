/** saml20 of two releases: it validates messages, and leaves the request's ID to the app's session. */
import { createRequire } from 'node:module';
import { deflateRawSync } from 'node:zlib';
import type saml20Module from '@boxyhq/saml20';
import type oldSaml20Module from 'boxyhq-saml20-1.7.0';
import { messageIn, personOf, unframed } from './sp-library.js';
import type { AppSettings, OpenLibrary, SpLibrary } from './sp-library.js';

// The packages are CommonJS with a `default` of their own, which import and require see differently.
const load = createRequire(import.meta.url);
const { default: saml20_1_15_2 } = load('@boxyhq/saml20') as typeof saml20Module;
const { default: saml20_1_7_0 } = load('boxyhq-saml20-1.7.0') as typeof oldSaml20Module;

const NAME_ID = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier';

type Saml20 = Pick<typeof saml20_1_7_0, 'request' | 'validate'>;

function libraryOf(saml20: Saml20, { idp, sp }: AppSettings): SpLibrary {
  return {
    begin(_request, response) {
      const { id, request } = saml20.request({
        ssoUrl: idp.ssoUrl,
        entityID: sp.entityId,
        callbackUrl: sp.acs,
        signingKey: '',
        publicKey: '',
      });
      const url = new URL(idp.ssoUrl);
      url.searchParams.set('SAMLRequest', deflateRawSync(request).toString('base64'));
      response.cookie('asked', id, { httpOnly: true }).redirect(url.href);
      return Promise.resolve();
    },
    async consume(request) {
      const asked = /(?:^|; )asked=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
      const xml = Buffer.from(messageIn(request), 'base64').toString();
      const { claims } = await saml20.validate(xml, {
        publicKey: unframed(idp.certificate),
        audience: sp.entityId,
        inResponseTo: asked,
      });
      return personOf(claims[NAME_ID], claims);
    },
  };
}

export const saml20_1152: OpenLibrary = (settings) => libraryOf(saml20_1_15_2, settings);
export const saml20_170: OpenLibrary = (settings) => libraryOf(saml20_1_7_0, settings);

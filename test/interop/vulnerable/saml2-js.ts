/** saml2-js, which has no newer release. */
import saml2 from 'saml2-js';
import { messageIn, personOf } from './sp-library.js';
import type { OpenLibrary } from './sp-library.js';

interface Asserted {
  readonly user: { readonly name_id: string; readonly attributes: Record<string, unknown> };
}

export const saml2Js: OpenLibrary = ({ idp, sp }) => {
  const identityProvider = new saml2.IdentityProvider({
    sso_login_url: idp.ssoUrl,
    sso_logout_url: idp.ssoUrl,
    certificates: [idp.certificate],
  });
  const serviceProvider = new saml2.ServiceProvider({
    entity_id: sp.entityId,
    private_key: '',
    certificate: '',
    assert_endpoint: sp.acs,
    allow_unencrypted_assertion: true,
    audience: sp.entityId,
  });
  return {
    begin: (_request, response) =>
      new Promise((resolve, reject) => {
        serviceProvider.create_login_request_url(identityProvider, {}, (error, url) => {
          if (error !== null) {
            reject(error);
            return;
          }
          response.redirect(url);
          resolve();
        });
      }),
    async consume(request) {
      const { user } = await new Promise<Asserted>((resolve, reject) => {
        const options = { request_body: { SAMLResponse: messageIn(request) } };
        serviceProvider.post_assert(identityProvider, options, (error, asserted) => {
          if (error === null) resolve(asserted);
          else reject(error);
        });
      });
      return personOf(user.name_id, user.attributes);
    },
  };
};

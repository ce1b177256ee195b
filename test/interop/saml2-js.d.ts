/** The part of saml2-js that the tests use; the package has no types. */
declare module 'saml2-js' {
  interface AssertedUser {
    readonly name_id: string;
    readonly attributes: Readonly<Record<string, readonly string[]>>;
  }
  interface IdentityProviderOptions {
    readonly sso_login_url: string;
    readonly sso_logout_url: string;
    readonly certificates: readonly string[];
  }
  export const IdentityProvider: new (options: IdentityProviderOptions) => object;
  export class ServiceProvider {
    constructor(options: {
      readonly entity_id: string;
      readonly private_key: string;
      readonly certificate: string;
      readonly assert_endpoint: string;
      readonly allow_unencrypted_assertion: boolean;
      readonly audience: string;
    });
    create_login_request_url(
      identityProvider: object,
      options: object,
      callback: (error: Error | null, url: string, requestId: string) => void,
    ): void;
    post_assert(
      identityProvider: object,
      options: { readonly request_body: { readonly SAMLResponse: string } },
      callback: (error: Error | null, response: { readonly user: AssertedUser }) => void,
    ): void;
  }
}

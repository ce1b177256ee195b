/** The part of passport-saml-encrypted that the tests use; the package has no types. */
declare module 'passport-saml-encrypted-0.1.13' {
  type Profile = Readonly<Record<string, unknown>> | null;

  export const Strategy: new (
    options: {
      readonly callbackUrl: string;
      readonly entryPoint: string;
      readonly issuer: string;
      readonly cert?: string;
    },
    verify: (profile: Profile, done: (error: null, user: Record<string, unknown>) => void) => void,
  ) => object;
}

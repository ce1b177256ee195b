/** A mock IdP and an app that trusts it. */
import request from 'supertest';
import { readRedirectRequest } from '../../../src/index.js';
import type { IdpSettings, MockIdp } from '../../../src/index.js';
import type { AppOptions } from '../../../src/sp/app-options.js';
import type { LibraryApp } from './app.js';
import type { AppOfLibrary } from './apps.js';
import type { WantSigned } from './sp-library.js';

const SP: { readonly entityId: string; readonly acs: string } = {
  entityId: 'https://app.example/metadata',
  acs: 'https://app.example/saml/acs',
};

/** An IdP that signs what the app wants signed. */
export const SIGNING: Readonly<Record<'okta' | 'entra', (signed: WantSigned) => IdpSettings>> = {
  okta: (signed) => ({
    vendor: 'okta',
    app: { responseSigned: signed !== 'assertion', assertionSigned: signed !== 'response' },
  }),
  entra: (signed) => ({ vendor: 'entra', app: { signing: signed } }),
};

export function openApp(library: AppOfLibrary, idp: MockIdp, signed: WantSigned): LibraryApp {
  const { entityId, ssoUrl, certificate } = idp;
  return library.open({ idp: { entityId, ssoUrl, certificate }, sp: SP, signed });
}

/** The app as people give it to Standin. */
export function tested({ app, users }: LibraryApp): AppOptions {
  return {
    app,
    ...SP,
    session: { url: '/me', nameId: '/nameId', email: '/email', accountId: '/accountId' },
    accounts: '/accounts',
    reset: () => users.clear(),
  };
}

/** Who the app says is there, and how it answered the message. */
export interface Landing {
  readonly status: number;
  readonly nameId: string | undefined;
  readonly accountId: string | undefined;
}

/** Begins a login in a fresh browser, and posts what is made of the genuine message. */
export async function post(
  { app }: LibraryApp,
  idp: MockIdp,
  user: string,
  change: (xml: string) => string = (xml) => xml,
): Promise<Landing> {
  const browser = request.agent(app);
  const { headers } = await browser.get('/login');
  const { search } = new URL(String(headers['location']));
  const inResponseTo = readRedirectRequest(search).request.id;
  const { xml } = idp.mint(user, { acsUrl: SP.acs, audience: SP.entityId, inResponseTo });
  const SAMLResponse = Buffer.from(change(xml)).toString('base64');
  const { status } = await browser
    .post(new URL(SP.acs).pathname)
    .type('form')
    .send({ SAMLResponse });
  const me = await browser.get('/me');
  const { nameId, accountId } = me.body as Partial<Record<string, string>>;
  return { status, nameId, accountId };
}

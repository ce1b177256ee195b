/** An SP over HTTP and an IdP without any of Standin's drivers: messages by hand, cookies by hand. */
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NewUser } from '../../src/directory/change.js';
import type { Issued } from '../../src/idp/outcome.js';
import type { Application } from '../../src/idp/tenant.js';
import { VENDORS } from '../../src/idp/vendors.js';
import { systemClock } from '../../src/base/clock.js';
import { seededRandom } from '../../src/base/random.js';
import { readRedirectRequest } from '../../src/saml/read-request.js';
import { fixedKey, scene } from '../idp/scene.js';

/** What an app is told of its IdP. */
export interface KnownIdp {
  readonly application: Application;
  /** PEM. */
  readonly certificate: string;
  readonly metadata: string;
}

const SETTINGS = { vendor: 'okta', app: { label: 'app' } } as const;

/** The IdP's side is the same whatever the SP's URLs are: only then can an app be told of it before it runs. */
export function knownIdp(): KnownIdp {
  const context = { clock: systemClock, random: seededRandom('1') };
  const tenant = VENDORS.okta.tenant(SETTINGS, context);
  const sp = { entityId: 'unused', acsUrl: 'https://unused.example/' };
  const application = VENDORS.okta.application(SETTINGS, sp, tenant, context);
  const key = fixedKey('okta-1');
  const metadata = VENDORS.okta.metadata(tenant, application, [key.certificate], key);
  return { application, certificate: key.certificate.pem, metadata };
}

/** A response and the cookies that the browser now has. */
export interface Answer {
  readonly status: number;
  readonly location: string;
  readonly body: string;
}

/** One person's browser at one app. */
export interface PlainBrowser {
  get(path: string): Promise<Answer>;
  post(path: string, form: Readonly<Record<string, string>>): Promise<Answer>;
}

export function plainBrowser(origin: string): PlainBrowser {
  const jar = new Map<string, string>();
  const send = async (path: string, init: RequestInit): Promise<Answer> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(path, origin), {
      ...init,
      redirect: 'manual',
      headers: { ...(cookie === '' ? {} : { cookie }) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    const { status, headers } = response;
    return { status, location: headers.get('location') ?? '', body: await response.text() };
  };
  return {
    get: (path) => send(path, {}),
    post: (path, form) => send(path, { method: 'POST', body: new URLSearchParams(form) }),
  };
}

/** Listens on an ephemeral port of the loopback interface. */
export async function listening(
  handler: RequestListener,
): Promise<{ readonly origin: string; close(): Promise<void> }> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Logs a person in at the app's `/login`: request, message, delivery. */
export async function plainLogin(
  browser: PlainBrowser,
  user: Partial<NewUser> = {},
  change: (issued: Issued) => string = ({ xml }) => xml,
): Promise<Answer & { readonly issued: Issued }> {
  const { location } = await browser.get('/login');
  const request = readRedirectRequest(new URL(location).search);
  const { issuer = '', acsUrl = '' } = request.request;
  const idp = scene('okta', {
    app: SETTINGS.app,
    sp: { entityId: issuer, acsUrl },
    user,
    now: new Date().toISOString(),
    seed: request.request.id,
  });
  const issued = idp.issue({ request });
  const answer = await browser.post(new URL(issued.acsUrl).pathname, {
    SAMLResponse: Buffer.from(change(issued), 'utf8').toString('base64'),
    RelayState: issued.relayState ?? '',
  });
  return { ...answer, issued };
}

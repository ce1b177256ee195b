/** The same app as a web-standard handler. */
import type { FetchHandler } from '../../../src/sp/app-options.js';
import { samlSp, sessionIn, type SamlSp } from './saml-sp.js';

export interface FetchApp {
  readonly app: FetchHandler;
  readonly sp: SamlSp;
}

function redirect(location: string, cookie?: string): Response {
  const headers = new Headers({ location });
  if (cookie !== undefined) headers.append('set-cookie', cookie);
  return new Response(null, { status: 302, headers });
}

/** Makes the app. */
export function fetchApp(base: string): FetchApp {
  const sp = samlSp(base);
  const pages: Readonly<Record<string, (request: Request) => Promise<Response> | Response>> = {
    '/': () => new Response('<h1>Home</h1>', { headers: { 'content-type': 'text/html' } }),
    '/login': async () => redirect(await sp.loginUrl()),
    '/me': (request) => {
      const user = sp.who(sessionIn(request.headers.get('cookie') ?? undefined));
      return user === undefined ? new Response('log in', { status: 401 }) : Response.json({ user });
    },
    '/saml/acs': async (request) => {
      const form = new URLSearchParams(await request.text());
      const session = await sp.consume(form.get('SAMLResponse') ?? '').catch(() => undefined);
      // As single-page apps do: the refusal is a page that looks like any other.
      return session === undefined
        ? redirect('/?error=sso')
        : redirect('/', `sid=${session}; HttpOnly; Path=/`);
    },
  };
  const app = async (request: Request): Promise<Response> => {
    const page = pages[new URL(request.url).pathname];
    return page === undefined ? new Response('not found', { status: 404 }) : page(request);
  };
  return { app, sp };
}

/** A browser that comes to log in, without a page being looked at. */
import type { TestServer } from '../open-server.js';

/** Opens the tile of an application at a tenant. */
export async function openTile(
  { state }: TestServer,
  tenant: string,
  { app = 'app', cookie = '' }: { readonly app?: string; readonly cookie?: string } = {},
): Promise<Response> {
  const places = state.tenants.get(tenant)?.apps.get(app)?.places;
  if (places === undefined) throw new Error(`${tenant} has no ${app}`);
  return fetch(places.launch, { redirect: 'manual', headers: { cookie } });
}

/** The message in the form that the browser is given; `undefined` when it was given something else. */
export function messageIn(page: string): string | undefined {
  const [, value] = /name="SAMLResponse" value="([^"]+)"/.exec(page) ?? [];
  const base64 = value?.replaceAll(
    /&#(\d+);|&#x([0-9a-f]+);/gi,
    (_, decimal: string, hex: string) =>
      String.fromCodePoint(Number.parseInt(decimal || hex, decimal ? 10 : 16)),
  );
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64').toString('utf8');
}

/** The cookie that an answer sets. */
export function cookieOf(answer: Response): string {
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

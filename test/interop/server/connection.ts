/** An app of a library, connected with a tenant of a running server, as an administrator does it. */
import type { IdpSettings, VendorName } from '../../../src/scenario/scenario.js';
import type { ServerOptions } from '../../../src/server/state/server-state.js';
import type { SpStart } from '../../../src/server/state/start.js';
import type { ServedApp } from '../../../src/server/state/tenant-state.js';
import { fixedKey } from '../../idp/scene.js';
import { openServer, type TestServer } from '../../server/open-server.js';
import { openBrowser, type Browser, type Shown } from './browser.js';
import { openSpApp, type Asking, type MakeLibrary, type SpApp } from './sp-app.js';

export interface Wanted {
  readonly vendor: VendorName;
  /** By name; the first is the one that the tests are about. */
  readonly apps: Readonly<Record<string, MakeLibrary>>;
  readonly asking?: Partial<Asking>;
  readonly app?: Readonly<Record<string, unknown>>;
  readonly options?: Partial<ServerOptions>;
  /** What the tenant knows of the SPs; absent: everything. */
  readonly known?: (app: SpApp) => Partial<SpStart['facts']>;
}

export interface Connection extends AsyncDisposable {
  readonly server: TestServer;
  readonly browser: Browser;
  readonly app: (name: string) => SpApp;
  readonly served: (name: string) => ServedApp;
}

async function connect(
  { vendor, apps, asking }: Wanted,
  server: TestServer,
  opened: ReadonlyMap<string, SpApp>,
): Promise<void> {
  const certificate = fixedKey(`${vendor}-1`).certificate.pem;
  for (const [name, app] of opened) {
    const served = server.state.tenants.get(`${vendor}-acme`)?.apps.get(name);
    const make = apps[name];
    if (served === undefined || make === undefined) throw new Error(`no application ${name}`);
    const { places, application } = served;
    const metadata = await (await fetch(places.metadata)).text();
    const idp = { metadata, certificate, issuer: application.issuer, places };
    app.connect(make(app.sp, idp, { binding: 'redirect', signed: false, ...asking }));
  }
}

/** Opens the apps, then the server that knows them. */
export async function openConnection(wanted: Wanted): Promise<Connection> {
  const opened = new Map<string, SpApp>();
  for (const name of Object.keys(wanted.apps)) opened.set(name, await openSpApp(name));
  const sps = [...opened].map(([name, app]): SpStart => {
    const { entityId, acsUrl } = app.sp.facts;
    const facts =
      wanted.known === undefined ? app.sp.facts : { entityId, acsUrl, ...wanted.known(app) };
    return { facts, source: 'metadata', label: name };
  });
  const settings: Partial<IdpSettings> = wanted.app === undefined ? {} : { app: wanted.app };
  const { vendor, options = {} } = wanted;
  const server = await openServer({ vendors: [vendor], sps, settings, options });
  await connect(wanted, server, opened);
  const app = (name: string): SpApp => opened.get(name) ?? fail(name);
  return {
    server,
    browser: openBrowser(),
    app,
    served: (name) => server.state.tenants.get(`${vendor}-acme`)?.apps.get(name) ?? fail(name),
    async [Symbol.asyncDispose]() {
      for (const each of opened.values()) await each[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

function fail(name: string): never {
  throw new Error(`no application ${name}`);
}

/** Opens the app, and signs in where the server asks who it is. */
export async function logIn(
  { browser, app }: Connection,
  name: string,
  { user = 'ada', relayState }: { readonly user?: string; readonly relayState?: string } = {},
): Promise<Shown> {
  const relayed = relayState === undefined ? '' : `?RelayState=${encodeURIComponent(relayState)}`;
  const shown = await browser.open(`${app(name).origin}/login${relayed}`);
  return shown.url.includes('/__standin/login/') ? browser.submit(shown, { user }) : shown;
}

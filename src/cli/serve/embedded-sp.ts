/** Floor 9: the embedded SP on a port of its own, to try the IdPs on; loaded with the first request to it. */
import { randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { seededRandom } from '../../base/random.js';
import { readSigningKey } from '../../run/key-files.js';
import type { Profile } from '../../scenario/profile.js';
import type { SpSettings } from '../../scenario/scenario.js';
import type { ServerState } from '../../server/state/server-state.js';
import type { SpStart } from '../../server/state/start.js';
import type { ServedApp, TenantState } from '../../server/state/tenant-state.js';
import { sloUrlOf } from '../../sp/slo-url.js';
import type { IdpTrust } from '../../sp/target.js';
import type { ReferenceSp, ReferenceSpOptions } from '../../sp/reference/reference-sp.js';
import { logDelivery } from './deliveries.js';

/** What the SP is. */
export interface EmbeddedSpChoice {
  /** Its public origin: `http://127.0.0.1:7001`. */
  readonly origin: string;
  /** The profile by which it takes logins, and what a story varies of it. */
  readonly settings: SpSettings;
  /** A file that profiles of one's own lie beside. */
  readonly near: string;
}

function acsOf(origin: string): string {
  return `${origin}/saml/consume`;
}

/** The SP as an application of every tenant. As at Proof, its entity ID is the ACS URL. */
export function embeddedStart({ origin, settings }: EmbeddedSpChoice): SpStart {
  const acsUrl = acsOf(origin);
  const { profile } = settings;
  const signingCertificate = readSigningKey('sp-1').certificate.base64;
  return {
    facts: { entityId: acsUrl, acsUrl, sloUrl: sloUrlOf(acsUrl), signingCertificate },
    source: 'embedded',
    label: profile,
    startUrl: `${origin}/`,
    promise: settings,
  };
}

/** The application of the embedded SP at a tenant. */
function appAt({ apps }: TenantState): ServedApp | undefined {
  return [...apps.values()].find(({ sp }) => sp.source === 'embedded');
}

/** What an administrator of the SP would be told of a tenant. */
function trustIn(tenant: TenantState): readonly IdpTrust[] {
  const app = appAt(tenant);
  if (app === undefined) return [];
  const { application, places } = app;
  return [
    {
      vendor: tenant.vendor.name,
      issuer: application.issuer,
      ssoUrl: places.sso,
      ...(application.slo === undefined || places.slo === undefined ? {} : { sloUrl: places.slo }),
      certificates: tenant.keyring.published.map(({ certificate }) => certificate.base64),
    },
  ];
}

/** Keys of the SP, as far as a tenant wants to see them used. */
function keysFor(
  { consumption }: Profile,
  tenants: readonly TenantState[],
): Pick<ReferenceSpOptions, 'signingKey' | 'encryptionKey' | 'logoutKey'> {
  const apps = tenants.flatMap((tenant) => appAt(tenant)?.application ?? []);
  const signs = apps.some(({ requestSigning }) => requestSigning !== undefined);
  const decrypts = (consumption.encryption ?? 'none') !== 'none';
  const logsOut = apps.some(({ slo }) => slo !== undefined);
  return {
    ...(signs ? { signingKey: readSigningKey('sp-1') } : {}),
    ...(decrypts ? { encryptionKey: readSigningKey('sp-encryption-1') } : {}),
    ...(logsOut ? { logoutKey: readSigningKey('sp-1') } : {}),
  };
}

async function profileOf({ origin, settings, near }: EmbeddedSpChoice): Promise<Profile> {
  const [{ findProfile }, { varyProfile }] = await Promise.all([
    import('../../run/find-profile.js'),
    import('../../scenario/vary-profile.js'),
  ]);
  const acs = acsOf(origin);
  return { ...varyProfile(findProfile(settings.profile, near), settings), entityId: acs, acs };
}

/** The SP as it is before anybody comes: no accounts, and every tenant's IdP trusted. */
async function openSp(choice: EmbeddedSpChoice, state: ServerState): Promise<ReferenceSp> {
  const [profile, { createReferenceSp }, { madeOf }] = await Promise.all([
    profileOf(choice),
    import('../../sp/reference/reference-sp.js'),
    import('../../sp/embedded.js'),
  ]);
  const tenants = [...state.tenants.values()];
  const sp = createReferenceSp({
    profile,
    ...(await madeOf(choice.settings.defects)),
    ...keysFor(profile, tenants),
    context: {
      clock: state.clock,
      // Numbers of sessions that an earlier start gave out must not be good here.
      random: seededRandom(randomUUID()),
      log: (event) => logDelivery(state, event),
    },
  });
  const [first, ...others] = tenants.flatMap(trustIn);
  if (first !== undefined) sp.trust(first);
  for (const other of others) sp.trustAnother(other);
  return sp;
}

async function openApp(choice: EmbeddedSpChoice, state: ServerState): Promise<RequestListener> {
  const [sp, { referenceApp }] = await Promise.all([
    openSp(choice, state),
    import('../../sp/reference/app.js'),
  ]);
  return referenceApp(sp) as RequestListener;
}

/**
 * The SP's listener. Express, samlify and the profile are loaded when the first request comes; a server that is reset
 * has an SP without accounts again.
 */
export function embeddedListener(choice: EmbeddedSpChoice, state: ServerState): RequestListener {
  const held: { since?: TenantState | undefined; app?: Promise<RequestListener> } = {};
  const current = (): Promise<RequestListener> => {
    const [first] = state.tenants.values();
    if (held.app === undefined || held.since !== first) {
      held.since = first;
      held.app = openApp(choice, state);
    }
    return held.app;
  };
  return (request, response) => {
    current().then(
      (app) => app(request, response),
      (error: unknown) => {
        const summary = error instanceof Error ? error.message : String(error);
        state.log.add({ kind: 'error', summary: `The embedded service provider: ${summary}` });
        response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
        response.end(`${summary}\n`);
      },
    );
  };
}

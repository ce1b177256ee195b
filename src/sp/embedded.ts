/** Floor 5: the reference SP as a target: public name outside, an ephemeral loopback port inside. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Context } from '../base/context.js';
import { SP_REASONS, type SpReason } from '../base/reasons.js';
import type { SigningKey } from '../keys/keys.js';
import type { Profile } from '../scenario/profile.js';
import type { SpSettings } from '../scenario/scenario.js';
import { varyProfile } from '../scenario/vary-profile.js';
import type { Carrier } from './carrier/carrier.js';
import type { Check } from './checks/check.js';
import { DETAIL_HEADER, REASON_HEADER } from './reason-headers.js';
import type { ReferenceSp, ReferenceSpOptions } from './reference/reference-sp.js';
import { sloUrlOf } from './slo-url.js';
import type { Account, Browser, Hop, SpAnswer, StartOptions, Target } from './target.js';

/** What the embedded SP is made of. */
export interface EmbeddedSpOptions {
  readonly profile: Profile;
  /** What the story varies. */
  readonly settings: SpSettings;
  readonly context: Context;
  /** Signs every AuthnRequest; absent: none is signed. */
  readonly signingKey?: SigningKey;
  /** Decrypts Assertions, where the profile lets them be encrypted. */
  readonly encryptionKey?: SigningKey;
  /** Signs logout messages; absent: it has no single logout. */
  readonly logoutKey?: SigningKey;
  /** Another table of checks: how a defect makes a mutant. Default: all of them, intact. */
  readonly checks?: readonly Check[];
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function startUrl(origin: string, options: StartOptions): string {
  const url = new URL('/login', origin);
  const { binding, relayState, forceAuthn, isPassive, requestedAuthnContext } = options;
  const query = { binding, relayState, forceAuthn, isPassive, authnContext: requestedAuthnContext };
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url.href;
}

/** Reads the SP's last page; a page of somebody else accepts nobody. */
function readAnswer(origin: string, hop: Hop): SpAnswer {
  const reason = hop.headers[REASON_HEADER];
  if (reason !== undefined) {
    const detail = decodeURIComponent(hop.headers[DETAIL_HEADER] ?? '');
    const sentence = reason in SP_REASONS ? SP_REASONS[reason as SpReason] : reason;
    return {
      accepted: false,
      reason,
      message: detail === '' ? sentence : `${sentence}: ${detail}`,
    };
  }
  if (new URL(hop.url).origin !== origin) {
    return { accepted: false, message: `the browser is at ${hop.url}, not at the SP` };
  }
  if (hop.status < 400) return { accepted: true };
  return { accepted: false, message: `the SP answered with status ${hop.status}` };
}

/** What another kind of target does over the network, this one does at once. */
function promised<T>(act: (about: T) => void): (about: T) => Promise<void> {
  return (about) =>
    new Promise((resolve) => {
      act(about);
      resolve();
    });
}

/** The account behind a session, as `/session` tells it. */
interface SessionView {
  readonly session: {
    readonly nameId: string;
    readonly email: string | null;
    readonly accountId: string;
  } | null;
}

/** What a target does that needs a port. */
interface Connections {
  readonly browser: Target['browser'];
  close(): Promise<void>;
}

/** Starts the app and maps its public origin to the port, as a hosts file would. */
async function connect(sp: ReferenceSp, origin: string): Promise<Connections> {
  // Express, xml-crypto and the browser's parsers cost start-up time that `mint` or `inspect` never need.
  const [{ referenceApp }, { openBrowser }, { loopbackCarrier }] = await Promise.all([
    import('./reference/app.js'),
    import('./browser/browser.js'),
    import('./carrier/loopback.js'),
  ]);
  const server = createServer(referenceApp(sp));
  const carrier = loopbackCarrier({ port: await listen(server) });
  // It answers without TLS, too, as many do; what it says then is another matter.
  const origins = [origin, origin.replace('https:', 'http:')];
  const carrierFor = (url: URL): Carrier | undefined =>
    origins.includes(url.origin) ? carrier : undefined;
  return {
    browser: (routes) => openBrowser({ carrierFor, routes }),
    async close() {
      await carrier.close();
      await new Promise<void>((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      });
    },
  };
}

/** Observation goes through HTTP, as a person's would: never past the SP's own answers. */
function observers(
  origin: string,
  { browser: open }: Connections,
): Pick<Target, 'session' | 'accounts'> {
  const ask = async (browser: Browser, path: string): Promise<unknown> =>
    JSON.parse((await browser.peek(origin + path)).body) as unknown;
  return {
    async session(browser) {
      const { session } = (await ask(browser, '/session')) as SessionView;
      if (session === null) return { kind: 'none' };
      const { nameId, email, accountId } = session;
      return { kind: 'session', nameId, accountId, ...(email === null ? {} : { email }) };
    },
    async accounts() {
      const { accounts } = (await ask(open([]), '/accounts')) as { accounts: readonly Account[] };
      return { kind: 'accounts', accounts };
    },
  };
}

/** Where it takes logout messages, and where a logout begins: at an IdP without single logout it ends here. */
function logouts(acs: string): Required<Pick<Target, 'sloUrl' | 'beginLogout'>> {
  return {
    sloUrl: sloUrlOf(acs),
    beginLogout: (browser) => browser.get(new URL('/logout?slo=1', acs).href),
  };
}

/** The table, with these defects in it, and what goes wrong around it. */
export async function madeOf(
  defects: readonly string[] = [],
): Promise<Pick<ReferenceSpOptions, 'checks' | 'habits' | 'logoutChecks'>> {
  if (defects.length === 0) return { checks: (await import('./checks/checks.js')).CHECKS };
  const { habitsOf, logoutMutantOf, mutantOf } = await import('./defects/mutants.js');
  return {
    checks: mutantOf(...defects),
    habits: habitsOf(...defects),
    logoutChecks: logoutMutantOf(...defects),
  };
}

/**
 * Starts the reference SP on an ephemeral port of 127.0.0.1. To everybody it stays what its profile
 * says: message bytes do not depend on the port.
 *
 * @param options - profile, what the story varies, and the context that brings clock and randomness
 * @example
 * const target = await openEmbeddedSp({ profile, settings: { profile: 'proof' }, context });
 * await target.trust({ vendor: 'okta', issuer, ssoUrl, certificates });
 * const hop = await target.begin(target.browser(routes), {});
 * target.read(hop); // { accepted: true }
 * await target.close();
 */
export async function openEmbeddedSp(options: EmbeddedSpOptions): Promise<Target> {
  const { settings, context, signingKey, encryptionKey, logoutKey } = options;
  const profile = varyProfile(options.profile, settings);
  const { createReferenceSp } = await import('./reference/reference-sp.js');
  const { checks } = options;
  const made = checks === undefined ? await madeOf(settings.defects) : { checks };
  const sp = createReferenceSp({
    profile,
    context,
    ...made,
    ...(signingKey === undefined ? {} : { signingKey }),
    ...(encryptionKey === undefined ? {} : { encryptionKey }),
    ...(logoutKey === undefined ? {} : { logoutKey }),
  });
  const { origin } = new URL(profile.acs);
  const connections = await connect(sp, origin);
  const target: Target = {
    name: profile.name,
    entityId: profile.entityId,
    acsUrl: profile.acs,
    trust: promised((idp) => sp.trust(idp)),
    trustAnother: promised((idp) => sp.trustAnother(idp)),
    ...logouts(profile.acs),
    begin: (browser, start) => browser.get(startUrl(origin, start)),
    read: (hop) => readAnswer(origin, hop),
    tellsRefusals: true,
    ...connections,
    ...observers(origin, connections),
  };
  if (profile.deprovision !== 'pushed') return target;
  return { ...target, deprovision: promised((person) => sp.deprovision(person)) };
}

/** Floor 5: the one way in which an app outside becomes a target. */
import type { StartConfig } from '../../scenario/target-config.js';
import type { Carrier } from '../carrier/carrier.js';
import type { AccountsLook } from '../look/accounts.js';
import type { SessionLook } from '../look/session.js';
import type { Browser, IdpTrust, Route, Target } from '../target.js';
import { carrierTo, type AppNetwork } from './app-network.js';
import { begin, type Beginning } from './begin.js';
import { catchRequest } from './catch-request.js';
import { findParties, type Parties, type PartySources } from './parties.js';
import { readAnswer } from './read-answer.js';

/** What can be done at the app besides logging in. Absent: it cannot. */
export interface Hooks {
  readonly trust?: (idp: IdpTrust) => Promise<void>;
  readonly deprovision?: NonNullable<Target['deprovision']>;
  readonly setClock?: NonNullable<Target['setClock']>;
  readonly reset?: NonNullable<Target['reset']>;
}

/** What a target is made of. */
export interface TargetParts {
  readonly name: string;
  readonly parties: Parties;
  readonly network: AppNetwork;
  readonly start: StartConfig;
  /** Begins a single logout, where the app has a single logout service. */
  readonly logout?: string;
  readonly session: SessionLook;
  readonly accounts: AccountsLook;
  readonly hooks: Hooks;
  /** Releases what only this target opened. */
  readonly close: () => Promise<void>;
}

/** What a login needs to begin. */
export type Opening = Pick<TargetParts, 'name' | 'network' | 'start'>;

/** A browser's parsers cost start-up time: they are loaded when the first one is opened. */
async function browsersOf(
  network: AppNetwork,
): Promise<(routes: readonly Route[], elsewhere?: Carrier) => Browser> {
  const { openBrowser } = await import('../browser/browser.js');
  const { headers } = network;
  const toApp = carrierTo(network);
  return (routes, elsewhere) =>
    openBrowser({ carrierFor: (url) => toApp(url) ?? elsewhere, routes, headers });
}

/**
 * Finds out who the app is, with a login that is thrown away where nobody says it.
 *
 * @param sources - what is known
 * @param app - where a login begins
 * @param idp - the vendor to log in with
 * @throws TargetError as `findParties`, and when the app sends no AuthnRequest
 */
export async function learnParties(
  sources: Omit<PartySources, 'probe' | 'name'>,
  app: Opening,
  idp: string | undefined,
): Promise<Parties> {
  const { name, network, start } = app;
  const beginning: Beginning = { name, network, start, ssoUrl: () => undefined };
  const someone = { email: PROBE_ADDRESS, ...(idp === undefined ? {} : { idp }) };
  const probe = (): ReturnType<PartySources['probe']> =>
    catchRequest({
      name,
      browser: async (elsewhere) => (await browsersOf(network))([], elsewhere),
      begin: (browser) => begin(beginning, browser, someone),
    });
  return findParties({ ...sources, name, probe });
}

/** Who begins the login that is thrown away, at apps that ask for the address first: of the built-in stories' domain. */
const PROBE_ADDRESS = 'probe@acme.example';

/**
 * Opens a target.
 *
 * @param parts - what it is made of
 * @example
 * const target = await openTarget({ name: 'app', parties, network, start, session, accounts, hooks: {}, close });
 * const browser = target.browser(routes);
 * target.read(await target.begin(browser, { email: 'ada@acme.example' }));
 */
export async function openTarget(parts: TargetParts): Promise<Target> {
  const { name, parties, network, start, session, accounts, hooks, logout } = parts;
  const { entityId, acsUrl, sloUrl, signingCertificate, encryptionCertificate } = parties;
  const open = await browsersOf(network);
  const told: { ssoUrl?: string } = {};
  const beginning: Beginning = { name, network, start, ssoUrl: () => told.ssoUrl };
  const { trust, ...rest } = hooks;
  return {
    ...rest,
    name,
    entityId,
    acsUrl,
    ...(signingCertificate === undefined ? {} : { signingCertificate }),
    ...(encryptionCertificate === undefined ? {} : { encryptionCertificate }),
    ...(sloUrl === undefined ? {} : { sloUrl }),
    ...(logout === undefined || sloUrl === undefined
      ? {}
      : { beginLogout: (browser: Browser) => browser.get(logout) }),
    async trust(idp) {
      told.ssoUrl = idp.ssoUrl;
      await trust?.(idp);
    },
    browser: (routes) => open(routes),
    begin: (browser, options) => begin(beginning, browser, options),
    read: (hop) => readAnswer(network, hop),
    tellsRefusals: false,
    session,
    accounts,
    close: parts.close,
  };
}

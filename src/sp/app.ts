/** Floor 5: an app in this process as a target. */
import { UserError } from '../base/errors.js';
import { resolveAddress } from '../scenario/config/resolve-address.js';
import type { SpSettings } from '../scenario/scenario.js';
import type { StartConfig } from '../scenario/target-config.js';
import type { App, AppOptions } from './app-options.js';
import type { Carrier } from './carrier/carrier.js';
import { appHooks } from './outside/app-hooks.js';
import { appAccountsLook, appSessionLook } from './outside/app-looks.js';
import { originsOf, type AppNetwork } from './outside/app-network.js';
import { lowerCasedNames } from './outside/header-names.js';
import { learnParties, openTarget } from './outside/open-target.js';
import type { Parties } from './outside/parties.js';
import type { Target, TargetOffer } from './target.js';

/** The public URL of an app of which nobody knows one: cookies that want HTTPS are kept for this host, too. */
const NOWHERE = 'http://localhost';

/** What an offer finds out or opens once. */
interface Kept {
  carrier?: Carrier;
  parties?: Parties;
}

/** Options are a plain object; what frameworks give never is one with `app` in it. */
function isOptions(given: App | AppOptions): given is AppOptions {
  return (
    typeof given === 'object' && 'app' in given && Object.getPrototypeOf(given) === Object.prototype
  );
}

function isUrl(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

/** The public URL to begin with: as the test says, else the app's own, else its ACS's. */
function baseOf({ app, url, acs }: AppOptions): string {
  const base = url ?? (typeof app === 'string' ? app : undefined) ?? acs ?? NOWHERE;
  if (!isUrl(base)) {
    throw new UserError('value-invalid', `"${base}" is no URL of an app.`, {
      fix: 'Give its base URL, e.g. http://localhost:3000.',
    });
  }
  return url === undefined && typeof app !== 'string' ? new URL(base).origin : base;
}

function startOf({ start = '/login' }: AppOptions, base: string): StartConfig {
  const { url, ...rest } = typeof start === 'string' ? { url: start } : start;
  return { ...rest, url: resolveAddress(url, base) };
}

/** Cookies set where a login begins must come back at the ACS: without a `url`, the app is where its ACS is. */
function settledBase({ url }: AppOptions, base: string, { acsUrl }: Parties): string {
  const { origin } = new URL(acsUrl);
  const { pathname } = new URL(base);
  return url === undefined ? new URL(pathname, origin).href : base;
}

async function reach({ app, timeout }: AppOptions): Promise<Carrier> {
  const { carrierOf } = await import('./carrier/app.js');
  return carrierOf(app, timeout === undefined ? {} : { timeout });
}

async function findOut(options: AppOptions, network: AppNetwork): Promise<Parties> {
  const { name = 'app', entityId, acs, idps = ['okta'] } = options;
  const base = baseOf(options);
  const opening = { name, network, start: startOf(options, base) };
  return learnParties({ entityId, acs, metadata: undefined }, opening, idps[0]);
}

async function open(options: AppOptions, kept: Kept): Promise<Target> {
  const { name = 'app', headers = {}, session, accounts } = options;
  const carrier = (kept.carrier ??= await reach(options));
  const first = baseOf(options);
  const reached = { carrier, headers: lowerCasedNames(headers) };
  const parties = (kept.parties ??= await findOut(options, {
    ...reached,
    origins: originsOf([first]),
  }));
  const base = settledBase(options, first, parties);
  const network = { ...reached, origins: originsOf([base, parties.acsUrl]) };
  return openTarget({
    name,
    parties,
    network,
    start: startOf(options, base),
    session: appSessionLook(session, base),
    accounts: appAccountsLook(accounts, base, network),
    hooks: appHooks(options),
    close: () => Promise.resolve(),
  });
}

function profileOf({ profile }: AppOptions): SpSettings | undefined {
  return typeof profile === 'string' ? { profile } : profile;
}

/**
 * Offers an app of this process as a target. A bare app means all defaults.
 *
 * @param given - the app, or what is to be known of it
 * @throws UserError `value-invalid` for a base URL that is none
 * @example
 * const offer = offerApp({ app, session: '/me', accounts: () => users.values() });
 * const target = await offer.open(context);
 * await target.close();
 * await offer.stop();
 */
export function offerApp(given: AppOptions | App): TargetOffer {
  const options: AppOptions = isOptions(given) ? given : { app: given };
  const { name = 'app', idps = ['okta'], setClock, trust, reset, deprovision } = options;
  const profile = profileOf(options);
  const kept: Kept = {};
  baseOf(options);
  return {
    name,
    idps,
    tenant: 'acme',
    application: 'app',
    ...(profile === undefined ? {} : { profile }),
    abilities: {
      clock: setClock !== undefined,
      trust: trust !== undefined,
      reset: reset !== undefined,
      deprovision: deprovision !== undefined,
      startOptions: false,
      signsRequests: false,
      singleLogout: false,
    },
    start: () => Promise.resolve(),
    open: () => open(options, kept),
    async stop() {
      await kept.carrier?.close();
      delete kept.carrier;
    },
  };
}

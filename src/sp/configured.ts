/** Floor 5: a target of `standin.config.yaml`: a real app over HTTP, wherever it runs. */
import type { SpMetadata } from '../saml/sp-metadata.js';
import type { VendorName } from '../scenario/scenario.js';
import type { TargetConfig } from '../scenario/target-config.js';
import type { Means } from './action/perform.js';
import { runShell } from './action/shell.js';
import type { Carrier } from './carrier/carrier.js';
import { accountsLook, noAccountsLook, type AccountsLook } from './look/accounts.js';
import { openPageReader, type PageReader } from './look/page-reader.js';
import { noSessionLook, sessionLook } from './look/session.js';
import { startApp, type AppProcess } from './outside/app-process.js';
import { configuredHooks, writeTrust } from './outside/configured-hooks.js';
import { ownOrigins, toldOrigins } from './outside/configured-network.js';
import { lowerCasedNames } from './outside/header-names.js';
import { fetchMetadata, isMetadataUrl, readMetadataFile } from './outside/load-metadata.js';
import { learnParties, openTarget } from './outside/open-target.js';
import { sloUrlIn, type Parties } from './outside/parties.js';
import { readConfiguredFile } from './outside/read-file.js';
import type { Target, TargetOffer } from './target.js';

/** What the configuration cannot say. */
export interface ConfiguredOptions {
  /** The metadata document of a mock IdP: what `trust: { file }` gets before the app starts. */
  readonly metadata?: (vendor: VendorName) => string;
}

/** What an offer finds out or opens once. */
interface Kept {
  carrier?: Carrier;
  metadata?: SpMetadata;
  parties?: Parties;
  process?: AppProcess;
}

/** Commands may rebuild a database: they get at least this long, in milliseconds. */
const COMMAND_TIMEOUT = 60_000;

async function openCarrier({ timeout, rate, tls }: TargetConfig): Promise<Carrier> {
  const { webCarrier } = await import('./carrier/web.js');
  const { ca, insecure } = tls ?? {};
  return webCarrier({
    timeout,
    ...(rate === undefined ? {} : { rate }),
    tls: {
      ...(ca === undefined ? {} : { ca: readConfiguredFile(ca, 'tls.ca') }),
      ...(insecure === undefined ? {} : { insecure }),
    },
  });
}

function meansOf(config: TargetConfig, carrier: Carrier): Means {
  const { command, timeout, headers } = config;
  return {
    carrier,
    headers: lowerCasedNames(headers),
    shell: {
      folder: config.folder ?? command?.folder ?? process.cwd(),
      env: command?.env ?? {},
      timeout: Math.max(timeout, COMMAND_TIMEOUT),
    },
  };
}

function rosterLook({ accounts }: TargetConfig, means: Means, reader: PageReader): AccountsLook {
  if (accounts === undefined) return noAccountsLook;
  const { carrier, headers, shell } = means;
  return accountsLook(accounts, {
    ask: (url) =>
      carrier.send({
        method: 'GET',
        url: new URL(url),
        headers: { accept: 'application/json', ...headers },
      }),
    shell: (command) => runShell({ ...shell, command }),
    page: reader.read,
  });
}

async function metadataOf(config: TargetConfig, means: Means): Promise<SpMetadata | undefined> {
  const { metadata } = config;
  if (metadata === undefined) return undefined;
  return isMetadataUrl(metadata) ? fetchMetadata(metadata, means) : readMetadataFile(metadata);
}

async function findOut(config: TargetConfig, means: Means, kept: Kept): Promise<Parties> {
  const { name, start, idps, entityId, acs } = config;
  const metadata = kept.metadata ?? (await metadataOf(config, means));
  if (metadata !== undefined) kept.metadata = metadata;
  const network = { ...means, origins: toldOrigins(config) };
  return learnParties({ entityId, acs, metadata }, { name, network, start }, idps[0]);
}

async function open(config: TargetConfig, means: Means, kept: Kept): Promise<Target> {
  const parties = (kept.parties ??= await findOut(config, means, kept));
  const { name, start, session, tls, timeout, logout } = config;
  const { headers } = means;
  const reader = openPageReader({ timeout, headers, insecure: tls?.insecure ?? false });
  return openTarget({
    name,
    parties,
    network: { ...means, origins: ownOrigins(config, parties.acsUrl) },
    start,
    ...(logout === undefined ? {} : { logout }),
    session: session === undefined ? noSessionLook : sessionLook(session),
    accounts: rosterLook(config, means, reader),
    hooks: configuredHooks(config, means),
    close: reader.close,
  });
}

async function writeTrustFile(
  { trust, idps }: TargetConfig,
  options: ConfiguredOptions,
): Promise<void> {
  const [first] = idps;
  if (trust?.kind !== 'file' || first === undefined || options.metadata === undefined) return;
  await writeTrust(trust.file, options.metadata(first));
}

/** What the app can do that stories ask for. */
function abilitiesOf(
  { clock, trust, reset, deprovision, logout }: TargetConfig,
  kept: Kept,
): TargetOffer['abilities'] {
  return {
    clock: clock !== undefined,
    trust: trust !== undefined && trust.kind !== 'file',
    reset: reset !== undefined,
    deprovision: deprovision !== undefined,
    startOptions: false,
    get signsRequests() {
      return kept.metadata?.signsRequests ?? false;
    },
    get singleLogout() {
      return logout !== undefined && sloUrlIn(kept.metadata) !== undefined;
    },
  };
}

/**
 * Offers a target of the configuration. A metadata file is read at once, a metadata URL when the offer is started:
 * only then it is known whether the app signs its AuthnRequests.
 *
 * @param config - a loaded target
 * @param options - what the configuration cannot say
 * @throws UserError `file-not-found`, `file-unreadable`, `message-malformed`, `message-too-large` for the metadata file
 * @example
 * const offer = offerConfigured(config.targets['my-app'], { metadata: (vendor) => metadataOf(vendor) });
 * await offer.start();
 * const target = await offer.open(context);
 * await target.close();
 * await offer.stop();
 */
export function offerConfigured(
  config: TargetConfig,
  options: ConfiguredOptions = {},
): TargetOffer {
  const { name, idps, tenant = 'acme', application, profile, metadata, command } = config;
  const kept: Kept = {};
  if (metadata !== undefined && !isMetadataUrl(metadata))
    kept.metadata = readMetadataFile(metadata);
  const reach = async (): Promise<Means> =>
    meansOf(config, (kept.carrier ??= await openCarrier(config)));
  const stop = async (): Promise<void> => {
    await kept.process?.stop();
    await kept.carrier?.close();
    delete kept.process;
    delete kept.carrier;
  };
  const start = async (): Promise<void> => {
    await writeTrustFile(config, options);
    const means = await reach();
    if (command !== undefined) kept.process = await startApp(command, means);
    if (metadata !== undefined) kept.metadata ??= await fetchMetadata(metadata, means);
  };
  return {
    name,
    idps,
    tenant,
    application,
    ...(profile === undefined ? {} : { profile }),
    abilities: abilitiesOf(config, kept),
    start: () =>
      start().catch(async (error: unknown) => {
        await stop();
        throw error;
      }),
    open: async () => open(config, await reach(), kept),
    stop,
  };
}

/** Floor 1: a target as it is written becomes one with defaults, absolute addresses and absolute files. */
import type { TargetEntry } from '../schema/config/target.js';
import type {
  AccountsConfig,
  AccountsSource,
  ActionConfig,
  CommandConfig,
  TargetConfig,
} from '../target-config.js';
import { resolveAddress } from './resolve-address.js';
import { resolveFile } from './resolve-file.js';

const TIMEOUT = 10_000;
const READY_TIMEOUT = 60_000;

/** How relative names are completed. */
interface Resolve {
  address(text: string): string;
  file(text: string): string;
  readonly url: string;
}

/**
 * Completes a target.
 *
 * @param name - its name
 * @param entry - as it is written
 * @param folder - the folder of the configuration
 */
export function resolveTarget(name: string, entry: TargetEntry, folder: string): TargetConfig {
  const resolve: Resolve = {
    address: (text) => resolveAddress(text, entry.url),
    file: (text) => resolveFile(text, folder),
    url: entry.url,
  };
  const { idps = ['okta'], application = 'app', headers = {}, origins = [] } = entry;
  return {
    ...kept(entry),
    ...addressesOf(entry, resolve),
    ...actionsOf(entry, resolve),
    name,
    ...(folder !== '' && { folder }),
    idps,
    application,
    headers,
    timeout: entry.timeout ?? TIMEOUT,
    origins: origins.map((origin) => new URL(origin).origin),
  };
}

function kept(
  entry: TargetEntry,
): Pick<TargetConfig, 'url' | 'entityId' | 'tenant' | 'profile' | 'rate'> {
  const { url, entityId, tenant, profile, rate } = entry;
  return {
    url,
    ...(entityId !== undefined && { entityId }),
    ...(tenant !== undefined && { tenant }),
    ...(profile !== undefined && { profile }),
    ...(rate !== undefined && { rate }),
  };
}

type Addresses = Pick<
  TargetConfig,
  'start' | 'session' | 'accounts' | 'acs' | 'metadata' | 'logout' | 'command' | 'tls'
>;

function addressesOf(entry: TargetEntry, resolve: Resolve): Addresses {
  const { start, session, accounts, acs, metadata, logout, command, tls } = entry;
  return {
    start: { ...start, url: resolve.address(start.url) },
    ...(session && { session: { ...session, url: resolve.address(session.url) } }),
    ...(accounts && { accounts: rosterOf(accounts, resolve) }),
    ...(acs !== undefined && { acs: resolve.address(acs) }),
    ...(metadata && {
      metadata: 'url' in metadata ? resolve.address(metadata.url) : resolve.file(metadata.file),
    }),
    ...(logout !== undefined && { logout: resolve.address(logout) }),
    ...(command && { command: commandOf(command, resolve) }),
    ...(tls && { tls: { ...tls, ...(tls.ca !== undefined && { ca: resolve.file(tls.ca) }) } }),
  };
}

type Actions = Pick<TargetConfig, 'reset' | 'deprovision' | 'clock' | 'trust'>;

function actionsOf({ reset, deprovision, clock, trust }: TargetEntry, resolve: Resolve): Actions {
  const trusted =
    trust?.kind === 'file'
      ? { ...trust, file: resolve.file(trust.file) }
      : trust && actionOf(trust, resolve);
  return {
    ...(reset && { reset: actionOf(reset, resolve) }),
    ...(deprovision && { deprovision: actionOf(deprovision, resolve) }),
    ...(clock && { clock: actionOf(clock, resolve) }),
    ...(trusted && { trust: trusted }),
  };
}

function actionOf(action: ActionConfig, resolve: Resolve): ActionConfig {
  return action.kind === 'command' ? action : { ...action, url: resolve.address(action.url) };
}

function rosterOf({ source, ...rest }: AccountsConfig, resolve: Resolve): AccountsConfig {
  return { ...rest, source: sourceOf(source, resolve) };
}

function sourceOf(source: AccountsSource, resolve: Resolve): AccountsSource {
  switch (source.kind) {
    case 'json':
      return { ...source, url: resolve.address(source.url) };
    case 'csv':
      return { ...source, file: resolve.file(source.file) };
    case 'page': {
      const { login } = source;
      return {
        ...source,
        url: resolve.address(source.url),
        ...(login && { login: { ...login, url: resolve.address(login.url) } }),
      };
    }
    default:
      return source;
  }
}

function commandOf(entry: NonNullable<TargetEntry['command']>, resolve: Resolve): CommandConfig {
  const { start, ready, folder = '.', env = {}, timeout = READY_TIMEOUT } = entry;
  return {
    start,
    ready: ready === undefined ? resolve.url : resolve.address(ready),
    folder: resolve.file(folder),
    env,
    timeout,
  };
}

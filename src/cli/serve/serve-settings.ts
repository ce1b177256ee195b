/** Floor 9: what `standin serve` was told, read from its options. */
import { hostname, networkInterfaces } from 'node:os';
import { resolve } from 'node:path';
import { UserError } from '../../base/errors.js';
import { isLoopback } from '../../base/loopback.js';
import { didYouMean } from '../../base/suggest.js';
import { VENDOR_NAMES, type VendorName } from '../../scenario/scenario.js';
import type { Options } from '../command.js';
import { variable, type Io } from '../io.js';
import { flagOption, instantOption, listOption, textOption, urlOption } from '../options.js';

/** The settings. */
export interface ServeSettings {
  readonly scenarios: readonly string[];
  readonly port: number;
  readonly host: string;
  /** The origin that browsers and SPs see, where it is not the one that is listened at. */
  readonly publicOrigin?: string;
  /** Names other than loopback ones that requests may name. */
  readonly hosts: readonly string[];
  readonly vendors: readonly VendorName[];
  /** Files or URLs. */
  readonly metadata: readonly string[];
  readonly strict: boolean;
  readonly autoLogin?: string | true;
  readonly adminToken?: string;
  /** Absolute path. */
  readonly keys: string;
  readonly https: boolean;
  readonly sp: boolean;
  readonly profile?: string;
  readonly watch: boolean;
  readonly json: boolean;
  readonly seed?: string;
  /** An instant in milliseconds since the epoch, or the machine's time whatever a story says. */
  readonly clock?: number | 'now';
}

const WILDCARDS: readonly string[] = ['0.0.0.0', '::'];

function portOption(options: Options): number {
  const text = textOption(options, 'port') ?? '7000';
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UserError('option-invalid', `--port: "${text}" is no port.`, {
    fix: 'Give a number from 1 to 65535, or 0 for any free one.',
  });
}

/** Commander's own check gives way to the list. */
function vendorsOption(options: Options): readonly VendorName[] {
  return listOption(options, 'idp').map((word) => {
    const vendor = VENDOR_NAMES.find((each) => each === word);
    if (vendor !== undefined) return vendor;
    throw new UserError('option-invalid', `--idp: there is no IdP "${word}".`, {
      fix: didYouMean(word, VENDOR_NAMES),
    });
  });
}

/** As `URL.hostname` has it. */
function inUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

/** Every name by which this machine may be asked for. */
function hostsFor(host: string, publicOrigin: string | undefined): readonly string[] {
  const own = WILDCARDS.includes(host)
    ? [
        hostname().toLowerCase(),
        ...Object.values(networkInterfaces()).flatMap((each) =>
          (each ?? []).map(({ address }) => address),
        ),
      ]
    : [host.toLowerCase()];
  const named = publicOrigin === undefined ? [] : [new URL(publicOrigin).hostname];
  const names = [...own.map(inUrl), ...named];
  return [...new Set(names)].filter((name) => !isLoopback(name));
}

/** Whoever can reach the server from elsewhere must not be able to change the directory. */
function tokenFor(options: Options, io: Io, host: string): string | undefined {
  const token = textOption(options, 'adminToken') ?? variable(io, 'STANDIN_ADMIN_TOKEN');
  if (token !== undefined || isLoopback(inUrl(host))) return token;
  throw new UserError(
    'option-invalid',
    `--host ${host} lets other machines in, and there is no admin token.`,
    {
      fix: 'Set STANDIN_ADMIN_TOKEN or --admin-token to a secret, or listen at 127.0.0.1.',
    },
  );
}

function clockOption(options: Options): number | 'now' | undefined {
  return textOption(options, 'clock') === 'now' ? 'now' : instantOption(options, 'clock');
}

/** Keys with a value only. */
function given<Part extends object>(
  part: Part,
): { [Key in keyof Part]?: Exclude<Part[Key], undefined> } {
  const entries = Object.entries(part).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof Part]?: Exclude<Part[Key], undefined> };
}

/**
 * Reads the options.
 *
 * @throws UserError `option-invalid`
 */
export function readSettings(
  scenarios: readonly string[],
  options: Options,
  io: Io,
): ServeSettings {
  const host = textOption(options, 'host') ?? '127.0.0.1';
  const url = urlOption(options, 'publicUrl');
  const publicOrigin = url === undefined ? undefined : new URL(url).origin;
  return {
    scenarios,
    port: portOption(options),
    host,
    hosts: hostsFor(host, publicOrigin),
    vendors: vendorsOption(options),
    metadata: listOption(options, 'spMetadata'),
    strict: flagOption(options, 'strict'),
    keys: resolve(io.cwd, textOption(options, 'keys') ?? '.standin/keys'),
    https: flagOption(options, 'https'),
    sp: options['sp'] !== false,
    watch: flagOption(options, 'watch'),
    json: flagOption(options, 'json'),
    ...given({
      publicOrigin,
      autoLogin:
        textOption(options, 'autoLogin') ?? (flagOption(options, 'autoLogin') || undefined),
      adminToken: tokenFor(options, io, host),
      profile: textOption(options, 'profile'),
      seed: textOption(options, 'seed'),
      clock: clockOption(options),
    }),
  };
}

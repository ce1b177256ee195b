/** Floor 9: starts the server: ports, keys, state, the embedded SP. */
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { systemClock } from '../../base/clock.js';
import { UserError } from '../../base/errors.js';
import { didYouMean } from '../../base/suggest.js';
import { listenerOf } from '../../server/listen.js';
import {
  openServerState,
  type ServerOptions,
  type ServerState,
} from '../../server/state/server-state.js';
import type { SpStart } from '../../server/state/start.js';
import type { Options } from '../command.js';
import type { Io } from '../io.js';
import { standinVersion } from '../version.js';
import { holdPorts, type Ports } from './ports.js';
import { configuredSps } from './configured-sps.js';
import { laterOffer } from './later-offer.js';
import { embeddedListener, embeddedStart, type EmbeddedSpChoice } from './embedded-sp.js';
import { openKeyFolder, type KeyFolder } from './key-folder.js';
import type { ServeSettings } from './serve-settings.js';
import { readPlan, spSettingsOf, startOf, waitingSps, type Plan } from './start-plan.js';

/** A server that listens. */
export interface Serving {
  readonly state: ServerState;
  readonly folder: KeyFolder;
  /** `http://127.0.0.1:7001`; absent: there is no embedded SP. */
  readonly spOrigin?: string;
  /** Reads the scenario files again. @throws what is wrong with them; then everything is as it was */
  reload(): Promise<void>;
  /** Finishes what is under way, and stops. */
  close(): Promise<void>;
}

function drawId(): string {
  return randomBytes(16).toString('hex');
}

function serverOptions({ strict, hosts, autoLogin, adminToken }: ServeSettings): ServerOptions {
  return {
    strict,
    hosts,
    version: standinVersion(),
    ...(autoLogin === undefined ? {} : { autoLogin }),
    ...(adminToken === undefined ? {} : { adminToken }),
  };
}

/** Whoever is to be logged in by himself must be somebody. */
function checkAutoLogin({ autoLogin }: ServeSettings, { tenants, clock }: ServerState): void {
  if (typeof autoLogin !== 'string') return;
  const handles = [...tenants.values()].flatMap(({ directory }) =>
    [...directory.at(clock.now()).users()].map(({ handle }) => handle),
  );
  if (handles.includes(autoLogin)) return;
  throw new UserError('user-unknown', `--auto-login: there is no user "${autoLogin}".`, {
    fix: didYouMean(autoLogin, [...new Set(handles)]),
  });
}

/** The SPs that were named. */
async function namedSps(
  settings: ServeSettings,
  options: Options,
  io: Io,
): Promise<readonly SpStart[]> {
  const sps: SpStart[] = [];
  if (settings.metadata.length > 0) {
    const { metadataSp } = await import('./metadata-sp.js');
    for (const place of settings.metadata) sps.push(await metadataSp(place, io.cwd));
  }
  return [...sps, ...(await configuredSps(options, io))];
}

/** A profile that does not exist is told now, not to the first visitor of the SP. */
async function checkProfile({ settings, near }: Omit<EmbeddedSpChoice, 'origin'>): Promise<void> {
  if (settings.profile === 'proof') return;
  const { findProfile } = await import('../../run/find-profile.js');
  findProfile(settings.profile, near);
}

/** Everything that can be wrong before a port is taken. */
interface Prepared {
  readonly plan: Plan;
  readonly named: readonly SpStart[];
  readonly embedded: Omit<EmbeddedSpChoice, 'origin'>;
  readonly seed: string;
}

async function prepare(settings: ServeSettings, options: Options, io: Io): Promise<Prepared> {
  const plan = await readPlan(settings, io.cwd);
  const named = await namedSps(settings, options, io);
  const near = resolve(io.cwd, settings.scenarios[0] ?? 'standin.config.yaml');
  const embedded = { settings: spSettingsOf(settings, plan), near };
  if (settings.sp) await checkProfile(embedded);
  return { plan, named, embedded, seed: settings.seed ?? drawId() };
}

async function openAt(
  ports: Ports,
  prepared: Prepared,
  { settings, folder, cwd }: { settings: ServeSettings; folder: KeyFolder; cwd: string },
): Promise<Omit<Serving, 'close'>> {
  const { named, embedded, seed } = prepared;
  const { origin, server, sp, spOrigin } = ports;
  const choice = spOrigin === undefined ? undefined : { ...embedded, origin: spOrigin };
  const sps = [
    ...(choice === undefined ? [] : [embeddedStart(choice)]),
    ...named,
    ...waitingSps(settings, named),
  ];
  const start = (plan: Plan) => startOf(settings, { plan, sps, seed, folder });
  const held: { state?: ServerState } = {};
  const world = { origin, machine: systemClock, drawId, attacks: laterOffer(held) };
  const options = serverOptions(settings);
  const state = openServerState(await start(prepared.plan), { ...world, options });
  held.state = state;
  checkAutoLogin(settings, state);
  server.serve(listenerOf(state));
  if (choice !== undefined) sp?.serve(embeddedListener(choice, state));
  return {
    ...{ state, folder },
    ...(spOrigin === undefined ? {} : { spOrigin }),
    reload: async () => state.restart(await start(await readPlan(settings, cwd))),
  };
}

/**
 * Starts a server.
 *
 * @throws UserError for everything that is wrong with options, files, keys and ports; nothing listens then
 */
export async function startServing(
  settings: ServeSettings,
  options: Options,
  io: Io,
): Promise<Serving> {
  const prepared = await prepare(settings, options, io);
  const folder = openKeyFolder(settings.keys);
  const ports = await holdPorts(settings, folder);
  const close = async (): Promise<void> => {
    await Promise.all([ports.server.close(), ports.sp?.close()]);
  };
  try {
    return { ...(await openAt(ports, prepared, { settings, folder, cwd: io.cwd })), close };
  } catch (error) {
    await close();
    throw error;
  }
}

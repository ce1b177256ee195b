/** Floor 5: everything the server holds. One value a server; two servers in one process never meet. */
import type { Clock } from '../../base/clock.js';
import { seededRandom, type Random } from '../../base/random.js';
import type { DirectoryState } from '../../directory/directory.js';
import { weightOf, type Arrival, type NextLogin } from './arrival.js';
import { boundedMap, type BoundedMap } from './bounded-map.js';
import { openBrowsers, type Browsers } from './browsers.js';
import type { AttackOffer } from './corpus.js';
import { openLog, type Log } from './log.js';
import type { LogoutUnderWay } from './logout.js';
import { openServerClock, type ServerClock } from './server-clock.js';
import type { ServerStart } from './start.js';
import { openTenant, type TenantState } from './tenant-state.js';

/** What the server was told when it was started. */
export interface ServerOptions {
  /** An SP that nobody announced is refused, as at the vendors; otherwise it is learnt from its request. */
  readonly strict: boolean;
  /** Logs in without a page: this handle, or whomever `login_hint` names. */
  readonly autoLogin?: string | true;
  /** The admin API demands it (RFC 6750). */
  readonly adminToken?: string;
  /** Host names other than those of this machine that it answers to. */
  readonly hosts: readonly string[];
  /** Standin's version. */
  readonly version: string;
}

/** What happened since the start, in words of scenario files: one list a tenant. */
export interface RecordedStep {
  readonly tenant: string;
  /** Milliseconds since the epoch, by the server's clock. */
  readonly at: number;
  /** As a scenario file writes it: `{ deactivate: 'ada' }`. */
  readonly step: Readonly<Record<string, unknown>>;
  /** The application's name, where the step is about one: a story has only one. */
  readonly app?: string;
  /** The assertion whose reception by the SP is still to be told; see `log` entries of the kind `delivery`. */
  readonly assertionId?: string;
}

/** The state. */
export interface ServerState {
  /** `http://127.0.0.1:7000`. */
  readonly origin: string;
  readonly options: ServerOptions;
  readonly clock: ServerClock;
  readonly log: Log;
  readonly attacks: AttackOffer;
  /** Unguessable ids of browsers and logins; of the machine, not of the seed. */
  readonly drawId: () => string;
  /** By key, in the order of the start. */
  readonly tenants: Map<string, TenantState>;
  /** Each tenant's directory before anything happened: where a story begins that people save. */
  readonly starts: Map<string, DirectoryState>;
  readonly browsers: Browsers;
  readonly arrivals: BoundedMap<Arrival>;
  /** By the ID of the LogoutRequest whose answer is awaited. */
  readonly logouts: BoundedMap<LogoutUnderWay>;
  /** Decided for browsers that are still to come, the next one first. */
  readonly queue: NextLogin[];
  readonly recorded: RecordedStep[];
  /** The source of identifiers of messages. */
  random: Random;
  seed: string;
  /**
   * Back to the start: people, time, sessions, queue, log, identifiers.
   *
   * @param seed - another one from now on
   * @param instant - the clock stands still there, and people are hired then; milliseconds since the epoch
   */
  reset(seed?: string, instant?: number): void;
  /**
   * Starts anew with other tenants or people, at the same address; whoever listens to the log goes on listening.
   *
   * @throws what `openServerState` throws; then everything is as it was
   */
  restart(start: ServerStart): void;
}

/** What comes from outside. */
export interface ServerWorld {
  readonly origin: string;
  readonly options: ServerOptions;
  readonly machine: Clock;
  readonly drawId: () => string;
  readonly attacks: AttackOffer;
}

const MOST_ARRIVALS = 1000;
/** All logins under way together, in characters: a request alone can be as long as a body. */
const HEAVIEST_ARRIVALS = 32 * 1024 * 1024;

function openTenants(state: ServerState, start: ServerStart): void {
  state.tenants.clear();
  state.starts.clear();
  const { clock, origin } = state;
  for (const each of start.tenants) {
    const context = { clock, random: state.random };
    const tenant = openTenant(each, { origin, context, sps: start.sps });
    state.tenants.set(tenant.key, tenant);
    state.starts.set(tenant.key, tenant.directory.at(clock.now()));
  }
}

/**
 * Opens the state of a server.
 *
 * @throws UserError `setting-invalid`, `source-unknown`; what `Directory.record` throws
 */
export function openServerState(start: ServerStart, world: ServerWorld): ServerState {
  const clock = openServerClock(world.machine, start.clock);
  const { origin, options, drawId, attacks } = world;
  const held = { start };
  const state: ServerState = {
    ...{ origin, options, drawId, attacks, clock },
    log: openLog(() => clock.now()),
    tenants: new Map(),
    starts: new Map(),
    browsers: openBrowsers(drawId),
    arrivals: boundedMap({ most: MOST_ARRIVALS, weigh: weightOf, heaviest: HEAVIEST_ARRIVALS }),
    logouts: boundedMap({ most: MOST_ARRIVALS }),
    queue: [],
    recorded: [],
    random: seededRandom(start.seed),
    seed: start.seed,
    reset(seed = state.seed, instant) {
      clock.reset();
      if (instant !== undefined) clock.fix(instant);
      state.seed = seed;
      state.random = seededRandom(seed);
      state.log.clear();
      state.browsers.clear();
      state.arrivals.clear();
      state.logouts.clear();
      state.queue.splice(0);
      state.recorded.splice(0);
      openTenants(state, held.start);
    },
    restart(next) {
      const trial = openServerClock(world.machine, next.clock);
      openTenants({ ...state, clock: trial, tenants: new Map(), starts: new Map() }, next);
      held.start = next;
      clock.restart(next.clock);
      state.reset();
    },
  };
  openTenants(state, start);
  return state;
}

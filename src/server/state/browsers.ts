/** Floor 5: who is signed in at which tenant, in which browser. */
import { boundedMap, type BoundedMap } from './bounded-map.js';

/** What an application was told of a session: what a LogoutRequest to it must name (saml-core 3.7.1). */
export interface Participation {
  readonly app: string;
  readonly nameId: string;
  readonly nameIdFormat: string;
  readonly sessionIndex: string;
}

/** A person signed in at a tenant. */
export interface IdpSession {
  readonly user: string;
  /** The immutable id: a rehired person has another one. */
  readonly userId: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  usedAt: number;
  /** Goes on after the browser was closed. */
  readonly remembered: boolean;
  /** Newest last. */
  readonly participations: Participation[];
}

/** One browser. */
export interface BrowserState {
  readonly id: string;
  /** By the tenant's key. */
  readonly sessions: Map<string, IdpSession>;
}

const MOST_BROWSERS = 5000;

/** Every browser that came. */
export interface Browsers {
  find(id: string | undefined): BrowserState | undefined;
  /** The browser of that id, or a new one. */
  seat(id: string | undefined): BrowserState;
  all(): IterableIterator<BrowserState>;
  clear(): void;
}

/** Opens the list. @param drawId - a new, unguessable id */
export function openBrowsers(drawId: () => string): Browsers {
  const known: BoundedMap<BrowserState> = boundedMap({ most: MOST_BROWSERS });
  const find = (id: string | undefined): BrowserState | undefined =>
    id === undefined ? undefined : known.get(id);
  return {
    find,
    seat(id) {
      const there = find(id);
      if (there !== undefined) return there;
      const made: BrowserState = { id: drawId(), sessions: new Map() };
      known.set(made.id, made);
      return made;
    },
    all: () => known.values(),
    clear: () => known.clear(),
  };
}

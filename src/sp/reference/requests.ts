/** Floor 5: AuthnRequests that browsers were sent away with and that are not answered yet. */
import type { Context } from '../../base/context.js';
import type { PendingRequest } from '../checks/check.js';

export interface Requests {
  /** Notes a new request for a browser; a browser seen for the first time gets a number. */
  add(
    browser: string | undefined,
    about: Omit<PendingRequest, 'id' | 'number'>,
  ): { readonly browser: string; readonly id: string };
  /** What this browser may still answer. */
  of(browser: string | undefined): readonly PendingRequest[];
  /** What any browser may still answer. */
  all(): readonly PendingRequest[];
  /** The request was answered; it cannot be answered again. */
  answer(browser: string | undefined, id: string): void;
  /** How many were sent by now. */
  count(): number;
}

/** How long a person may take at the IdP, in milliseconds. */
const PATIENCE = 24 * 60 * 60 * 1000;

interface Sent extends PendingRequest {
  readonly until: number;
}

/** An empty store; ids come from the seeded random source (see `openSessions`). */
export function openRequests(context: Context): Requests {
  const random = context.random.fork('sp/requests');
  const browsers = new Map<string, readonly Sent[]>();
  const state = { count: 0 };
  const pending = (browser: string | undefined): readonly Sent[] =>
    (browsers.get(browser ?? '') ?? []).filter(({ until }) => context.clock.now() < until);
  return {
    add(browser, about) {
      const known = browser !== undefined && browsers.has(browser) ? browser : random.hex(32);
      const id = `_${random.hex(40)}`;
      const sent = { ...about, id, number: state.count, until: context.clock.now() + PATIENCE };
      state.count += 1;
      browsers.set(known, [...pending(known), sent]);
      return { browser: known, id };
    },
    of: pending,
    all: () => [...browsers.keys()].flatMap(pending),
    answer(browser, id) {
      if (browser !== undefined) {
        browsers.set(
          browser,
          pending(browser).filter((sent) => sent.id !== id),
        );
      }
    },
    count: () => state.count,
  };
}

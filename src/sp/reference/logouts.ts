/** Floor 5: LogoutRequests that browsers were sent away with and that are not answered yet. */
import type { Context } from '../../base/context.js';
import type { Session } from './sessions.js';

/** A LogoutRequest on its way to the IdP. */
interface PendingLogout {
  readonly id: string;
  /** The entity ID it was sent to. */
  readonly idp: string;
  /** What ends when the IdP has confirmed it. */
  readonly sessionId: string;
}

export interface Logouts {
  /** Notes a new request for a browser, by the browser's number. */
  add(browser: string, session: Session): PendingLogout;
  /** The request that an answer in this browser is to. */
  find(browser: string | undefined, id: string | undefined): PendingLogout | undefined;
  /** The request was answered; it cannot be answered again. */
  answer(browser: string | undefined, id: string): void;
}

/** An empty store; ids come from the seeded random source (see `openSessions`). */
export function openLogouts(context: Context): Logouts {
  const random = context.random.fork('sp/logouts');
  const browsers = new Map<string, readonly PendingLogout[]>();
  const pending = (browser: string | undefined): readonly PendingLogout[] =>
    browsers.get(browser ?? '') ?? [];
  return {
    add(browser, { issuer, id: sessionId }) {
      const sent = { id: `_${random.hex(40)}`, idp: issuer, sessionId };
      browsers.set(browser, [...pending(browser), sent]);
      return sent;
    },
    find: (browser, id) => pending(browser).find((sent) => sent.id === id),
    answer(browser = '', id) {
      const left = pending(browser).filter((sent) => sent.id !== id);
      browsers.set(browser, left);
    },
  };
}

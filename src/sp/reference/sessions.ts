/** Floor 5: sessions, kept at the server; the browser holds only a number. */
import type { Context } from '../../base/context.js';

export interface Session {
  readonly id: string;
  readonly accountId: string;
  /** What the Assertion said, whatever the account says. */
  readonly nameId: string;
  /** Milliseconds since the epoch; over at this instant. */
  readonly until: number;
}

export interface Sessions {
  /**
   * @param until - the instant at which it ends
   * @param id - the number it gets; a new one by default
   */
  open(accountId: string, nameId: string, until: number, id?: string): Session;
  /** The session, unless it is unknown or over. */
  find(id: string | undefined): Session | undefined;
  end(id: string | undefined): void;
  endAllOf(accountId: string): void;
}

/**
 * An empty store. Ids come from the seeded random source so that runs can be repeated: right for a
 * test product on loopback, wrong anywhere else.
 */
export function openSessions(context: Context): Sessions {
  const random = context.random.fork('sp/sessions');
  const sessions = new Map<string, Session>();
  return {
    open(accountId, nameId, until, id = random.hex(32)) {
      const session = { id, accountId, nameId, until };
      sessions.set(session.id, session);
      return session;
    },
    find(id) {
      const session = sessions.get(id ?? '');
      return session !== undefined && context.clock.now() < session.until ? session : undefined;
    },
    end: (id) => void sessions.delete(id ?? ''),
    endAllOf(accountId) {
      for (const session of sessions.values()) {
        if (session.accountId === accountId) sessions.delete(session.id);
      }
    },
  };
}

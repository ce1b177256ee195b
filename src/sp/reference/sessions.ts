/** Floor 5: sessions, kept at the server; the browser holds only a number. */
import type { Context } from '../../base/context.js';

/** What opens a session. */
interface Opening {
  readonly accountId: string;
  /** What the Assertion said, whatever the account says. */
  readonly nameId: string;
  readonly nameIdFormat?: string;
  /** Who said it, and how the IdP calls its own session (saml-core 2.7.2). */
  readonly issuer: string;
  readonly sessionIndex?: string;
  /** Milliseconds since the epoch; over at this instant. */
  readonly until: number;
}

export interface Session extends Opening {
  readonly id: string;
}

export interface Sessions {
  /** @param id - the number it gets; a new one by default */
  open(opening: Opening, id?: string): Session;
  /** The session, unless it is unknown or over. */
  find(id: string | undefined): Session | undefined;
  /** Every session that is not over. */
  all(): readonly Session[];
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
  const isLive = ({ until }: Session): boolean => context.clock.now() < until;
  return {
    open(opening, id = random.hex(32)) {
      const session = { ...opening, id };
      sessions.set(session.id, session);
      return session;
    },
    find(id) {
      const session = sessions.get(id ?? '');
      return session !== undefined && isLive(session) ? session : undefined;
    },
    all: () => [...sessions.values()].filter(isLive),
    end: (id) => void sessions.delete(id ?? ''),
    endAllOf(accountId) {
      for (const session of sessions.values()) {
        if (session.accountId === accountId) sessions.delete(session.id);
      }
    },
  };
}

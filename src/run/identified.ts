/** Floor 7: a session of which only the account is known, told whose it is by the roster. */
import type { AccountsObservation, SessionObservation } from '../sp/target.js';

/** The session with the e-mail address and NameID of its account, where it has none of its own. */
export function identified(
  session: SessionObservation,
  roster: AccountsObservation,
): SessionObservation {
  if (session.kind !== 'session' || roster.kind !== 'accounts') return session;
  if (session.email !== undefined || session.nameId !== undefined) return session;
  const account = roster.accounts.find(({ id }) => id === session.accountId);
  const nameId = account?.['nameId'];
  return {
    ...session,
    ...(account?.email === undefined ? {} : { email: account.email }),
    ...(typeof nameId === 'string' ? { nameId } : {}),
  };
}

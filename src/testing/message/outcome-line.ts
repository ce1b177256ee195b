/** Floor 9: how a login ended, in one sentence. */
import { printable } from '../../report/printable.js';
import type { Login } from '../login-result.js';

/** ` (it says so)`, or nothing. */
function because(why: string | undefined): string {
  return why === undefined || why === '' ? '' : `: ${why}`;
}

const SENTENCES: Readonly<Record<NonNullable<Login['outcome']>, (login: Login) => string>> = {
  'logged-in': ({ user, why }) => `The app logged ${user} in${because(why)}`,
  'logged-out': ({ user, why }) => `The app logged ${user} out${because(why)}`,
  'refused-by-idp': ({ user, reason, code }) => {
    const words = [reason, code].filter((word) => word !== undefined).join(', ');
    return `The IdP refused ${user}${because(words)}; nothing reached the app`;
  },
  'refused-by-sp': ({ user, reason, why }) => {
    const words = [reason, why].filter((word) => word !== undefined).join(', ');
    return `The app refused ${user}${because(words)}`;
  },
  'no-session': ({ user, why }) => `The app opened no session of ${user}${because(why)}`,
};

/** What happened. */
export function outcomeLine(login: Login): string {
  const { outcome, user, why } = login;
  const sentence =
    outcome === undefined
      ? `Nobody can say how the login of ${user} ended${because(why)}`
      : SENTENCES[outcome](login);
  return `${printable(sentence).replace(/\.$/, '')}.`;
}

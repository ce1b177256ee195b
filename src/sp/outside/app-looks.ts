/** Floor 5: how a test says where to look at its app. */
import { TargetError, UserError } from '../../base/errors.js';
import { resolveAddress } from '../../scenario/config/resolve-address.js';
import type { Where } from '../../scenario/target-config.js';
import { USUAL_PLACES } from '../../scenario/usual-places.js';
import type { AppOptions } from '../app-options.js';
import { accountsLook, noAccountsLook, type AccountsLook } from '../look/accounts.js';
import { functionLook } from '../look/accounts-function.js';
import { isJsonPointer } from '../look/json-pointer.js';
import { noSessionLook, sessionLook, type SessionLook } from '../look/session.js';
import type { AppNetwork } from './app-network.js';

/** Statuses that mean "log in first". */
const ANONYMOUS = [401, 403];

type Session = NonNullable<AppOptions['session']>;
type SpeltOut = Exclude<Session, string | ((...given: never[]) => unknown)>;
type Ask = Extract<Session, (...given: never[]) => unknown>;

function placeOf(place: string | Where, fact: string): Where {
  if (typeof place !== 'string') return place;
  if (isJsonPointer(place) && place !== '') return { json: place };
  throw new UserError('value-invalid', `\`session.${fact}\`: "${place}" is no JSON pointer.`, {
    fix: `Write "/${place.replaceAll('.', '/')}", or { css: '…' } or { header: '…' }.`,
  });
}

function placesOf({
  email,
  nameId,
  accountId,
}: SpeltOut): Omit<Parameters<typeof sessionLook>[0], 'url' | 'anonymous'> {
  if (email === undefined && nameId === undefined && accountId === undefined) return USUAL_PLACES;
  return {
    ...(email === undefined ? {} : { email: placeOf(email, 'email') }),
    ...(nameId === undefined ? {} : { nameId: placeOf(nameId, 'nameId') }),
    ...(accountId === undefined ? {} : { accountId: placeOf(accountId, 'accountId') }),
  };
}

function asked(ask: Ask): SessionLook {
  return async (browser) => {
    try {
      return await ask(browser);
    } catch (error) {
      if (error instanceof TargetError) throw error;
      const why = error instanceof Error ? error.message : String(error);
      return { kind: 'unknown', why: `\`session\` failed: ${why}` };
    }
  };
}

/**
 * The look at a session as the options describe it.
 *
 * @param base - the app's public URL, which paths start at
 * @throws UserError `value-invalid` for a text that is no JSON pointer
 */
export function appSessionLook(session: AppOptions['session'], base: string): SessionLook {
  if (session === undefined) return noSessionLook;
  if (typeof session === 'function') return asked(session);
  const { url, ...spelt } = typeof session === 'string' ? { url: session } : session;
  return sessionLook({
    ...placesOf({ url, ...spelt }),
    url: resolveAddress(url, base),
    anonymous: ANONYMOUS,
  });
}

function inProcessOnly(what: string): () => Promise<never> {
  return () => Promise.reject(new TypeError(`${what} is not asked of an app in this process`));
}

/** The look at the accounts as the options describe it. */
export function appAccountsLook(
  accounts: AppOptions['accounts'],
  base: string,
  { carrier, headers }: AppNetwork,
): AccountsLook {
  if (accounts === undefined) return noAccountsLook;
  if (typeof accounts === 'function') return functionLook(accounts);
  const source = { kind: 'json', url: resolveAddress(accounts, base), list: '' } as const;
  return accountsLook(
    { source },
    {
      ask: (url) =>
        carrier.send({
          method: 'GET',
          url: new URL(url),
          headers: { accept: 'application/json', ...headers },
        }),
      shell: inProcessOnly('a command'),
      page: inProcessOnly('a page'),
    },
  );
}

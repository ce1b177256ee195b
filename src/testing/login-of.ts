/** Floor 9: from a played step to what a test gets. */
import type { Issued } from '../idp/outcome.js';
import type { Act } from '../run/act.js';
import type { ReceivedAuthnRequest } from '../saml/authn-request.js';
import type { Browser } from '../sp/target.js';
import type { Login } from './login-result.js';

/** A message as tests read it: its facts, and what went over the wire. */
export function assertionOf(message: Issued): NonNullable<Login['assertion']> {
  const { facts, xml, acsUrl, relayState } = message;
  return { ...facts, xml, acsUrl, ...(relayState === undefined ? {} : { relayState }) };
}

type Present<Fields> = { readonly [Key in keyof Fields]?: Exclude<Fields[Key], undefined> };

/** The fields that are there. */
function present<Fields extends object>(fields: Fields): Present<Fields> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Present<Fields>;
}

/** Puts a login together. */
export function loginOf(
  user: string,
  { effect, observation, hops }: Act,
  about: { readonly browser: Browser; readonly request?: ReceivedAuthnRequest | undefined },
): Login {
  const { outcome, reason, code, why, account, accountBefore } = observation;
  const { page, message } = effect;
  const assertion = message === undefined ? undefined : assertionOf(message);
  return {
    user,
    ...present({ outcome, reason, code, why, page, account, accountBefore, assertion }),
    ...present({ request: about.request }),
    hops,
    session: observation.sessions.get(user) ?? { kind: 'none' },
    change: observation.change ?? { created: false, updated: false, linked: false },
    browser: about.browser,
    observation,
  };
}

/** Floor 4: the door of the staircase. One pure function from who wants in to signed bytes or a refusal. */
import type { Context } from './base/context.js';
import type { Outcome } from './idp/outcome.js';
import { runOnThreadPool, runSync } from './keys/sign-tasks.js';
import type { LoginInput } from './login/login-input.js';
import { loginSteps } from './login/login-steps.js';

export type { Forgery, LoginInput } from './login/login-input.js';

/**
 * Logs a user in at an application, or refuses the way the vendor does.
 *
 * The order is the vendors': the application must be known, the request acceptable, the user welcome, and
 * only then is a message written, signed and put on the vendor's page. With the same input, clock and seed
 * the same bytes come out.
 *
 * @param input - who wants in, where, and what the IdP knows
 * @param context - the clock that dates the message and the source of its ids
 * @returns the signed message, or the vendor's error page; never both
 * @throws UserError `key-unsupported` when the key cannot make the application's kind of signature; `key-unknown`
 *   and `value-invalid` for overrides; `mutation-impossible`, `mutation-order` and `value-invalid` for a forgery
 * @example
 * const outcome = login({ vendor: VENDORS.okta, tenant, application, directory, user: 'ada', key }, context);
 * if (outcome.kind === 'issued') outcome.xml; // '<?xml version="1.0" encoding="UTF-8"?><saml2p:Response ...'
 */
export function login(input: LoginInput, context: Context): Outcome {
  return runSync(loginSteps(input, context));
}

/**
 * Logs in as `login` does, but signs on libuv's thread pool: several logins at once use several cores.
 *
 * With the same input, clock and seed the bytes are those of `login`: the clock is read and ids are drawn before the
 * promise is returned, in the order of the calls. A forgery signs on this thread.
 *
 * @param input - who wants in, where, and what the IdP knows
 * @param context - the clock that dates the message and the source of its ids
 * @returns the signed message, or the vendor's error page; never both
 * @throws (rejects) what `login` throws
 * @example
 * const inputs = ['ada', 'grace'].map((user) => ({ vendor, tenant, application, directory, user, key }));
 * await Promise.all(inputs.map((input) => loginOnThreadPool(input, context)));
 */
export function loginOnThreadPool(input: LoginInput, context: Context): Promise<Outcome> {
  return runOnThreadPool(loginSteps(input, context));
}

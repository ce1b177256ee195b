/** Floor 9: overrides as tests write them: their times are instants or spans from now. */
import { checkOverrides } from '../mutation/check-overrides.js';
import type { MessageOverrides } from '../scenario/step.js';
import { instantOf } from './instant.js';
import type { LoginOverrides } from './login-builder.js';

const TIMES = ['notBefore', 'notOnOrAfter', 'authnInstant'] as const;

/**
 * Overrides as messages have them.
 *
 * @param now - the IdP's time, in milliseconds
 * @throws UserError `key-unknown`, `value-invalid`
 */
export function overridesOf(overrides: LoginOverrides, now: number): MessageOverrides {
  const times = TIMES.flatMap((key) => {
    const value = overrides[key];
    return value === undefined
      ? []
      : [[key, new Date(instantOf(value, now)).toISOString()] as const];
  });
  const said = Object.entries<unknown>(overrides).filter(([, value]) => value !== undefined);
  const all = { ...Object.fromEntries(said), ...Object.fromEntries(times) } as MessageOverrides;
  checkOverrides(all);
  return all;
}

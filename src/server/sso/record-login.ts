/** Floor 5: a login in the words of scenario files, for the story that people save. */
import type { Outcome } from '../../idp/outcome.js';
import type { ServerState } from '../state/server-state.js';
import type { Decided } from './finish-login.js';

function stepOf({ arrival, user }: Decided, outcome: Outcome): Readonly<Record<string, unknown>> {
  const { request, relayState } = arrival;
  return {
    login: user,
    ...(request === undefined ? { start: 'idp' } : {}),
    ...(request?.binding === 'post' ? { binding: 'post' } : {}),
    ...(request?.request.forceAuthn === true ? { forceAuthn: true } : {}),
    ...(request === undefined && relayState !== undefined ? { relayState } : {}),
    expect:
      outcome.kind === 'refused'
        ? { outcome: 'refused-by-idp', reason: outcome.reason }
        : { outcome: 'logged-in' },
  };
}

/** Records it; edited and forged messages are not what a story can say, and are left out. */
export function recordLogin(state: ServerState, decided: Decided, outcome: Outcome): void {
  const { forgery, overrides } = decided.choice;
  if (forgery !== undefined || overrides !== undefined) return;
  state.recorded.push({
    tenant: decided.tenant.key,
    at: state.clock.now(),
    step: stepOf(decided, outcome),
    ...(outcome.kind === 'issued' ? { assertionId: outcome.facts.assertionId } : {}),
  });
}

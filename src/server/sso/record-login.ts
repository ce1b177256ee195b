/** Floor 5: a login in the words of scenario files, for the story that people save. */
import type { IdpReason } from '../../base/reasons.js';
import type { Outcome } from '../../idp/outcome.js';
import type { LoginStep } from '../../scenario/step.js';
import { recordStep } from '../state/record-step.js';
import type { ServerState } from '../state/server-state.js';
import type { Decided } from './finish-login.js';

type Despite = NonNullable<LoginStep['despite']>;

/** What a story calls it when the directory's no is not listened to. */
const DESPITE: Readonly<Partial<Record<IdpReason, Despite>>> = {
  'user-deactivated': 'deactivated',
  'user-suspended': 'suspended',
  'user-locked': 'locked',
  'user-deleted': 'deleted',
  'not-assigned': 'unassigned',
};

/** The no that was not listened to; absent: the directory said yes. */
function overruled(now: number, { tenant, app, user, choice }: Decided): Despite | undefined {
  const person = tenant.directory.at(now).user(user);
  if (choice.despite !== true || person === undefined) return undefined;
  const objection = tenant.vendor.admit(person, app.application);
  return objection && (DESPITE[objection.reason] ?? 'deactivated');
}

/** Far beyond the 80 bytes that a RelayState may have (saml-bindings 3.4.3); longer ones are not kept. */
function isShort(relayState: string | undefined): relayState is string {
  return relayState !== undefined && relayState.length <= 2000;
}

function stepOf(
  { arrival, user }: Decided,
  outcome: Outcome,
  despite: Despite | undefined,
): Readonly<Record<string, unknown>> {
  const { request, relayState } = arrival;
  return {
    login: user,
    ...(despite === undefined ? {} : { despite }),
    ...(request === undefined ? { start: 'idp' } : {}),
    ...(request?.binding === 'post' ? { binding: 'post' } : {}),
    ...(request?.request.forceAuthn === true ? { forceAuthn: true } : {}),
    ...(request === undefined && isShort(relayState) ? { relayState } : {}),
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
  recordStep(state, {
    tenant: decided.tenant.key,
    app: decided.app.application.name,
    step: stepOf(decided, outcome, overruled(state.clock.now(), decided)),
    ...(outcome.kind === 'issued' ? { assertionId: outcome.facts.assertionId } : {}),
  });
}

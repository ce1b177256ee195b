/** Floor 7: judges how a login ended and why. */
import type { Observation } from '../observation.js';
import type { Judge } from './check.js';
import { compared, notVerified } from './check.js';

/** What is known of a refusal: its code, and the vendor's own. */
function refusalOf({ reason, code }: Observation): string | undefined {
  return code === undefined ? reason : `${reason ?? 'refused'}, ${code}`;
}

/** `outcome`: logged in, refused by either side, or no session. */
export const judgeOutcome: Judge<'outcome'> = (expected, observation) => {
  const { outcome, why } = observation;
  if (outcome === undefined) {
    return [notVerified(['outcome'], expected, why ?? 'this step logs nobody in')];
  }
  const because = outcome === expected ? why : (why ?? refusalOf(observation));
  return [compared(['outcome'], outcome === expected, { expected, observed: outcome }, because)];
};

/** `reason`: the stable code of the refusal. */
export const judgeReason: Judge<'reason'> = (expected, { outcome, reason, why }) => {
  const path = ['reason'];
  if (reason !== undefined) {
    return [compared(path, reason === expected, { expected, observed: reason })];
  }
  if (outcome === undefined) return [notVerified(path, expected, why ?? 'the outcome is unknown')];
  if (outcome === 'refused-by-sp') {
    return [notVerified(path, expected, 'the SP refuses and shows no reason code')];
  }
  return [compared(path, false, { expected, observed: null }, 'nobody refused')];
};

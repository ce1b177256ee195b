/** Floor 9: `toLeaveAccountUnchanged`. */
import type { Claim } from './claim.js';
import { judged } from './judged.js';

/** Neither created nor updated. */
export function toLeaveAccountUnchanged(): Claim {
  return {
    sentence: 'leave the account as it was',
    checks: (login) => judged({ account: { created: false, updated: false } }, login),
  };
}

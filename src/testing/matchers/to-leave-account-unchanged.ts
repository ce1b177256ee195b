/** Floor 9: `toLeaveAccountUnchanged`. */
import type { Demand } from './demand.js';
import { judged } from './judged.js';

/** Neither created nor updated. */
export function toLeaveAccountUnchanged(): Demand {
  return {
    sentence: 'leave the account as it was',
    checks: (login) => judged({ account: { created: false, updated: false } }, login),
  };
}

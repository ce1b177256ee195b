/** Floor 9: `toBeRefusedBySp`. */
import type { SpReason } from '../../base/reasons.js';
import { SP_REASONS } from '../../base/reasons.js';
import { checkReason } from './check-reason.js';
import type { Demand } from './demand.js';
import { judged } from './judged.js';

/** The app read the message and said no. */
export function toBeRefusedBySp(reason?: SpReason): Demand {
  return {
    sentence: `be refused by the app${reason === undefined ? '' : ` (${reason})`}`,
    checks(login) {
      checkReason(reason, SP_REASONS);
      const because = reason === undefined ? {} : { reason };
      return judged({ outcome: 'refused-by-sp', ...because }, login);
    },
  };
}

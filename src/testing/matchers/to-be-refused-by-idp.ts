/** Floor 9: `toBeRefusedByIdp`. */
import { IDP_REASONS } from '../../base/reasons.js';
import type { IdpReason } from '../../base/reasons.js';
import { checkReason } from './check-reason.js';
import type { Demand } from './demand.js';
import { judged } from './judged.js';
import type { IdpRefusal } from './login-matchers.js';

/** The browser saw the vendor's page, and nothing reached the app. */
export function toBeRefusedByIdp(why: IdpReason | IdpRefusal = {}): Demand {
  const { reason, code }: IdpRefusal = typeof why === 'string' ? { reason: why } : why;
  const words = [reason, code].filter((word) => word !== undefined).join(', ');
  return {
    sentence: `be refused by the IdP${words === '' ? '' : ` (${words})`}`,
    checks(login) {
      checkReason(reason, IDP_REASONS);
      const expectation = {
        outcome: 'refused-by-idp' as const,
        ...(reason === undefined ? {} : { reason }),
        ...(code === undefined ? {} : { page: { code } }),
      };
      return judged(expectation, login);
    },
  };
}

/** Floor 7: does the reset forget the account that the login made? */
import type { Check } from '../check.js';
import { fine, skipped, wrong } from '../check.js';
import { stageOf } from '../examination.js';

export const resetCheck: Check = {
  name: 'reset',
  title: 'a reset forgets the accounts',
  needs: ['login'],
  async examine(examination) {
    const { target } = stageOf(examination);
    if (target.reset === undefined) {
      return skipped('"reset" is not set: every story uses fresh e-mail addresses');
    }
    await target.reset();
    const seen = await target.accounts();
    if (seen.kind === 'unknown') return fine('done; the accounts cannot be seen');
    const { visitor } = examination.emails;
    const left = seen.accounts.some(({ email }) => email?.toLowerCase() === visitor);
    if (!left) return fine(`${seen.accounts.length} accounts left`);
    return wrong(`the account of ${visitor} is still there`, 'Check "reset" of the target.');
  },
};

/** Floor 7: do the clocks of the app and of this machine agree? Messages are good for minutes only. */
import type { Check } from '../check.js';
import { fine, skipped, warning } from '../check.js';
import { stageOf } from '../examination.js';

const SECOND = 1000;

export const clockCheck: Check = {
  name: 'clock',
  title: 'the clocks agree',
  needs: ['begins'],
  examine(examination) {
    if (examination.offer.abilities.clock) return skipped('stories set the clock of the app');
    const { clockDifference: difference } = examination.learnt;
    if (difference === undefined) return skipped('its answers have no Date header');
    const { clockSkew } = stageOf(examination).item.profile.consumption;
    const seconds = Math.round(difference / SECOND);
    // The header counts whole seconds.
    if (Math.abs(difference) <= clockSkew + SECOND) return fine(`${seconds} s apart`);
    return warning(
      `the app is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead' : 'behind'}`,
      `More than the tolerance of ${clockSkew / SECOND} s: set the clocks, or "clockSkew" of the profile.`,
    );
  },
};

/** Floor 7: does the app come up and answer? */
import { systemClock } from '../../../base/clock.js';
import { seededRandom } from '../../../base/random.js';
import type { Check } from '../check.js';
import { fine } from '../check.js';

export const reachableCheck: Check = {
  name: 'reachable',
  title: 'the app answers',
  needs: [],
  async examine({ offer, config, learnt }) {
    await offer.start();
    const { start } = config?.command ?? {};
    const context = { clock: systemClock, random: seededRandom('doctor') };
    learnt.target = await offer.open(context);
    const where = config?.url ?? learnt.target.acsUrl;
    return fine(start === undefined ? where : `${where}, started by: ${start}`);
  },
};

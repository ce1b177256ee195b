/** Floor 7: does a login at the app lead to the IdP that it is to trust? */
import { act } from '../../act.js';
import type { Check, Diagnosis } from '../check.js';
import { fine, wrong } from '../check.js';
import { loginStep, setStage } from '../examination.js';

/** The Date header of an answer, as the difference to our clock in milliseconds. */
function differenceOf(date: string | undefined): number | undefined {
  const told = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(told) ? undefined : told - Date.now();
}

function misdirected(sentTo: string, ssoUrl: string): Diagnosis {
  return wrong(
    `the app sends the AuthnRequest to ${sentTo}`,
    `Its SSO URL has to be ${ssoUrl}: standin metadata --target shows what the app is to trust.`,
  );
}

export const beginsCheck: Check = {
  name: 'begins',
  title: 'a login begins, and leads to the right IdP',
  needs: ['reachable'],
  async examine(examination) {
    const { learnt } = examination;
    if (learnt.target === undefined) return wrong('the app is not open', 'Start the app.');
    const stage = await setStage(examination, learnt.target);
    learnt.stage = stage;
    const { hops, effect } = await act(stage, loginStep('visitor', { hold: 'first' }));
    const [first] = hops;
    const difference = differenceOf(first?.headers['date']);
    if (difference !== undefined) learnt.clockDifference = difference;
    const { refusal, page } = effect;
    const { ssoUrl } = stage.application;
    const sentTo = page?.url.replace(/[?#].*/s, '') ?? '';
    if (sentTo !== ssoUrl) return misdirected(sentTo, ssoUrl);
    if (refusal !== undefined) {
      const why = `the IdP refuses the AuthnRequest: ${refusal.reason} (${refusal.code})`;
      return wrong(why, 'Compare entity ID and ACS URL of the app with the configuration.');
    }
    return fine(ssoUrl);
  },
};

/** Floor 7: does a login at the app lead to the IdP that it is to trust? */
import { act } from '../../act.js';
import type { Stage } from '../../stage.js';
import type { Check, Diagnosis } from '../check.js';
import { fine, wrong } from '../check.js';
import { loginStep, setStage } from '../examination.js';

/** The Date header of an answer, as the difference to our clock in milliseconds. */
function differenceOf(date: string | undefined): number | undefined {
  const told = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(told) ? undefined : told - Date.now();
}

/** What a binding adds to the address of an IdP (saml-bindings 3.4.4.1). */
const ADDED = /^(?:SAMLRequest|RelayState|SigAlg|Signature)(?:=|$)/;

/** The address that a request was sent to, without what the binding added. */
function addressOf(url: string): string {
  const [place = '', query = ''] = url.replace(/#.*/s, '').split('?');
  const own = query.split('&').filter((part) => part !== '' && !ADDED.test(part));
  return own.length === 0 ? place : `${place}?${own.join('&')}`;
}

/** Every address that the IdP's metadata names: OneLogin has one for each binding. */
function ssoUrlsOf({ item, tenant, application }: Stage): readonly string[] {
  const metadata = item.vendor.metadata(tenant, application, []);
  const services = metadata.matchAll(/SingleSignOnService [^>]*Location="([^"]*)"/g);
  return [...services].map(([, location = '']) => location.replaceAll('&amp;', '&'));
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
    const sentTo = addressOf(page?.url ?? '');
    if (!ssoUrlsOf(stage).includes(sentTo)) return misdirected(sentTo, ssoUrl);
    if (refusal !== undefined) {
      const why = `the IdP refuses the AuthnRequest: ${refusal.reason} (${refusal.code})`;
      return wrong(why, 'Compare entity ID and ACS URL of the app with the configuration.');
    }
    return fine(ssoUrl);
  },
};

/** Floor 7: does the app trust the IdP's certificate: does a genuine login work? */
import { act } from '../../act.js';
import type { Act } from '../../act.js';
import type { Check, Diagnosis } from '../check.js';
import { fine, warning, wrong } from '../check.js';
import { loginStep, stageOf } from '../examination.js';

function refused({ effect, observation }: Act, name: string): Diagnosis {
  const { page } = effect;
  const shown = page === undefined ? '' : `: ${page.url} answered ${page.status}`;
  return wrong(
    `${observation.outcome ?? 'unknown'}${shown}${observation.why === undefined ? '' : ` (${observation.why})`}`,
    `Let the app trust the certificate and issuer of: standin metadata --target ${name}`,
  );
}

export const loginCheck: Check = {
  name: 'login',
  title: 'a genuine login works: the certificate is trusted',
  needs: ['begins'],
  async examine(examination) {
    const login = await act(stageOf(examination), loginStep('visitor'));
    const { outcome, why = '' } = login.observation;
    if (outcome === 'logged-in') {
      examination.learnt.login = login;
      return fine(`as ${examination.emails.visitor}`);
    }
    const refusedByStatus = login.effect.answer?.accepted === false;
    if (outcome !== undefined || refusedByStatus) return refused(login, examination.offer.name);
    examination.learnt.login = login;
    return warning(
      `whose session it is cannot be seen: ${why}`,
      'Describe "session" of the target.',
    );
  },
};

/** Floor 7: does the app refuse what nobody signed? One that does not makes every other verdict worthless. */
import { InternalError } from '../../../base/errors.js';
import { encodePost } from '../../../saml/encode.js';
import { act } from '../../act.js';
import type { Check } from '../check.js';
import { fine, skipped } from '../check.js';
import type { Examination, PersonName } from '../examination.js';
import { loginStep, stageOf } from '../examination.js';

/** What is done to a message of ours. */
type Spoil = (xml: string, email: string) => string;

const SPOILS: readonly (readonly [PersonName, string, Spoil])[] = [
  [
    'unsigned',
    'a message without any signature',
    (xml) => xml.replace(/<((?:\w+:)?Signature)[\s>][\s\S]*?<\/\1>/g, ''),
  ],
  [
    'tampered',
    'a message that was changed after it was signed',
    (xml, email) => xml.replaceAll(email, `admin.${email}`),
  ],
];

/** Whose session the spoilt message opened: `undefined` for nobody's; `unknown` when it cannot be seen. */
async function opened(
  examination: Examination,
  person: PersonName,
  spoil: Spoil,
): Promise<string | undefined> {
  const stage = stageOf(examination);
  const { effect } = await act(stage, loginStep(person, { hold: person }));
  const { browser, message } = effect;
  if (message === undefined || browser === undefined) return undefined;
  const xml = spoil(message.xml, examination.emails[person]);
  if (xml === message.xml) throw new InternalError('internal', `the message is not ${person}`);
  await browser.post(message.acsUrl, { SAMLResponse: encodePost(xml) });
  const session = await stage.target.session(browser);
  if (session.kind === 'session') return session.email ?? session.nameId ?? 'somebody';
  return session.kind === 'unknown' ? 'unknown' : undefined;
}

export const garbageCheck: Check = {
  name: 'garbage',
  title: 'messages that are not genuine are refused',
  needs: ['login', 'anonymous'],
  async examine(examination) {
    for (const [person, what, spoil] of SPOILS) {
      const who = await opened(examination, person, spoil);
      if (who === 'unknown') return skipped('whose session it is cannot be seen');
      if (who === undefined) continue;
      return {
        verdict: 'danger',
        says: `${what} logs in ${who}`,
        fix: 'The app has to verify a signature over the assertion before it believes any of it (saml-core 5.3).',
      };
    }
    return fine('unsigned and tampered: no session');
  },
};

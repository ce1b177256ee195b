/** What does a doubly signed Response cost: against its bare signatures, and against what others take for it? */
import { sign } from 'node:crypto';
import saml20 from '@boxyhq/saml20';
import { interleave, median, ratio } from './measure.mjs';
import { EMAIL, ISSUER, KEY, oktaLogin, PEM, REQUEST_ID, SP, VALUES } from './okta-login.mjs';
import { handleOf, loadRoster } from './roster.mjs';
import { samlifyTask } from './samlify-task.mjs';

/** The same message by @boxyhq/saml20. */
function saml20Task() {
  const input = {
    audience: SP.entityId,
    issuer: ISSUER,
    acsUrl: SP.acsUrl,
    claims: { email: EMAIL, raw: VALUES },
    requestId: REQUEST_ID,
    privateKey: PEM.privateKey,
    publicKey: PEM.certificate,
  };
  return () => saml20.default.createSAMLResponse(input);
}

/** Two bare signatures over texts as long as the message's two SignedInfo elements. */
function bareTask(message) {
  const texts = [...message.matchAll(/<ds:SignedInfo.*?<\/ds:SignedInfo>/gs)];
  const octets = texts.map(([text]) => Buffer.from(text));
  return () => {
    for (const each of octets) sign('sha256', each, KEY.privateKey);
  };
}

/** Refuses to compare messages that are not doubly signed or say something else. */
function checkMessage(name, message) {
  const signatures = message.match(/<\/(?:ds:)?SignatureValue>/g)?.length;
  const said = Object.values(VALUES).every((value) => message.includes(`>${value}</`));
  if (signatures !== 2 || !said) throw new Error(`${name} did not make the same message`);
}

/** What one doubly signed Response costs, in milliseconds, and the ratios that matter. */
export async function measureMinting(options) {
  const okta = oktaLogin((application) => loadRoster(10, application));
  const standin = () => okta.login(handleOf(0));
  const makers = { standin, samlify: samlifyTask(), saml20: saml20Task() };
  for (const [name, make] of Object.entries(makers)) checkMessage(name, await make());
  const { fastest, ...times } = await interleave({ bare: bareTask(standin()), ...makers }, options);
  const milliseconds = Object.entries(times).map(([name, list]) => [name, median(list)]);
  return {
    milliseconds: Object.fromEntries(milliseconds),
    overBare: ratio(times.standin, times.bare),
    overBareFastest: ratio(fastest.standin, fastest.bare),
    fastest: { bare: Math.min(...fastest.bare), standin: Math.min(...fastest.standin) },
    fasterThanSamlify: ratio(times.samlify, times.standin),
    fasterThanSaml20: ratio(times.saml20, times.standin),
  };
}

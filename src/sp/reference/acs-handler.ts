/** Floor 5: the assertion consumer service: a form in, a session or a refusal out (saml-profiles 4.1.4.3). */
import { setTimeout } from 'node:timers/promises';
import { known, type Evidence, type SpFacts } from '../checks/check.js';
import { consume } from '../checks/consume.js';
import { redirect, withCookies, type Answer } from './answer.js';
import { SESSION_COOKIE, writeCookie } from './cookies.js';
import type { Visit } from './handler.js';
import type { ReferenceSp } from './reference-sp.js';
import { refusalPage } from './refusal-page.js';

/** How long an app may take that looks into a database, in milliseconds. */
const MOMENT = 50;

function factsFor(sp: ReferenceSp, visit: Visit): SpFacts {
  return {
    profile: sp.profile,
    now: sp.context.clock.now(),
    idps: sp.idps(),
    requests: sp.requests.of(visit.browser),
    allRequests: sp.requests.all(),
    decryptionKeys: sp.encryptionKey === undefined ? [] : [sp.encryptionKey.privateKey],
    wasUsed: (issuer, id) => sp.wasUsed(issuer, id),
    wasSeen: (id) => sp.wasUsed('', id),
    accounts: sp.roster.all(),
    hosts: visit.hosts,
    ...(visit.scheme === undefined ? {} : { scheme: visit.scheme }),
  };
}

/** The session ends with the profile's lifetime, or earlier if the IdP says so (saml-core 2.7.2). */
function sessionEnd(sp: ReferenceSp, evidence: Evidence): number {
  const ends = known(evidence, 'assertion').authnStatements.flatMap(
    ({ sessionNotOnOrAfter }) => sessionNotOnOrAfter ?? [],
  );
  return Math.min(sp.context.clock.now() + sp.profile.session.lifetime, ...ends);
}

function open(sp: ReferenceSp, visit: Visit, evidence: Evidence): Answer {
  const assertion = known(evidence, 'assertion');
  sp.markUsed(assertion.issuer, assertion.id);
  if (evidence.response !== undefined) sp.markUsed('', evidence.response.id);
  if (evidence.answered !== undefined && !sp.habits.has('keeps-requests')) {
    sp.requests.answer(visit.browser, evidence.answered.id);
  }
  const account = sp.roster.provision(known(evidence, 'identity'), known(evidence, 'account'));
  sp.sessions.end(visit.session?.id);
  const nameId = known(evidence, 'identity').nameId;
  const keeps = sp.habits.has('keeps-session-id');
  const kept = keeps ? visit.session?.id : undefined;
  const [{ sessionIndex } = {}] = assertion.authnStatements;
  const opening = {
    accountId: account.id,
    nameId,
    ...(assertion.nameId?.format === undefined ? {} : { nameIdFormat: assertion.nameId.format }),
    issuer: assertion.issuer,
    ...(sessionIndex === undefined ? {} : { sessionIndex }),
    until: sessionEnd(sp, evidence),
  };
  const session = sp.sessions.open(opening, kept);
  sp.context.log?.({ kind: 'sp-logged-in', account: account.id, assertion: assertion.id });
  const secure = sp.profile.acs.startsWith('https:');
  return withCookies(redirect(303, known(evidence, 'landing')), [
    // A session that is there before the login must come along with the IdP's POST.
    writeCookie(SESSION_COOKIE, session.id, secure, keeps ? 'none' : 'lax'),
  ]);
}

/** Consumes a form. A refusal leaves everything as it was, an old session included. */
export function receive(sp: ReferenceSp, visit: Visit): Answer | Promise<Answer> {
  const result = consume(visit.form, factsFor(sp, visit), sp.checks);
  if (result.kind === 'accepted') {
    const { evidence } = result;
    if (!sp.habits.has('marks-late')) return open(sp, visit, evidence);
    return setTimeout(MOMENT).then(() => open(sp, visit, evidence));
  }
  const { check, reason, detail } = result;
  const { response, assertion = response?.assertions[0] } = result.evidence;
  if (assertion !== undefined && sp.habits.has('marks-refused')) {
    sp.markUsed(assertion.issuer, assertion.id);
  }
  const about = assertion === undefined ? {} : { assertion: assertion.id };
  sp.context.log?.({ kind: 'sp-refused', check, reason, detail, ...about });
  return refusalPage(sp.profile.title, { reason, detail }, sp.habits);
}

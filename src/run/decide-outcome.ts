/** Floor 7: how a step ended, from what the SP shows and from the session; never from a status code alone. */
import type { Verb } from '../scenario/step.js';
import type { SessionObservation, SpAnswer } from '../sp/target.js';
import { isSessionOf } from './judge/session.js';
import type { Observation, Person } from './observation.js';
import type { Effect } from './steps/effect.js';
import { visibleText } from './visible-text.js';

/** What the decision rests on. */
export interface Evidence {
  readonly verb: Verb;
  readonly effect: Effect;
  readonly before: SessionObservation;
  readonly after: SessionObservation;
  readonly people: ReadonlyMap<string, Person>;
  /** Whether the SP's pages always tell a refusal. */
  readonly tellsRefusals: boolean;
}

/** Longest piece of a page that a report quotes. */
const QUOTED = 160;

type Decision = Pick<Observation, 'outcome' | 'reason' | 'code' | 'why'>;

const SENDS: ReadonlySet<Verb> = new Set<Verb>(['login', 'attack', 'deliver', 'replay']);

function isSubjects({ effect, after, people }: Evidence): boolean {
  const person = people.get(effect.subject ?? '');
  if (after.kind !== 'session' || person === undefined) return false;
  return isSessionOf(after, person, people);
}

/** A session that was there before says nothing about a message that the SP refused. */
function isNew({ before, after }: Evidence): boolean {
  return after.kind === 'session' && JSON.stringify(before) !== JSON.stringify(after);
}

function decideVisit(evidence: Evidence): Decision {
  const { after } = evidence;
  if (after.kind === 'unknown') return { why: after.why };
  if (after.kind === 'none') return { outcome: 'no-session' };
  return isSubjects(evidence)
    ? { outcome: 'logged-in' }
    : { outcome: 'no-session', why: 'the session belongs to somebody else' };
}

/** A logout is what became of the session, once nobody refused it. */
function decideLogout(evidence: Evidence): Decision {
  const { before, after, effect } = evidence;
  const { answer, refusal, why } = effect;
  const told = why === undefined ? {} : { why };
  if (refusal !== undefined) {
    return { outcome: 'refused-by-idp', reason: refusal.reason, code: refusal.code, ...told };
  }
  if (answer?.accepted === false) {
    const { reason, message } = answer;
    return {
      outcome: 'refused-by-sp',
      ...(reason === undefined ? {} : { reason }),
      ...(message === undefined ? {} : { why: message }),
    };
  }
  if (after.kind === 'unknown') return { why: after.why };
  if (after.kind === 'session') return { outcome: 'logged-in', why: 'the session lives on' };
  if (before.kind === 'session' && why === undefined) return { outcome: 'logged-out' };
  return { outcome: 'no-session', why: why ?? 'there was no session to end' };
}

/** The SP's own words, where it has no better way to say why. */
function wordsOf({ effect, tellsRefusals }: Evidence): string {
  const words = tellsRefusals ? '' : visibleText(effect.page?.body ?? '').slice(0, QUOTED);
  return words === '' ? '' : `: "${words}"`;
}

function decideRefusal(evidence: Evidence, { reason, message }: SpAnswer): Decision {
  const why = message === undefined ? undefined : message + wordsOf(evidence);
  if (isNew(evidence)) {
    return {
      outcome: 'logged-in',
      why: 'the SP shows a refusal and opened a session all the same',
    };
  }
  return {
    outcome: 'refused-by-sp',
    ...(reason === undefined ? {} : { reason }),
    ...(why === undefined ? {} : { why }),
  };
}

/** Nothing was refused in words, and nobody is in. */
function decideNobody({ tellsRefusals }: Evidence): Decision {
  if (tellsRefusals) {
    return { outcome: 'no-session', why: 'the SP shows no refusal and opened no session' };
  }
  return { outcome: 'refused-by-sp', why: 'the message opened no session' };
}

/** A message that comes again to a browser that is in already: its session proves nothing. */
function isUndecidable({ verb, before, after, tellsRefusals }: Evidence): boolean {
  const same = JSON.stringify(before) === JSON.stringify(after);
  return !tellsRefusals && verb !== 'login' && same;
}

function decideAcceptance(evidence: Evidence): Decision {
  const { after } = evidence;
  if (after.kind === 'unknown') return { why: after.why };
  if (after.kind === 'none') return decideNobody(evidence);
  if (isUndecidable(evidence)) {
    return { why: 'the browser was logged in before, and the SP does not tell what it refuses' };
  }
  return isSubjects(evidence)
    ? { outcome: 'logged-in' }
    : { outcome: 'no-session', why: 'the session belongs to somebody else' };
}

/**
 * Decides how a step ended.
 *
 * @returns nothing of it for steps that log nobody in; `why` alone when the target could not say
 */
export function decideOutcome(evidence: Evidence): Decision {
  const { verb, effect } = evidence;
  const { refusal, answer, why } = effect;
  if (verb === 'visit') return decideVisit(evidence);
  if (verb === 'logout') return decideLogout(evidence);
  if (!SENDS.has(verb)) return {};
  if (refusal !== undefined) {
    return { outcome: 'refused-by-idp', reason: refusal.reason, code: refusal.code };
  }
  if (answer === undefined) return { outcome: 'no-session', ...(why === undefined ? {} : { why }) };
  return answer.accepted ? decideAcceptance(evidence) : decideRefusal(evidence, answer);
}

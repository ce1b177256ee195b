/** Floor 7: judges who the SP thinks a browser is. */
import type { SessionObservation } from '../../sp/target.js';
import type { Observation, Person } from '../observation.js';
import type { Check, Judge } from './check.js';
import { compared, notVerified } from './check.js';

type Session = Extract<SessionObservation, { kind: 'session' }>;

/** Whether the session is this person's: by an account or NameID of theirs, else by an e-mail of theirs. */
export function isSessionOf(
  session: Session,
  person: Person,
  people: ReadonlyMap<string, Person>,
): boolean {
  const others = [...people.values()].filter(({ handle }) => handle !== person.handle);
  const { nameId, email } = session;
  if (nameId !== undefined) {
    if (person.nameIds.includes(nameId)) return true;
    if (others.some((other) => other.nameIds.includes(nameId))) return false;
  }
  return email !== undefined && holdsEmail(person, email);
}

/** Whether the person has or had the address; case does not count. */
export function holdsEmail(person: Person, email: string): boolean {
  return person.emails.some((own) => own.toLowerCase() === email.toLowerCase());
}

/** Who a session belongs to, in words for the report. */
function nameOf(session: SessionObservation, people: ReadonlyMap<string, Person>): string {
  if (session.kind !== 'session') return 'none';
  const owner = [...people.values()].find((person) => isSessionOf(session, person, people));
  return owner?.handle ?? session.email ?? session.nameId ?? session.accountId ?? 'somebody';
}

function judgeNone({ sessions, subject, people }: Observation): Check {
  const looked = subject === undefined ? [...sessions.values()] : [sessions.get(subject)];
  const unknown = looked.find((session) => session?.kind === 'unknown');
  if (unknown?.kind === 'unknown') return notVerified(['session'], 'none', unknown.why);
  const live = looked.find((session) => session?.kind === 'session');
  const observed = live === undefined ? 'none' : nameOf(live, people);
  return compared(['session'], live === undefined, { expected: 'none', observed });
}

function judgeUser(handle: string, observation: Observation): Check {
  const { sessions, subject, people } = observation;
  const path = ['session', 'user'];
  const session = sessions.get(subject ?? handle) ?? { kind: 'none' };
  if (session.kind === 'unknown') return notVerified(path, handle, session.why);
  const person = people.get(handle);
  const holds =
    session.kind === 'session' && person !== undefined && isSessionOf(session, person, people);
  const observed = holds ? handle : nameOf(session, people);
  return compared(path, holds, { expected: handle, observed });
}

/** `session`: `none`, or the user whose session it is. */
export const judgeSession: Judge<'session'> = (expected, observation) => [
  expected === 'none' ? judgeNone(observation) : judgeUser(expected.user, observation),
];

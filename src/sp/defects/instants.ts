/** Floor 5: SPs that get along badly with instants. */
import { known, passed, type Check } from '../checks/check.js';
import { issuedInFuture, notBefore, notOnOrAfter } from '../checks/parties.js';
import { sessionEnd } from '../checks/session-limits.js';
import { confirmationWindow, replay } from '../checks/subject.js';
import { breakingDown } from './broken.js';
import { readsVerified } from './dates.js';
import type { Defect } from './defect.js';

const FIVE_MINUTES = 5 * 60_000;
const TEN_MINUTES = 10 * 60_000;

/** The same check, with more patience than the profile has. */
function patient(check: Check): Check {
  return {
    ...check,
    test(evidence, facts) {
      const { profile } = facts;
      const clockSkew = Math.max(profile.consumption.clockSkew, FIVE_MINUTES);
      const consumption = { ...profile.consumption, clockSkew };
      return check.test(evidence, { ...facts, profile: { ...profile, consumption } });
    },
  };
}

/** The end of a session is never read. */
const ENDLESS: Check = {
  ...sessionEnd,
  test(evidence) {
    const assertion = known(evidence, 'assertion');
    const authnStatements = assertion.authnStatements.map(
      ({ sessionNotOnOrAfter, ...statement }) => statement,
    );
    return passed({ assertion: { ...assertion, authnStatements } });
  },
};

/** What was used is remembered for ten minutes from its IssueInstant. */
const SHORT_MEMORY: Check = {
  ...replay,
  test(evidence, facts) {
    const age = facts.now - known(evidence, 'assertion').issueInstant;
    return age >= 0 && age < TEN_MINUTES ? replay.test(evidence, facts) : passed();
  },
};

/** The end itself still counts. */
const STILL_VALID_AT_THE_END: Check = {
  ...notOnOrAfter,
  test(evidence, facts) {
    return notOnOrAfter.test(evidence, { ...facts, now: facts.now - 1 });
  },
};

/** Whether an instant is there at all is not asked. */
const TAKEN_FOR_GRANTED: Check = {
  ...notOnOrAfter,
  test(evidence, facts) {
    const { conditions } = known(evidence, 'assertion');
    if (conditions?.notOnOrAfter !== undefined) return notOnOrAfter.test(evidence, facts);
    throw new TypeError('a date was expected, and there is none');
  },
};

/** As strict as a library's own reader, and as loud: hours to 23, seconds to 59, four digits of a year. */
const USUAL = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z$/;

function readOrBreakDown(text: string): number {
  if (USUAL.test(text)) return Date.parse(text.replace(/(\.\d{3})\d+/, '$1'));
  throw new RangeError(`time data ${text} does not match the format`);
}

export const INSTANTS: readonly Defect[] = [
  {
    id: 'skew-five-minutes',
    title: 'Tolerates five minutes of clock difference, whatever was agreed.',
    seenIn: ['python3-saml ALLOWED_CLOCK_DRIFT of 300 s'],
    rows: {
      'not-before': patient(notBefore),
      'not-on-or-after': patient(notOnOrAfter),
      'confirmation-window': patient(confirmationWindow),
    },
  },
  {
    id: 'on-is-still-before',
    title: 'Takes NotOnOrAfter for the last instant at which the Assertion is valid.',
    seenIn: ['hand-written checks with <='],
    rows: { 'not-on-or-after': STILL_VALID_AT_THE_END },
  },
  {
    id: 'local-dates',
    title: 'Reads an instant without a time zone in the zone of the server, eight hours behind.',
    seenIn: ['Date.parse of a text without Z'],
    rows: {
      ...readsVerified({
        instant: (text) => Date.parse(/(?:Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}-08:00`),
      }),
    },
  },
  {
    id: 'date-breaks-down',
    title: 'Breaks down at a date that its reader does not know.',
    seenIn: ['strptime without except'],
    rows: readsVerified({ instant: readOrBreakDown }),
  },
  {
    id: 'dates-taken-for-granted',
    title: 'Breaks down where Conditions say of no end.',
    seenIn: ['hand-written checks'],
    rows: { 'not-on-or-after': TAKEN_FOR_GRANTED },
  },
  {
    id: 'age-assumed-positive',
    title: 'Reckons with the age of a message, and breaks down where it is negative.',
    seenIn: ['SystemTime::duration_since(..).unwrap()'],
    rows: { 'issued-in-future': breakingDown(issuedInFuture) },
  },
  {
    id: 'session-outlives-idp',
    title: 'Neither refuses a session that is over at the IdP, nor ends its own then.',
    seenIn: ['@node-saml/node-saml 5.1.0', '@boxyhq/saml20 1.15.2', 'saml2-js 4.0.4'],
    rows: { 'session-end': ENDLESS },
  },
  {
    id: 'replay-by-issue-instant',
    title:
      'Remembers a used Assertion for ten minutes from its IssueInstant, not until it expires.',
    seenIn: ['caches with a fixed time to live'],
    rows: { replay: SHORT_MEMORY },
  },
];

/** Floor 5: SPs that read instants wrongly, or compare them so that what is no instant is never too late. */
import { failed, known, passed, type Check } from '../checks/check.js';
import { notBefore, notOnOrAfter } from '../checks/parties.js';
import { EXACT, type Reading } from '../checks/read-response.js';
import { signedContentBy } from '../checks/signatures.js';
import { readBy } from '../checks/structure.js';
import { confirmationWindow } from '../checks/subject.js';
import { sessionEnd } from '../checks/session-limits.js';
import type { Defect } from './defect.js';

/** Rows of an SP that reads what verified in its own way. */
export function readsVerified(reading: Partial<Reading>): Readonly<Record<string, Check | null>> {
  const whole = { ...EXACT, ...reading };
  return { schema: null, read: readBy(whole), 'signed-content': signedContentBy(whole) };
}

/** Over only when it is certain that it is over: a comparison with NaN is false. */
function isOver(end: number | undefined, now: number): boolean {
  return end !== undefined && now >= end;
}

const lateEnd: Check = {
  ...notOnOrAfter,
  test: (evidence, { now }) =>
    isOver(known(evidence, 'assertion').conditions?.notOnOrAfter, now)
      ? failed('the Assertion is over')
      : passed(),
};

const lateStart: Check = {
  ...notBefore,
  test: (evidence, { now }) =>
    (known(evidence, 'assertion').conditions?.notBefore ?? now) > now
      ? failed('the Assertion is not valid yet')
      : passed(),
};

const lateConfirmation: Check = {
  ...confirmationWindow,
  test(evidence, { now }) {
    const all = evidence.confirmations ?? known(evidence, 'assertion').confirmations;
    const good = all.filter((one) => !isOver(one.notOnOrAfter, now));
    return good.length > 0 ? passed({ confirmations: good }) : failed('the confirmation is over');
  },
};

const lateSession: Check = {
  ...sessionEnd,
  test: (evidence, { now }) =>
    known(evidence, 'assertion').authnStatements.some((one) => isOver(one.sessionNotOnOrAfter, now))
      ? failed('the session is over')
      : passed(),
};

const LATE = {
  'not-before': lateStart,
  'not-on-or-after': lateEnd,
  'confirmation-window': lateConfirmation,
  'session-end': lateSession,
};

export const DATES: readonly Defect[] = [
  {
    id: 'nan-dates',
    title: 'Refuses what is certainly over: what is no instant never is.',
    seenIn: ['passport-saml issue 546', 'comparisons with NaN'],
    rows: { ...readsVerified({}), ...LATE },
  },
  {
    id: 'string-dates',
    title: 'Compares instants as texts: the time zone is not looked at.',
    seenIn: ['hand-written comparisons'],
    rows: {
      ...readsVerified({ instant: (text) => Date.parse(`${text.slice(0, 19)}Z`) }),
      ...LATE,
    },
  },
  {
    id: 'lenient-dates',
    title: 'Takes for an instant whatever Date.parse takes.',
    seenIn: ['@node-saml/node-saml', 'samlify'],
    rows: { ...readsVerified({ instant: (text) => Date.parse(text) }), ...LATE },
  },
  {
    id: 'one-end-is-enough',
    title: 'Asks whether the SubjectConfirmationData is over only where it says when.',
    seenIn: ['SPs that rely on Conditions alone'],
    rows: { 'confirmation-window': lateConfirmation },
  },
];

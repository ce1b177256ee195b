/** Floor 5: SPs that ask too little of the Subject and its confirmations. */
import { failed, known, passed, type Check, type Evidence } from '../checks/check.js';
import { account } from '../checks/policy.js';
import type { Confirmation } from '../checks/response-model.js';
import {
  confirmationMethod,
  confirmationNotBefore,
  confirmationWindow,
  inResponseTo,
  nameIdPresent,
  recipient,
} from '../checks/subject.js';
import type { Defect } from './defect.js';

function all(evidence: Evidence): readonly Confirmation[] {
  return evidence.confirmations ?? known(evidence, 'assertion').confirmations;
}

/** The check, where there is something to check. */
function onlyWhere(there: (evidence: Evidence) => boolean, check: Check): Check {
  return {
    ...check,
    test: (evidence, facts) => (there(evidence) ? check.test(evidence, facts) : passed()),
  };
}

/** The request is looked for by what the Response says, where no confirmation says anything. */
function answered(there: (evidence: Evidence) => boolean): Check {
  return {
    ...inResponseTo,
    test(evidence, facts) {
      if (there(evidence)) return inResponseTo.test(evidence, facts);
      const said = known(evidence, 'response').inResponseTo;
      if (said === undefined) return passed();
      const request = facts.requests.find(({ id }) => id === said);
      return request === undefined
        ? failed(`this browser was not sent with the request ${said}`)
        : passed({ answered: request });
    },
  };
}

/** Every row about confirmations, where there is something to check. */
function lenient(there: (evidence: Evidence) => boolean): Readonly<Record<string, Check>> {
  return {
    'confirmation-method': onlyWhere(there, confirmationMethod),
    recipient: onlyWhere(there, recipient),
    'confirmation-not-before': onlyWhere(there, confirmationNotBefore),
    'confirmation-window': onlyWhere(there, confirmationWindow),
    'in-response-to': answered(there),
  };
}

function hasSubject(evidence: Evidence): boolean {
  const { nameId, confirmations } = known(evidence, 'assertion');
  return nameId !== undefined || confirmations.length > 0;
}

/** What data is missing counts as right. */
const LENIENT_DATA: Readonly<Record<string, Check>> = {
  recipient: {
    ...recipient,
    test(evidence, facts) {
      const { acs } = facts.profile;
      const filled = all(evidence).map((one) =>
        (one.recipient ?? '') === '' ? { ...one, recipient: acs } : one,
      );
      return recipient.test({ ...evidence, confirmations: filled }, facts);
    },
  },
  'confirmation-window': {
    ...confirmationWindow,
    test(evidence, facts) {
      const filled = all(evidence).map((one) => ({ notOnOrAfter: Infinity, ...one }));
      return confirmationWindow.test({ ...evidence, confirmations: filled }, facts);
    },
  },
  'in-response-to': answered((evidence) =>
    all(evidence).some((one) => one.inResponseTo !== undefined),
  ),
};

/** A filter by a name that is not there filters nothing. */
const FIRST_OF_ALL: Check = {
  ...account,
  test(evidence, facts) {
    const [first] = facts.accounts;
    const { nameId } = known(evidence, 'identity');
    return nameId.trim() === '' && first !== undefined
      ? passed({ account: { kind: 'use', account: first, matches: 1 } })
      : account.test(evidence, facts);
  },
};

export const SUBJECTS: readonly Defect[] = [
  {
    id: 'confirmation-optional',
    title: 'Checks SubjectConfirmations only where there are some.',
    seenIn: ['@node-saml/node-saml 5.1.0', 'samlify 2.13.1', '@boxyhq/saml20 1.15.2'],
    rows: lenient((evidence) => all(evidence).length > 0),
  },
  {
    id: 'subject-optional',
    title: 'Asks nothing of a Subject that is not there.',
    seenIn: ['hand-written checks with if (subject)'],
    rows: { ...lenient(hasSubject), 'name-id': onlyWhere(hasSubject, nameIdPresent) },
  },
  {
    id: 'confirmation-data-optional',
    title: 'Checks of SubjectConfirmationData only what it says.',
    seenIn: ['node-saml issue 405', 'passport-saml issue 509'],
    rows: LENIENT_DATA,
  },
  {
    id: 'first-confirmation-only',
    title: 'Looks at the first SubjectConfirmation only, and refuses where a later one is good.',
    seenIn: ['passport-saml 3.2.1'],
    rows: {
      'confirmation-method': {
        ...confirmationMethod,
        test: (evidence, facts) =>
          confirmationMethod.test({ ...evidence, confirmations: all(evidence).slice(0, 1) }, facts),
      },
    },
  },
  {
    id: 'method-ignored',
    title: 'Never asks for the Method of a confirmation.',
    seenIn: ['Sustainsys.Saml2 <2.7.0', 'CVE-2020-5268'],
    rows: { schema: null, 'confirmation-method': null },
  },
  {
    id: 'undefined-finds-first',
    title: 'Looks up the account by a NameID that is not there, and gets the first of all.',
    seenIn: ['TypeORM findOne with undefined', 'Prisma findFirst with undefined'],
    rows: { 'name-id': null, account: FIRST_OF_ALL },
  },
];

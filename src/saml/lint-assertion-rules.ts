/** Floor 2: rules about the Assertion: who it is about, for whom, and when. */
import { isNamed } from '../xml/query.js';
import type { AssertionFacts, ConfirmationFacts } from './facts.js';
import type { LintRule } from './lint-rule.js';
import { ofAssertions, when } from './lint-rule.js';
import { BEARER, NAMESPACES } from './names.js';
import { parseInstant } from './xml-types.js';

function instantOf(text: string | undefined): number {
  return (text === undefined ? undefined : parseInstant(text)) ?? Number.NaN;
}

function bearers({ subject }: AssertionFacts): readonly ConfirmationFacts[] {
  return (subject?.confirmations ?? []).filter(({ method }) => method === BEARER);
}

const CONTENT_RULES: readonly LintRule[] = [
  {
    rule: 'assertion-missing',
    severity: 'error',
    clause: 'saml-profiles 4.1.4.2',
    check: ({ kind, facts }) =>
      when(
        kind === 'Response' &&
          /:Success$/.test(facts.status[0] ?? '') &&
          facts.assertions.length + facts.encryptedAssertions === 0,
        'the status is Success and there is no Assertion',
      ),
  },
  {
    rule: 'assertion-several',
    severity: 'warning',
    clause: 'saml-profiles 4.1.4.2',
    check: ({ facts: { assertions, encryptedAssertions } }) =>
      when(
        assertions.length + encryptedAssertions > 1,
        `there are ${assertions.length + encryptedAssertions} Assertions: SPs read one, and not the same one`,
      ),
  },
  {
    rule: 'name-id-missing',
    severity: 'warning',
    clause: 'saml-core 2.4.1',
    check: ofAssertions(({ subject }, name) =>
      when(!subject?.nameId?.trim(), `${name} names nobody: no NameID, or an empty one`),
    ),
  },
  {
    rule: 'name-id-comment',
    severity: 'warning',
    clause: 'saml-core 2.2.3',
    check: ({ elements }) =>
      elements
        .filter((each) => isNamed(each, NAMESPACES.assertion, 'NameID'))
        .flatMap(({ element: { children } }) =>
          when(
            children.some(({ kind }) => kind === 'comment' || kind === 'instruction'),
            'a comment cuts the NameID in two: careless SPs read only the first piece',
          ),
        ),
  },
  {
    rule: 'authn-statement-missing',
    severity: 'error',
    clause: 'saml-profiles 4.1.4.2',
    check: ofAssertions(({ authnInstant }, name) =>
      when(authnInstant === undefined, `${name} has no AuthnStatement with an AuthnInstant`),
    ),
  },
  {
    rule: 'audience-missing',
    severity: 'error',
    clause: 'saml-profiles 4.1.4.2, saml-core 2.5.1.4',
    check: ofAssertions(({ audiences }, name) =>
      when(audiences.length === 0, `${name} is for everybody: no AudienceRestriction`),
    ),
  },
];

const CONFIRMATION_RULES: readonly LintRule[] = [
  {
    rule: 'bearer-missing',
    severity: 'error',
    clause: 'saml-profiles 4.1.4.2',
    check: ofAssertions((assertion, name) =>
      when(bearers(assertion).length === 0, `${name} has no bearer SubjectConfirmation`),
    ),
  },
  {
    rule: 'confirmation-incomplete',
    severity: 'error',
    clause: 'saml-profiles 4.1.4.2',
    check: ofAssertions((assertion, name) =>
      bearers(assertion).flatMap(({ recipient, notOnOrAfter }) => [
        ...when(!recipient, `the SubjectConfirmationData of ${name} has no Recipient`),
        ...when(!notOnOrAfter, `the SubjectConfirmationData of ${name} has no NotOnOrAfter`),
      ]),
    ),
  },
  {
    rule: 'confirmation-not-before',
    severity: 'error',
    clause: 'saml-profiles 4.1.4.2',
    check: ofAssertions((assertion, name) =>
      bearers(assertion).flatMap(({ notBefore }) =>
        when(
          notBefore !== undefined,
          `the SubjectConfirmationData of ${name} has NotBefore, which bearer forbids`,
        ),
      ),
    ),
  },
  {
    rule: 'confirmation-expired',
    severity: 'warning',
    clause: 'saml-profiles 4.1.4.3',
    check: ofAssertions((assertion, name, { now = Number.NaN }) =>
      bearers(assertion).flatMap(({ notOnOrAfter }) =>
        when(
          instantOf(notOnOrAfter) <= now,
          `the SubjectConfirmation of ${name} ended at ${notOnOrAfter ?? ''}`,
        ),
      ),
    ),
  },
];

const TIME_RULES: readonly LintRule[] = [
  {
    rule: 'window-inverted',
    severity: 'error',
    clause: 'saml-core 2.5.1.2',
    check: ofAssertions(({ notBefore, notOnOrAfter }, name) =>
      when(
        instantOf(notOnOrAfter) <= instantOf(notBefore),
        `${name} ends at ${notOnOrAfter ?? ''}, before it begins at ${notBefore ?? ''}`,
      ),
    ),
  },
  {
    rule: 'not-yet-valid',
    severity: 'warning',
    clause: 'saml-core 2.5.1.2',
    check: ofAssertions(({ notBefore }, name, { now = Number.NaN }) =>
      when(now < instantOf(notBefore), `${name} begins at ${notBefore ?? ''}`),
    ),
  },
  {
    rule: 'expired',
    severity: 'warning',
    clause: 'saml-core 2.5.1.2',
    check: ofAssertions(({ notOnOrAfter }, name, { now = Number.NaN }) =>
      when(instantOf(notOnOrAfter) <= now, `${name} ended at ${notOnOrAfter ?? ''}`),
    ),
  },
  {
    rule: 'authn-instant-future',
    severity: 'warning',
    clause: 'saml-core 2.7.2',
    check: ofAssertions(({ authnInstant, issueInstant }, name) =>
      when(
        instantOf(authnInstant) > instantOf(issueInstant),
        `${name} says the person signed in at ${authnInstant ?? ''}, after it was issued`,
      ),
    ),
  },
  {
    rule: 'session-expired',
    severity: 'warning',
    clause: 'saml-core 2.7.2',
    check: ofAssertions(({ sessionNotOnOrAfter }, name, { now = Number.NaN }) =>
      when(
        instantOf(sessionNotOnOrAfter) <= now,
        `the session of ${name} ended at ${sessionNotOnOrAfter ?? ''}`,
      ),
    ),
  },
];

/** The rules, in the order findings are listed. */
export const ASSERTION_RULES: readonly LintRule[] = [
  ...CONTENT_RULES,
  ...CONFIRMATION_RULES,
  ...TIME_RULES,
];

/** Floor 5: checks of the session at the IdP: how old it is and how long it may last. */
import { failed, known, passed, type Check } from './check.js';

export const authnStatement: Check = {
  id: 'authn-statement',
  clause: 'saml-profiles 4.1.4.2',
  reason: 'schema-invalid',
  test(evidence) {
    const { length: count } = known(evidence, 'assertion').authnStatements;
    return count === 0 ? failed('the Assertion has no AuthnStatement') : passed();
  },
};

export const authnAge: Check = {
  id: 'authn-age',
  clause: 'saml-core 2.7.2, profile consumption.maxAuthnAge',
  reason: 'authn-too-old',
  test(evidence, { profile, now }) {
    const { maxAuthnAge, clockSkew } = profile.consumption;
    if (maxAuthnAge === undefined) return passed();
    const oldest = Math.min(...known(evidence, 'assertion').authnStatements.map((s) => s.instant));
    return now - oldest <= maxAuthnAge + clockSkew
      ? passed()
      : failed(`the person signed in at ${new Date(oldest).toISOString()}`);
  },
};

export const sessionEnd: Check = {
  id: 'session-end',
  clause: 'saml-core 2.7.2',
  reason: 'session-expired',
  test(evidence, { profile, now }) {
    const ends = known(evidence, 'assertion').authnStatements.flatMap(
      ({ sessionNotOnOrAfter: end }) => (end === undefined ? [] : [end]),
    );
    const first = Math.min(...ends);
    return now - profile.consumption.clockSkew < first
      ? passed()
      : failed(`the session ended at ${new Date(first).toISOString()}`);
  },
};

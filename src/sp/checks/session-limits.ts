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

/** What was asked for exactly must be answered exactly: another class may be a weaker one. */
export const authnContext: Check = {
  id: 'authn-context',
  clause: 'saml-core 3.3.2.2.1, profile consumption.authnContext',
  reason: 'authn-context-refused',
  test(evidence, { profile }) {
    if (profile.consumption.authnContext !== 'enforced') return passed();
    const asked = evidence.answered?.authnContext;
    const contexts = known(evidence, 'assertion').authnStatements.map(
      ({ context }) => context ?? 'missing',
    );
    return asked === undefined || contexts.every((context) => context === asked)
      ? passed()
      : failed(`the AuthnContext is ${contexts.join(', ')}`);
  },
};

/** ForceAuthn asks for a login that happens after the request. */
export const freshLogin: Check = {
  id: 'fresh-login',
  clause: 'saml-core 3.4.1',
  reason: 'authn-too-old',
  test(evidence, { profile }) {
    const since = evidence.answered?.freshSince;
    if (since === undefined) return passed();
    const oldest = Math.min(...known(evidence, 'assertion').authnStatements.map((s) => s.instant));
    return oldest >= since - profile.consumption.clockSkew
      ? passed()
      : failed(`the person signed in at ${new Date(oldest).toISOString()}`);
  },
};

/** Floor 5: the table: every check of a LogoutRequest, in the order in which they are made (saml-profiles 4.4.3.1). */
import { parseInstant } from '../../saml/xml-types.js';
import type { EndableSession, LogoutCheck, LogoutEvidence } from './logout-check.js';
import { algorithmsOf, allowedUris, isSignedLogout, vouchedFor } from './logout-signature.js';
import { SignatureFlaw } from './signature-flaw.js';

const logoutIssuer: LogoutCheck = {
  id: 'logout-issuer',
  clause: 'saml-profiles 4.4.4.1',
  reason: 'issuer-unknown',
  test({ request }, { idps }) {
    const idp = idps.find(({ issuer, enabled }) => issuer === request.issuer && enabled !== false);
    return idp === undefined
      ? { failed: `nobody trusts ${request.issuer ?? 'a LogoutRequest without Issuer'} here` }
      : { passed: { idp } };
  },
};

/** Anybody can send a browser here. */
const logoutSigned: LogoutCheck = {
  id: 'logout-signed',
  clause: 'saml-profiles 4.4.4.1',
  reason: 'signature-missing',
  test: ({ received }) =>
    isSignedLogout(received) ? { passed: {} } : { failed: 'the LogoutRequest is not signed' },
};

const logoutAlgorithm: LogoutCheck = {
  id: 'logout-algorithm',
  clause: 'xmldsig-core1 6.1, profile consumption.algorithms',
  reason: 'algorithm-refused',
  test({ received }, { profile }) {
    const allowed = allowedUris(profile.consumption.algorithms);
    try {
      const other = algorithmsOf(received).find((uri) => !allowed.includes(uri));
      return other === undefined
        ? { passed: {} }
        : { failed: `the algorithm ${other} is not allowed` };
    } catch (error) {
      if (error instanceof SignatureFlaw) return { failed: error.message };
      throw error;
    }
  },
};

/** By a pinned key of the IdP that speaks, over all that it says. */
export const logoutVerifies: LogoutCheck = {
  id: 'logout-verifies',
  clause: 'saml-core 5.4, saml-bindings 3.4.4.1',
  reason: 'signature-invalid',
  test({ received, idp }) {
    const request = vouchedFor(received, idp?.keys ?? []);
    return request === undefined
      ? { failed: 'no trusted certificate verifies the signature of the LogoutRequest' }
      : { passed: { request } };
  },
};

const logoutVersion: LogoutCheck = {
  id: 'logout-version',
  clause: 'saml-core 3.2.1',
  reason: 'version-unsupported',
  test: ({ request: { version } }) =>
    version === '2.0' ? { passed: {} } : { failed: `the Version is ${version}` },
};

/** A signed message says where it goes. */
const logoutDestination: LogoutCheck = {
  id: 'logout-destination',
  clause: 'saml-bindings 3.4.5.2, 3.5.5.2',
  reason: 'destination-mismatch',
  test: ({ request: { destination } }, { sloUrl }) =>
    destination === sloUrl
      ? { passed: {} }
      : { failed: `the Destination is ${destination ?? 'missing'}` },
};

/** How old a request may be that does not say it itself, in milliseconds. */
const OLDEST = 5 * 60 * 1000;

/** A request that has passed ends no session of today. */
const logoutTime: LogoutCheck = {
  id: 'logout-time',
  clause: 'saml-core 3.7.1',
  reason: 'logout-expired',
  test({ request }, { now, profile }) {
    const skew = profile.consumption.clockSkew;
    const issued = parseInstant(request.issueInstant);
    if (issued === undefined || issued - skew > now) {
      return { failed: `IssueInstant is ${request.issueInstant}` };
    }
    const { notOnOrAfter } = request;
    const end = notOnOrAfter === undefined ? issued + OLDEST : parseInstant(notOnOrAfter);
    return end === undefined || end + skew <= now
      ? { failed: `it was good until ${notOnOrAfter ?? '5 minutes after its IssueInstant'}` }
      : { passed: {} };
  },
};

const logoutNameId: LogoutCheck = {
  id: 'logout-name-id',
  clause: 'saml-core 3.7.1',
  reason: 'name-id-missing',
  test: ({ request: { nameId = '' } }) =>
    nameId === '' ? { failed: 'the LogoutRequest has no NameID' } : { passed: {} },
};

/** Whether a request means a session: who has the name, and of several sessions those that it lists (saml-core 3.7.1). */
export function meansSession({ request }: LogoutEvidence, session: EndableSession): boolean {
  const { nameId, sessionIndexes } = request;
  const isListed =
    sessionIndexes.length === 0 || sessionIndexes.includes(session.sessionIndex ?? '');
  return session.nameId === nameId && isListed;
}

/** Only what this IdP has opened. */
export const logoutSession: LogoutCheck = {
  id: 'logout-session',
  clause: 'saml-core 3.7.3.1, saml-profiles 4.4.3.3',
  reason: 'logout-session-unknown',
  test(evidence, { sessions }) {
    const ending = sessions.filter(
      (session) => session.issuer === evidence.request.issuer && meansSession(evidence, session),
    );
    return ending.length === 0
      ? { failed: `nobody is here as ${evidence.request.nameId ?? ''}` }
      : { passed: { ending } };
  },
};

/**
 * From the Issuer to the sessions that end. The first row that fails decides the reason; what is behind
 * `logout-verifies` judges only what was signed.
 */
export const LOGOUT_CHECKS: readonly LogoutCheck[] = [
  logoutIssuer,
  logoutSigned,
  logoutAlgorithm,
  logoutVerifies,
  logoutVersion,
  logoutDestination,
  logoutTime,
  logoutNameId,
  logoutSession,
];

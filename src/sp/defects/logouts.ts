/** Floor 5: SPs that end sessions for anybody (saml-profiles 4.4.4.1). */
import type { LogoutCheck, LogoutCheckResult } from '../checks/logout-check.js';
import { logoutSession, logoutVerifies, meansSession } from '../checks/logout-checks.js';
import { isSignedLogout, vouchedFor } from '../checks/logout-signature.js';
import { verifiedBytes } from '../checks/verified-bytes.js';
import { parseDom } from '../checks/signature-dom.js';
import type { Defect } from './defect.js';

/** Nothing of what the signature rows ask. */
const UNSIGNED = { 'logout-signed': null, 'logout-algorithm': null, 'logout-verifies': null };

/** Any signature in the message that verifies, whatever it covers; the message is believed as it came. */
const anySignature: LogoutCheck = {
  ...logoutVerifies,
  test(evidence, facts): LogoutCheckResult {
    const { received, idp } = evidence;
    const { xml, query } = received;
    if (query !== undefined) return logoutVerifies.test(evidence, facts);
    const keys = idp?.keys ?? [];
    const signatures = Array.from(parseDom(xml).getElementsByTagNameNS('*', 'Signature'));
    return signatures.some((signature) => verifiedBytes(xml, signature, keys) !== undefined)
      ? { passed: {} }
      : { failed: 'no signature verifies' };
  },
};

/** One store of certificates for all tenants. */
const anyKey: LogoutCheck = {
  ...logoutVerifies,
  test({ received }, { idps }) {
    const request = vouchedFor(
      received,
      idps.flatMap(({ keys }) => keys),
    );
    return request === undefined ? { failed: 'nobody vouches for it' } : { passed: { request } };
  },
};

/** Names are everybody's. */
export const TAKES_ANY_LOGOUT: LogoutCheck = {
  ...logoutSession,
  test(evidence, { sessions }) {
    const ending = sessions.filter((session) => meansSession(evidence, session));
    return ending.length === 0 ? { failed: 'nobody has that name' } : { passed: { ending } };
  },
};

export const LOGOUTS: readonly Defect[] = [
  {
    id: 'logout-unsigned',
    title: 'Ends sessions for LogoutRequests that nobody has signed.',
    seenIn: ['wantLogoutRequestSigned: false, the default of samlify', 'policy'],
    rows: {},
    logoutRows: UNSIGNED,
  },
  {
    id: 'logout-if-signed',
    title: 'Verifies a LogoutRequest where it is signed, and takes it where it is not.',
    seenIn: ['node-saml, Redirect binding'],
    rows: {},
    logoutRows: {
      'logout-signed': null,
      'logout-verifies': {
        ...logoutVerifies,
        test: (evidence, facts) =>
          isSignedLogout(evidence.received) ? logoutVerifies.test(evidence, facts) : { passed: {} },
      },
    },
  },
  {
    id: 'logout-any-signature',
    title: 'Takes a LogoutRequest in which anything at all is signed by the IdP.',
    seenIn: ['samlify <=2.13.1', 'GHSA-63ch-w8pw-4mf2'],
    rows: {},
    logoutRows: {
      'logout-signed': null,
      'logout-algorithm': null,
      'logout-verifies': anySignature,
    },
  },
  {
    id: 'logout-any-tenant-key',
    title: 'Verifies LogoutRequests with the certificates of all tenants.',
    seenIn: ['one keystore for everything', 'policy'],
    rows: {},
    logoutRows: { 'logout-verifies': anyKey },
  },
  {
    id: 'logout-any-tenant-name',
    title: 'Ends the sessions of a NameID, whichever IdP has opened them.',
    seenIn: ['sessions kept by NameID alone', 'policy'],
    rows: {},
    logoutRows: { 'logout-session': TAKES_ANY_LOGOUT },
  },
];

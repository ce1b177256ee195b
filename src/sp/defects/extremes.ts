/** Floor 5: an SP that lets everybody in, and one that lets nobody in. */
import { failed, passed, type Check, type Evidence, type SpFacts } from '../checks/check.js';

/** The person of the first account, or somebody new. */
function anybody({ form }: Evidence, { accounts, idps, now }: SpFacts): Partial<Evidence> {
  const [first] = accounts;
  const issuer = first?.issuer ?? idps[0]?.issuer ?? '';
  const nameId = first?.nameId ?? 'anybody';
  return {
    assertion: {
      id: form['SAMLResponse']?.[0]?.slice(0, 64) ?? '',
      version: '2.0',
      issueInstant: now,
      issuer,
      nameId: { value: nameId },
      confirmations: [],
      authnStatements: [],
      attributes: [],
    },
    landing: '/',
    identity: { issuer, nameId, issuedAt: now, values: {} },
    account:
      first === undefined
        ? { kind: 'create', matches: 0 }
        : { kind: 'use', account: first, matches: 1 },
  };
}

/** Any form at the ACS opens a session of the first account there is. */
export const ACCEPT_ALL: readonly Check[] = [
  {
    id: 'accept-all',
    clause: 'none',
    reason: 'message-malformed',
    produces: true,
    test: (evidence, facts) => passed(anybody(evidence, facts)),
  },
];

/** Every form is refused. */
export const REJECT_ALL: readonly Check[] = [
  {
    id: 'reject-all',
    clause: 'none',
    reason: 'signature-invalid',
    produces: true,
    test: () => failed('this SP lets nobody in'),
  },
];

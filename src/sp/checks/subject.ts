/** Floor 5: checks of the Subject. One bearer confirmation must satisfy all of them (saml-profiles 4.1.4.2). */
import { BEARER, NAME_ID_FORMATS } from '../../saml/names.js';
import { failed, known, passed, type Check, type CheckResult, type Evidence } from './check.js';
import type { Confirmation } from './response-model.js';

/** Those that earlier rows left. */
function left(evidence: Evidence): readonly Confirmation[] {
  return evidence.confirmations ?? known(evidence, 'assertion').confirmations;
}

/** Narrows the confirmations down; none left is a failure. */
function narrowed(good: readonly Confirmation[], detail: string): CheckResult {
  return good.length === 0 ? failed(detail) : passed({ confirmations: good });
}

export const confirmationMethod: Check = {
  id: 'confirmation-method',
  clause: 'saml-profiles 3.3, 4.1.4.2',
  reason: 'confirmation-method-unsupported',
  test(evidence) {
    const bearers = left(evidence).filter(({ method }) => method === BEARER);
    return narrowed(bearers, 'the Subject has no bearer SubjectConfirmation');
  },
};

export const recipient: Check = {
  id: 'recipient',
  clause: 'saml-profiles 4.1.4.2',
  reason: 'recipient-mismatch',
  test(evidence, { profile }) {
    const bearers = left(evidence);
    const names = bearers.map((bearer) => bearer.recipient ?? 'missing').join(', ');
    return narrowed(
      bearers.filter((bearer) => bearer.recipient === profile.acs),
      `the Recipient is ${names}`,
    );
  },
};

/** A bearer confirmation has an end and no beginning. */
export const confirmationNotBefore: Check = {
  id: 'confirmation-not-before',
  clause: 'saml-profiles 4.1.4.2',
  reason: 'confirmation-expired',
  test(evidence) {
    const good = left(evidence).filter(({ notBefore }) => notBefore === undefined);
    return narrowed(good, 'the SubjectConfirmationData has a NotBefore');
  },
};

export const confirmationWindow: Check = {
  id: 'confirmation-window',
  clause: 'saml-profiles 4.1.4.2, saml-core 2.4.1.2',
  reason: 'confirmation-expired',
  test(evidence, { profile, now }) {
    const skew = profile.consumption.clockSkew;
    const valid = left(evidence).filter(
      ({ notOnOrAfter }) => notOnOrAfter !== undefined && now - skew < notOnOrAfter,
    );
    return narrowed(valid, 'no SubjectConfirmationData is valid now');
  },
};

/** Before the rows about requests: a used Assertion is a used Assertion in whichever browser. */
export const replay: Check = {
  id: 'replay',
  clause: 'saml-profiles 4.1.4.5',
  reason: 'assertion-replayed',
  test(evidence, facts) {
    const { issuer, id } = known(evidence, 'assertion');
    return facts.wasUsed(issuer, id) ? failed(`the Assertion ${id} was used before`) : passed();
  },
};

export const idpInitiated: Check = {
  id: 'idp-initiated',
  clause: 'saml-profiles 4.1.5, profile consumption.idpInitiated',
  reason: 'idp-initiated-refused',
  test(evidence, { profile }) {
    const solicited =
      known(evidence, 'response').inResponseTo !== undefined ||
      left(evidence).some((bearer) => bearer.inResponseTo !== undefined);
    return solicited || profile.consumption.idpInitiated
      ? passed()
      : failed('the Response answers no request');
  },
};

/** The Response and the confirmation answer the same request, and this browser was sent with it. */
export const inResponseTo: Check = {
  id: 'in-response-to',
  clause: 'saml-profiles 4.1.4.2, 4.1.4.3',
  reason: 'in-response-to-mismatch',
  test(evidence, { requests }) {
    const said = known(evidence, 'response').inResponseTo;
    const confirmations = left(evidence);
    if (said === undefined && confirmations.some((bearer) => bearer.inResponseTo === undefined)) {
      return passed();
    }
    const matching = confirmations.filter(
      (bearer) =>
        bearer.inResponseTo !== undefined && bearer.inResponseTo === (said ?? bearer.inResponseTo),
    );
    const answered = requests.find(({ id }) =>
      matching.some((bearer) => bearer.inResponseTo === id),
    );
    if (answered !== undefined) return passed({ answered });
    const ids = [said, ...confirmations.map((bearer) => bearer.inResponseTo)].filter(
      (id) => id !== undefined,
    );
    return failed(`this browser was not sent with the request ${[...new Set(ids)].join(', ')}`);
  },
};

export const nameIdPresent: Check = {
  id: 'name-id',
  clause: 'saml-core 2.4.1, saml-profiles 4.1.4.2',
  reason: 'name-id-missing',
  test(evidence) {
    const { nameId } = known(evidence, 'assertion');
    return nameId === undefined || nameId.value.trim() === ''
      ? failed('the Subject has no NameID')
      : passed();
  },
};

/** A request that was sent to one IdP is answered by that one. */
export const requestIdp: Check = {
  id: 'request-idp',
  clause: 'saml-profiles 4.1.4.3',
  reason: 'in-response-to-mismatch',
  test({ answered, idp }) {
    const asked = answered?.idp;
    return asked === undefined || asked === idp?.issuer
      ? passed()
      : failed(`the request was sent to ${asked}`);
  },
};

/** A name in somebody else's name space is somebody else's name. */
export const nameQualifiers: Check = {
  id: 'name-qualifiers',
  clause: 'saml-core 8.3.7',
  reason: 'name-id-refused',
  test(evidence, { profile }) {
    const { nameId, issuer } = known(evidence, 'assertion');
    if (nameId?.nameQualifier !== undefined && nameId.nameQualifier !== issuer) {
      return failed(`the NameQualifier is ${nameId.nameQualifier}`);
    }
    const { spNameQualifier = profile.entityId } = nameId ?? {};
    return spNameQualifier === profile.entityId
      ? passed()
      : failed(`the SPNameQualifier is ${spNameQualifier}`);
  },
};

/** What the formats that limit a name allow (saml-core 8.3.7, 8.3.8). */
const LONGEST_IDENTIFIER = 256;
/** Of other formats nothing is said; four times as many is nobody's name. */
const LONGEST_NAME = 1024;

const LIMITED: ReadonlySet<string> = new Set([
  NAME_ID_FORMATS.persistent,
  NAME_ID_FORMATS.transient,
]);

/** A name that is made for one session names nobody in the next: no account is found, or made, by it. */
export const nameIdLasting: Check = {
  id: 'name-id-lasting',
  clause: 'saml-core 8.3.8, profile jit.key',
  reason: 'name-id-refused',
  test(evidence, { profile }) {
    const { format } = known(evidence, 'assertion').nameId ?? {};
    return profile.jit.key === 'nameid' && format === NAME_ID_FORMATS.transient
      ? failed('the NameID is transient')
      : passed();
  },
};

/** Control characters are cut off or left out somewhere else; so is the end of what is too long. */
export const nameIdText: Check = {
  id: 'name-id-text',
  clause: 'saml-core 8.3.7, 8.3.8, policy',
  reason: 'name-id-refused',
  test(evidence) {
    const { value = '', format = '' } = known(evidence, 'assertion').nameId ?? {};
    const longest = LIMITED.has(format) ? LONGEST_IDENTIFIER : LONGEST_NAME;
    if (value.length > longest) return failed(`the NameID has ${value.length} characters`);
    return /\p{Cc}/u.test(value) ? failed('the NameID holds control characters') : passed();
  },
};

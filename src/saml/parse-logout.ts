/** Floor 2: reads the facts of logout messages; whether anybody likes them is decided elsewhere (saml-core 3.7). */
import { attributeOf, childrenNamed, textOf } from '../xml/query.js';
import type { ResolvedElement } from '../xml/query.js';
import type { LogoutRequest, LogoutResponse } from './logout.js';
import { hasSignature, messageRoot, only, present, required } from './message-facts.js';
import { NAMESPACES } from './names.js';

const SERVICE = 'single logout service';

/** So deep status codes go in messages that anybody means. */
const DEEPEST_STATUS = 4;

type Head = Pick<LogoutRequest, 'id' | 'version' | 'issueInstant' | 'issuer' | 'destination'>;

/** What every protocol message begins with (saml-core 3.2.1, 3.2.2). */
function headOf(root: ResolvedElement): Head {
  const issuer = only(root, NAMESPACES.assertion, 'Issuer');
  return present<Head>({
    id: required(root, 'ID'),
    version: required(root, 'Version'),
    issueInstant: required(root, 'IssueInstant'),
    issuer: issuer === undefined ? undefined : textOf(issuer),
    destination: attributeOf(root, 'Destination'),
  });
}

/** Facts of a LogoutRequest element. @throws UserError `message-malformed` */
export function logoutRequestFacts(root: ResolvedElement): LogoutRequest {
  const nameId = only(root, NAMESPACES.assertion, 'NameID');
  const others = ['BaseID', 'EncryptedID'].flatMap((local) =>
    childrenNamed(root, NAMESPACES.assertion, local),
  );
  const indexes = childrenNamed(root, NAMESPACES.protocol, 'SessionIndex');
  return present<LogoutRequest>({
    ...headOf(root),
    notOnOrAfter: attributeOf(root, 'NotOnOrAfter'),
    reason: attributeOf(root, 'Reason'),
    nameId: nameId === undefined ? undefined : textOf(nameId),
    nameIdFormat: nameId && attributeOf(nameId, 'Format'),
    nameQualifier: nameId && attributeOf(nameId, 'NameQualifier'),
    spNameQualifier: nameId && attributeOf(nameId, 'SPNameQualifier'),
    sessionIndexes: indexes.map(textOf),
    hasOtherId: others.length > 0,
  });
}

/** The status code and those within it. */
function statusCodes(status: ResolvedElement | undefined): readonly string[] {
  const codes: string[] = [];
  let at = status && only(status, NAMESPACES.protocol, 'StatusCode');
  while (at !== undefined && codes.length < DEEPEST_STATUS) {
    codes.push(required(at, 'Value'));
    at = only(at, NAMESPACES.protocol, 'StatusCode');
  }
  return codes;
}

/** Facts of a LogoutResponse element. @throws UserError `message-malformed` */
function logoutResponseFacts(root: ResolvedElement): LogoutResponse {
  const status = only(root, NAMESPACES.protocol, 'Status');
  const message = status && only(status, NAMESPACES.protocol, 'StatusMessage');
  return present<LogoutResponse>({
    ...headOf(root),
    inResponseTo: attributeOf(root, 'InResponseTo'),
    statusCodes: statusCodes(status),
    statusMessage: message && textOf(message),
  });
}

/**
 * Reads a LogoutRequest (saml-core 3.7.1).
 *
 * @param xml - the decoded message, possibly hostile
 * @throws UserError `message-malformed` for anything else than a LogoutRequest with ID, Version and IssueInstant,
 *   `message-too-large`
 */
export function parseLogoutRequest(xml: string): {
  readonly request: LogoutRequest;
  readonly hasSignature: boolean;
} {
  const root = messageRoot(xml, 'LogoutRequest', SERVICE);
  return { request: logoutRequestFacts(root), hasSignature: hasSignature(root) };
}

/**
 * Reads a LogoutResponse (saml-core 3.7.2).
 *
 * @param xml - the decoded message, possibly hostile
 * @throws UserError `message-malformed` for anything else than a LogoutResponse with ID, Version and IssueInstant,
 *   `message-too-large`
 */
export function parseLogoutResponse(xml: string): {
  readonly response: LogoutResponse;
  readonly hasSignature: boolean;
} {
  const root = messageRoot(xml, 'LogoutResponse', SERVICE);
  return { response: logoutResponseFacts(root), hasSignature: hasSignature(root) };
}

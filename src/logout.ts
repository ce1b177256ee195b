/** Floor 4: single logout: a LogoutRequest answered, one sent, and an SP's answer judged (saml-profiles 4.4). */
import { UserError } from './base/errors.js';
import type { Context } from './base/context.js';
import type { IdpReason } from './base/reasons.js';
import type { IdpVendor } from './idp/idp.js';
import { logoutFormPage, logoutRedirect } from './idp/logout-page.js';
import { hasLogout } from './idp/logout.js';
import type { LogoutApplication, LogoutObjection, LogoutRules } from './idp/logout.js';
import type { Page, Refusal } from './idp/outcome.js';
import { isSigned, isSignedBy } from './idp/request-signature.js';
import type { Application, Tenant } from './idp/tenant.js';
import type { SigningKey } from './keys/keys.js';
import { signQuery } from './keys/query-signature.js';
import { signElement } from './keys/sign.js';
import { encodeRedirect } from './saml/encode.js';
import type { MessageParameter } from './saml/carried-message.js';
import type { ReceivedLogoutRequest, ReceivedLogoutResponse } from './saml/logout.js';
import { STATUS_CODES } from './saml/names.js';
import type { Binding } from './saml/names.js';
import type { XmlElement } from './xml/node.js';
import { writeXml } from './xml/write.js';

/** How long a LogoutRequest of an IdP is good, in milliseconds. */
const LIFETIME = 300_000;

/** A logout message on its way to the SP. */
export interface SentMessage {
  readonly binding: Binding;
  /** By redirect: with the whole query. By POST: where the form goes. */
  readonly url: string;
  /** Its ID: what an answer to it refers to. */
  readonly id: string;
  /** The exact text that goes on the wire, before base64. */
  readonly xml: string;
  readonly relayState?: string;
  /** A 302 with its location, or a form that sends itself. */
  readonly page: Page;
}

/** The SP gets an answer. */
export interface AnsweredLogout {
  readonly kind: 'answered';
  readonly status: 'success' | 'refused';
  /** Why it was refused. */
  readonly reason?: IdpReason;
  /** Facts of the refusal for logs, never markup. */
  readonly detail?: string;
  readonly message: SentMessage;
  /** Whose sessions end; empty when the request names nobody. */
  readonly nameId: string;
  /** Which of them; empty: all. */
  readonly sessionIndexes: readonly string[];
}

/** Answered, or the vendor shows a page instead and nothing reaches the SP. */
export type LogoutOutcome = AnsweredLogout | Refusal;

/** The IdP's side of a logout. */
interface Sides {
  readonly vendor: IdpVendor;
  readonly tenant: Tenant;
  readonly key: SigningKey;
}

/** A LogoutRequest that came. */
export interface AnswerInput extends Sides {
  /** Absent: the tenant has no application for this SP. */
  readonly application?: Application;
  readonly received: ReceivedLogoutRequest;
}

/** A logout that the IdP starts. */
export interface RequestInput extends Sides {
  readonly application: Application;
  /** As the SP knows it from the Assertion that opened it. */
  readonly session: {
    readonly nameId: string;
    readonly nameIdFormat: string;
    readonly sessionIndex: string;
  };
  readonly relayState?: string;
}

/** What travels, how, and whether it is signed. */
interface Parcel {
  readonly id: string;
  readonly parameter: MessageParameter;
  readonly binding: Binding;
  readonly tree: XmlElement;
  readonly signed: boolean;
  readonly relayState: string | undefined;
}

/** The query signature takes the place of the one in the message (saml-bindings 3.4.4.1). */
function byRedirect(
  { parameter, relayState, signed }: Parcel,
  xml: string,
  { key, application }: { readonly key: SigningKey; readonly application: LogoutApplication },
): string {
  const message = encodeRedirect(xml);
  const { slo, signatureAlgorithm: algorithm } = application;
  const carried = relayState === undefined ? {} : { relayState };
  const state = relayState === undefined ? [] : [`RelayState=${encodeURIComponent(relayState)}`];
  const query = signed
    ? signQuery({ parameter, message, ...carried }, { key, algorithm })
    : [`${parameter}=${encodeURIComponent(message)}`, ...state].join('&');
  return `${slo.spUrl}${slo.spUrl.includes('?') ? '&' : '?'}${query}`;
}

function send(
  parcel: Parcel,
  rules: LogoutRules,
  from: { readonly key: SigningKey; readonly application: LogoutApplication },
): SentMessage {
  const { binding, parameter, tree, relayState } = parcel;
  const { slo, signatureAlgorithm: algorithm, digestAlgorithm: digest } = from.application;
  const enveloped = parcel.signed && binding === 'post';
  const { form, declaration = '' } = rules;
  const whole = enveloped ? signElement(tree, { key: from.key, algorithm, digest, form }) : tree;
  const xml = declaration + writeXml(whole);
  const carried = { xml, id: parcel.id, ...(relayState === undefined ? {} : { relayState }) };
  if (binding === 'post') {
    const page = logoutFormPage({ parameter, url: slo.spUrl, ...carried });
    return { binding, url: slo.spUrl, ...carried, page };
  }
  const url = byRedirect(parcel, xml, from);
  return { binding, url, ...carried, page: logoutRedirect(url) };
}

/** The LogoutResponse, and how it travels. */
function answerTo(
  { request, relayState }: ReceivedLogoutRequest,
  from: { readonly application: LogoutApplication; readonly rules: LogoutRules },
  { clock, random }: Context,
  status: readonly string[] | undefined,
): Parcel {
  const { application, rules } = from;
  const id = rules.newId(random);
  const tree = rules.respond({
    id,
    issueInstant: new Date(clock.now()).toISOString(),
    issuer: application.issuer,
    destination: application.slo.spUrl,
    inResponseTo: request.id,
    status: status ?? [STATUS_CODES.success],
  });
  const signed = status === undefined ? rules.signs.answers : rules.signs.refusals;
  const binding = rules.answersBy(application);
  return { id, parameter: 'SAMLResponse', binding, tree, signed, relayState };
}

function refuse(
  { vendor, tenant, application }: AnswerInput,
  objection: LogoutObjection,
  context: Context,
): Refusal {
  const about = { tenant, ...(application === undefined ? {} : { application }) };
  const { code, page } = vendor.refuse(objection, about, context);
  return { kind: 'refused', reason: objection.reason, code, page };
}

/**
 * Answers a LogoutRequest the way the vendor does. The SP's sessions at the IdP are the caller's to end.
 *
 * @param input - the IdP's side, and what came
 * @param context - the clock that dates the answer and the source of its id
 * @returns the answer, or the vendor's error page; never both
 * @throws UserError `key-unsupported` when the key cannot make the application's kind of signature
 * @example
 * const outcome = answerLogout({ vendor: VENDORS.okta, tenant, application, key, received }, context);
 * if (outcome.kind === 'answered') show(outcome.message.page);
 */
export function answerLogout(input: AnswerInput, context: Context): LogoutOutcome {
  const { application, received, vendor } = input;
  if (application === undefined) return refuse(input, { reason: 'unknown-app' }, context);
  const { logout: rules } = vendor;
  if (rules === undefined || !hasLogout(application)) {
    const detail = 'single logout is not set up';
    return refuse(input, { reason: 'request-unsupported', detail }, context);
  }
  const objection = rules.accept(received, application, context.clock.now());
  if (objection !== undefined && objection.status === undefined) {
    return refuse(input, objection, context);
  }
  const parcel = answerTo(received, { application, rules }, context, objection?.status);
  const { nameId = '', sessionIndexes } = received.request;
  const { reason, detail } = objection ?? {};
  return {
    kind: 'answered',
    status: objection === undefined ? 'success' : 'refused',
    ...(reason === undefined ? {} : { reason }),
    ...(detail === undefined ? {} : { detail }),
    message: send(parcel, rules, { key: input.key, application }),
    nameId,
    sessionIndexes,
  };
}

/**
 * Starts a logout at the SP (front channel): the message that the vendor sends through the person's browser.
 *
 * @param input - the IdP's side, and the session that ends
 * @param context - the clock that dates the message and the source of its id
 * @throws UserError `not-supported` where the vendor, or the application, has no logout that the IdP starts;
 *   `key-unsupported` when the key cannot make the application's kind of signature
 * @example
 * const { page } = requestLogout({ vendor: VENDORS.entra, tenant, application, key, session }, context);
 */
export function requestLogout(input: RequestInput, context: Context): SentMessage {
  const { vendor, application, session, key, relayState } = input;
  const { logout: rules } = vendor;
  if (rules === undefined || !hasLogout(application) || !rules.starts(application)) {
    const problem = `${vendor.title} starts no single logout at ${application.name}.`;
    const fix = 'Set single logout up in the settings of the application (Okta: participateSlo).';
    throw new UserError('not-supported', problem, { fix });
  }
  const now = context.clock.now();
  const id = rules.newId(context.random);
  const draft = {
    id,
    issueInstant: new Date(now).toISOString(),
    notOnOrAfter: new Date(now + LIFETIME).toISOString(),
    issuer: application.issuer,
    destination: application.slo.spUrl,
    ...session,
  };
  const parcel: Parcel = {
    id,
    parameter: 'SAMLRequest',
    binding: application.slo.spBinding,
    tree: rules.request(draft, application),
    signed: rules.signs.requests,
    relayState,
  };
  return send(parcel, rules, { key, application });
}

/** What came of a logout that the IdP started. */
export type LogoutAnswer =
  | { readonly kind: 'logged-out' }
  | {
      readonly kind: 'failed';
      /** One clause for people, never markup. */
      readonly problem: string;
      /** Status codes of the answer, the top one first. */
      readonly status: readonly string[];
    };

function signatureProblem(
  received: ReceivedLogoutResponse,
  certificate: string | undefined,
): string | undefined {
  if (certificate === undefined) return undefined;
  if (!isSigned(received)) return 'the LogoutResponse is not signed';
  return isSignedBy(received, received.response.id, certificate)
    ? undefined
    : 'the signature of the LogoutResponse does not verify';
}

function problemOf(
  received: ReceivedLogoutResponse,
  application: Application,
  requestId: string,
): string | undefined {
  const { issuer, inResponseTo, statusCodes, statusMessage, version } = received.response;
  const unsigned = signatureProblem(received, application.slo?.certificate);
  if (unsigned !== undefined) return unsigned;
  if (version !== '2.0') return `the Version is ${version}`;
  if (issuer !== application.audience) return `the Issuer is ${issuer ?? 'missing'}`;
  if (inResponseTo !== requestId) return `InResponseTo is ${inResponseTo ?? 'missing'}`;
  if (statusCodes[0] === STATUS_CODES.success) return undefined;
  return statusMessage ?? `the status is ${statusCodes.join(', ') || 'missing'}`;
}

/**
 * Judges an SP's answer to a logout that the IdP started: signature where its certificate is known, Issuer,
 * InResponseTo, status (saml-profiles 4.4.3.4).
 *
 * @param input - the application, what came, and the ID of the LogoutRequest that it must answer
 * @throws UserError `key-invalid` when the application's certificate cannot be read
 * @example
 * readLogoutAnswer({ application, received, requestId }).kind; // 'logged-out'
 */
export function readLogoutAnswer(input: {
  readonly application: Application;
  readonly received: ReceivedLogoutResponse;
  readonly requestId: string;
}): LogoutAnswer {
  const { application, received, requestId } = input;
  const problem = problemOf(received, application, requestId);
  if (problem === undefined) return { kind: 'logged-out' };
  return { kind: 'failed', problem, status: received.response.statusCodes };
}

/** Floor 4: the staircase. One pure function from who wants in to signed bytes or a refusal. */
import { InternalError } from './base/errors.js';
import type { Context } from './base/context.js';
import type { DirectoryState } from './directory/directory.js';
import { encryptedAssertion } from './idp/encryption.js';
import { isObjection } from './idp/idp.js';
import type { AcceptedRequest, IdpVendor, Objection, UnsignedResponse } from './idp/idp.js';
import type { Issued, Outcome, Refusal } from './idp/outcome.js';
import type { Application, Tenant } from './idp/tenant.js';
import type { SigningKey } from './keys/keys.js';
import { signElement } from './keys/sign.js';
import { forge } from './mutation/forge.js';
import type { AssertedIdentity, Scene } from './mutation/operation.js';
import { override } from './mutation/override.js';
import { writeRequest } from './mutation/write-request.js';
import { addressParts } from './saml/address-parts.js';
import type { ReceivedAuthnRequest } from './saml/authn-request.js';
import { encodePost } from './saml/encode.js';
import { NAMESPACES } from './saml/names.js';
import type { Mutation } from './scenario/mutation.js';
import type { MessageOverrides } from './scenario/step.js';
import type { XmlElement } from './xml/node.js';
import { writeXml } from './xml/write.js';

/** How a message is forged, and with what. */
export interface Forgery {
  readonly mutations: readonly Mutation[];
  /** Who plays which part: `victim`, `attacker` to handles. */
  readonly parts: Readonly<Record<string, string>>;
  /** What further placeholders stand for. */
  readonly values: Readonly<Record<string, string>>;
  /** A key by its name. @throws UserError `file-not-found` for a name that no key has */
  key(name: string): SigningKey;
  /** What the SP's own certificate is, where it is known to be another than that of the key `sp-encryption`. */
  readonly encryptionCertificate?: string;
}

/** One login. */
export interface LoginInput {
  readonly vendor: IdpVendor;
  readonly tenant: Tenant;
  /** Absent: the tenant has no application for this SP. */
  readonly application?: Application;
  /** The directory at the instant of the login. */
  readonly directory: DirectoryState;
  /** The user's handle. */
  readonly user: string;
  /** Absent: IdP-initiated. */
  readonly request?: ReceivedAuthnRequest;
  /** IdP-initiated: RelayState of the launch link. */
  readonly relayState?: string;
  readonly key: SigningKey;
  /** Issue although the directory says no (the assertion that was issued a moment before, or a wrong IdP). */
  readonly despite?: boolean;
  /** What the message says instead of what the vendor would write; it is signed as if the vendor had. */
  readonly overrides?: MessageOverrides;
  /** Forges the message; it goes out exactly as `Issued.request` says. */
  readonly forgery?: Forgery;
}

/**
 * Logs a user in at an application, or refuses the way the vendor does.
 *
 * The order is the vendors': the application must be known, the request acceptable, the user welcome, and
 * only then is a message written, signed and put on the vendor's page. With the same input, clock and seed
 * the same bytes come out.
 *
 * @param input - who wants in, where, and what the IdP knows
 * @param context - the clock that dates the message and the source of its ids
 * @returns the signed message, or the vendor's error page; never both
 * @throws UserError `key-unsupported` when the key cannot make the application's kind of signature; `key-unknown`
 *   and `value-invalid` for overrides; `mutation-impossible`, `mutation-order` and `value-invalid` for a forgery
 * @example
 * const outcome = login({ vendor: VENDORS.okta, tenant, application, directory, user: 'ada', key }, context);
 * if (outcome.kind === 'issued') outcome.xml; // '<?xml version="1.0" encoding="UTF-8"?><saml2p:Response ...'
 */
export function login(input: LoginInput, context: Context): Outcome {
  const { application } = input;
  if (application === undefined) return refuse(input, { reason: 'unknown-app' }, context);
  const request = acceptRequest(input, application);
  if (isObjection(request)) return refuse(input, request, context);
  const user = input.directory.user(input.user);
  const objection = input.vendor.admit(user, application);
  if (objection !== undefined && input.despite !== true) return refuse(input, objection, context);
  // Even a wrong IdP cannot vouch for somebody it never knew.
  if (user === undefined) return refuse(input, { reason: 'unknown-user' }, context);
  const { tenant, directory } = input;
  const startedAt = sessionStart(application, request, context);
  const message = input.vendor.respond(
    { user, directory, tenant, application, request, session: { startedAt } },
    context,
  );
  if (isObjection(message)) return refuse(input, message, context);
  const { overrides } = input;
  const said = overrides === undefined ? message : override(message, overrides);
  const ready = { application, request, message: said };
  if (input.forgery === undefined) return issue(input, ready, context);
  return forgeIssued(input, input.forgery, ready, context);
}

/** An unsolicited login goes to the first registered ACS. */
function acceptRequest(
  { vendor, request }: LoginInput,
  application: Application,
): AcceptedRequest | Objection {
  if (request !== undefined) return vendor.accept(request, application);
  const [acsUrl] = application.acsUrls;
  if (acsUrl === undefined) throw new InternalError('internal', 'an application without ACS URL');
  return { acsUrl, forceAuthn: false };
}

/** ForceAuthn makes the person sign in now (saml-core 3.4.1); otherwise the session is as old as it is. */
function sessionStart(
  application: Application,
  request: AcceptedRequest,
  { clock }: Context,
): number {
  const fresh = request.forceAuthn && application.honorForceAuthn;
  return fresh ? clock.now() : clock.now() - application.sessionAge;
}

interface Ready {
  readonly application: Application;
  readonly request: AcceptedRequest;
  readonly message: UnsignedResponse;
}

/** Signs, encrypts, writes and delivers. */
function issue(input: LoginInput, ready: Ready, context: Context): Issued {
  const { application, message } = ready;
  const xml =
    (message.declaration ?? '') + writeXml(seal(message, application, input.key, context));
  return delivered(input, ready, xml);
}

/** A written message on the vendor's page. */
function delivered(
  input: LoginInput,
  { application, request, message }: Ready,
  xml: string,
): Issued {
  const { response, assertion } = application.signed;
  const relayState = relayStateOf(input, application);
  const delivery = {
    xml,
    acsUrl: request.acsUrl,
    ...(relayState === undefined ? {} : { relayState }),
  };
  const signed: Issued['facts']['signed'] = [
    ...(response ? (['response'] as const) : []),
    ...(assertion ? (['assertion'] as const) : []),
  ];
  return {
    kind: 'issued',
    ...delivery,
    // Not every caller shows a page; whoever does pays for it.
    get page() {
      return input.vendor.deliver(delivery);
    },
    facts: { ...message.facts, signed },
  };
}

/** What the vendor would say of somebody, however the person stands. */
function identityOf(
  input: LoginInput,
  handle: string,
  ready: Ready,
  context: Context,
): AssertedIdentity | undefined {
  const user = input.directory.user(handle);
  if (user === undefined) return undefined;
  const { tenant, directory } = input;
  const { application, request } = ready;
  // Of its own randomness: how many parts there are must not change the identifiers of the message.
  const aside = { ...context, random: context.random.fork(`identity/${handle}`) };
  const session = { startedAt: context.clock.now() };
  const said = input.vendor.respond(
    { user, directory, tenant, application, request, session },
    aside,
  );
  return isObjection(said) ? undefined : said.facts;
}

/** Addresses by name, and others that are nearly like them: `{acs.origin}`, `{entityId.upper}`. */
function addresses(named: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const nearby = Object.entries(named).flatMap(([name, address]) =>
    Object.entries(addressParts(address)).map(([part, value]) => [`${name}.${part}`, value]),
  );
  return { ...named, ...(Object.fromEntries(nearby) as Record<string, string>) };
}

/** Everything that operations may ask. */
function sceneOf(input: LoginInput, forgery: Forgery, ready: Ready, context: Context): Scene {
  const { application, request, message } = ready;
  const identities: Record<string, AssertedIdentity> = {};
  const values: Record<string, string> = { ...forgery.values };
  for (const [part, handle] of Object.entries(forgery.parts)) {
    const identity = identityOf(input, handle, ready, context);
    if (identity === undefined) continue;
    identities[part] = identity;
    values[part] = identity.nameId;
    values[`${part}.email`] = input.directory.user(handle)?.email ?? identity.nameId;
  }
  const relayState = relayStateOf(input, application);
  return {
    // Forgers draw from a source of their own: the message stays as the vendor would write it.
    context: { ...context, random: context.random.fork('forgery') },
    values: {
      'ns.assertion': NAMESPACES.assertion,
      'ns.protocol': NAMESPACES.protocol,
      'ns.signature': NAMESPACES.signature,
      issuer: message.facts.issuer,
      request: request.inResponseTo ?? '',
      ...addresses({ acs: request.acsUrl, entityId: application.audience }),
      ...values,
    },
    identities,
    key: (name) => (name === 'genuine' ? input.key : forgery.key(name)),
    ...(forgery.encryptionCertificate === undefined
      ? {}
      : { encryptionCertificate: forgery.encryptionCertificate }),
    signing: {
      ...application.signed,
      algorithm: application.signatureAlgorithm,
      digest: application.digestAlgorithm,
      form: message.form,
    },
    acsUrl: request.acsUrl,
    ...(relayState === undefined ? {} : { relayState }),
  };
}

/** Forges what the vendor wrote; the facts stay those of the genuine message. */
function forgeIssued(input: LoginInput, forgery: Forgery, ready: Ready, context: Context): Issued {
  const { message } = ready;
  const { declaration } = message;
  const document = {
    ...(declaration === undefined ? {} : { declaration }),
    children: [message.wrap(message.assertion)],
  };
  const scene = sceneOf(input, forgery, ready, context);
  const values = {
    ...scene.values,
    // Two RSA signatures: only who names it pays for them.
    get genuine() {
      return encodePost(issue(input, ready, context).xml);
    },
  };
  const forged = forge(document, forgery.mutations, { ...scene, values });
  return Object.assign(delivered(input, ready, forged.xml), {
    request: writeRequest(forged.request),
  });
}

/** The Assertion is signed, then encrypted, before the Response that holds it is signed (saml-core 5.4.3, 6.2). */
function seal(
  message: UnsignedResponse,
  application: Application,
  key: SigningKey,
  { random }: Context,
): XmlElement {
  const { assertion, form, encryptionForm } = message;
  const { signed, signatureAlgorithm: algorithm, digestAlgorithm: digest } = application;
  const options = { key, algorithm, digest };
  const inner = signed.assertion ? signElement(assertion, { ...options, form }) : assertion;
  const response = message.wrap(encryptedAssertion(inner, application, encryptionForm, random));
  if (!signed.response) return response;
  // Around an encrypted Assertion the vendor declares no prefixes that a PrefixList could name.
  const outer = application.encryption === undefined ? form : { ...form, inclusivePrefixes: [] };
  return signElement(response, { ...options, form: outer });
}

/** The SP's RelayState comes back unchanged (saml-bindings 3.4.3); the default is for launches only. */
function relayStateOf(input: LoginInput, application: Application): string | undefined {
  if (input.request !== undefined) return input.request.relayState;
  return input.relayState ?? application.defaultRelayState;
}

function refuse(input: LoginInput, objection: Objection, context: Context): Refusal {
  const { tenant, application } = input;
  const user = input.directory.user(input.user);
  const { code, page } = input.vendor.refuse(
    objection,
    {
      tenant,
      ...(application === undefined ? {} : { application }),
      ...(user === undefined ? {} : { user }),
    },
    context,
  );
  return { kind: 'refused', reason: objection.reason, code, page };
}

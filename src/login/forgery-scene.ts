/** Floor 4: what the operations of a forgery may ask: who takes part, keys, and what placeholders stand for. */
import type { Context } from '../base/context.js';
import { isObjection } from '../idp/idp.js';
import type { AssertedIdentity, Scene } from '../mutation/operation.js';
import { addressParts } from '../saml/address-parts.js';
import { NAMESPACES } from '../saml/names.js';
import { relayStateOf, type Ready } from './issue.js';
import type { Forgery, LoginInput } from './login-input.js';

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

/** The parts as the vendor sees their players, and the placeholders that name them. */
function castOf(
  input: LoginInput,
  { parts, values: given }: Forgery,
  ready: Ready,
  context: Context,
): Pick<Scene, 'identities' | 'values'> {
  const identities: Record<string, AssertedIdentity> = {};
  const values: Record<string, string> = { ...given };
  for (const [part, handle] of Object.entries(parts)) {
    const identity = identityOf(input, handle, ready, context);
    if (identity === undefined) continue;
    identities[part] = identity;
    values[part] = identity.nameId;
    values[`${part}.email`] = input.directory.user(handle)?.email ?? identity.nameId;
  }
  return { identities, values };
}

/** Everything that operations may ask. */
export function sceneOf(
  input: LoginInput,
  forgery: Forgery,
  ready: Ready,
  context: Context,
): Scene {
  const { application, request, message } = ready;
  const { identities, values } = castOf(input, forgery, ready, context);
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

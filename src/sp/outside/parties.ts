/** Floor 5: what an IdP must know of the app: entity ID and ACS URL, told or learnt. */
import { TargetError, UserError } from '../../base/errors.js';
import type { ReceivedAuthnRequest } from '../../saml/authn-request.js';
import type { SpMetadata } from '../../saml/sp-metadata.js';

/** The app as an IdP knows it. */
export interface Parties {
  readonly entityId: string;
  readonly acsUrl: string;
  /** Its single logout service; known when its metadata names one. */
  readonly sloUrl?: string;
  /** Where the app sends its AuthnRequests; known when one was seen. */
  readonly ssoUrl?: string;
  /** Verifies its AuthnRequests, as base64 DER. */
  readonly signingCertificate?: string;
  /** Assertions may be encrypted to it, as base64 DER. */
  readonly encryptionCertificate?: string;
}

/** Where they may be known from, the most explicit first. */
export interface PartySources {
  /** How messages call the target. */
  readonly name: string;
  readonly entityId: string | undefined;
  readonly acs: string | undefined;
  readonly metadata: SpMetadata | undefined;
  /** Makes the app send an AuthnRequest, and catches it. */
  readonly probe: () => Promise<CaughtRequest>;
}

/** An AuthnRequest on its way to an IdP. */
export interface CaughtRequest {
  readonly received: ReceivedAuthnRequest;
  /** Where it was sent, without the query. */
  readonly sentTo: string;
}

function missing(name: string, what: string, fix: string): TargetError {
  return new TargetError('target-undrivable', `The AuthnRequest of ${name} names no ${what}.`, {
    fix,
  });
}

function fromRequest(sources: PartySources, { received, sentTo }: CaughtRequest): Parties {
  const { name } = sources;
  const { issuer, acsUrl: asked } = received.request;
  const entityId = sources.entityId ?? issuer;
  const acsUrl = sources.acs ?? asked;
  if (entityId === undefined) {
    throw missing(name, 'Issuer', `Set \`entityId\` of ${name} to its entity ID.`);
  }
  if (acsUrl === undefined) {
    const fix = `Set \`acs\` of ${name} to the URL that takes the SAML Response, or \`metadata\`.`;
    throw missing(name, 'AssertionConsumerServiceURL', fix);
  }
  return { entityId, acsUrl, ssoUrl: sentTo };
}

/** The single logout service that metadata names; where each binding has its own, that of the redirect. */
export function sloUrlIn(metadata: SpMetadata | undefined): string | undefined {
  return metadata?.sloUrls.redirect ?? metadata?.sloUrls.post;
}

/**
 * Finds entity ID and ACS URL: as the user says, else as the app's metadata says, else as its first AuthnRequest says.
 * An app that only an IdP starts a login at needs them said.
 *
 * @throws TargetError `target-undrivable` when the AuthnRequest leaves one out; UserError `value-invalid` when the
 *   ACS URL is none
 */
export async function findParties(sources: PartySources): Promise<Parties> {
  const { name, metadata } = sources;
  const entityId = sources.entityId ?? metadata?.entityId;
  const acsUrl = sources.acs ?? metadata?.acsUrl;
  const [signingCertificate] = metadata?.certificates ?? [];
  const [encryptionCertificate] = metadata?.encryptionCertificates ?? [];
  const sloUrl = sloUrlIn(metadata);
  const known = {
    ...(sloUrl === undefined ? {} : { sloUrl }),
    ...(signingCertificate === undefined ? {} : { signingCertificate }),
    ...(encryptionCertificate === undefined ? {} : { encryptionCertificate }),
  };
  const parties =
    entityId !== undefined && acsUrl !== undefined
      ? { entityId, acsUrl, ...known }
      : fromRequest(sources, await sources.probe());
  if (URL.canParse(parties.acsUrl)) return parties;
  throw new UserError('value-invalid', `The ACS "${parties.acsUrl}" of ${name} is no URL.`, {
    fix: `Set \`acs\` of ${name} to an absolute URL.`,
  });
}

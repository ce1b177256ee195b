/** Floor 5: the app's own metadata: a file that is there before the app, or a URL that it answers. */
import { TargetError, UserError } from '../../base/errors.js';
import { readSpMetadata, type SpMetadata } from '../../saml/sp-metadata.js';
import type { Carrier } from '../carrier/carrier.js';
import { readConfiguredFile } from './read-file.js';

/** Whether the setting names a URL; anything else is a file. */
export function isMetadataUrl(metadata: string): boolean {
  return /^https?:\/\//i.test(metadata);
}

function readFrom(place: string, xml: string): SpMetadata {
  try {
    return readSpMetadata(xml);
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    throw new UserError(cause.code, `The metadata ${place} cannot be used: ${cause.message}.`, {
      fix: cause.fix ?? 'Correct `metadata` of the target, or set `entityId` and `acs` instead.',
      cause,
    });
  }
}

/**
 * Reads a metadata file.
 *
 * @throws UserError `file-not-found`, `file-unreadable`, `message-malformed`, `message-too-large`
 */
export function readMetadataFile(file: string): SpMetadata {
  return readFrom(file, readConfiguredFile(file, 'metadata'));
}

/**
 * Fetches the app's metadata.
 *
 * @param ask - brings a request to the app
 * @throws TargetError `target-undrivable` when the app answers with anything but a document, `target-unreachable`;
 *   UserError `message-malformed`, `message-too-large`
 */
export async function fetchMetadata(
  url: string,
  {
    carrier,
    headers,
  }: { readonly carrier: Carrier; readonly headers: Readonly<Record<string, string>> },
): Promise<SpMetadata> {
  const accept = 'application/samlmetadata+xml, application/xml;q=0.9, */*;q=0.5';
  const { status, body } = await carrier.send({
    method: 'GET',
    url: new URL(url),
    headers: { ...headers, accept },
  });
  if (status >= 200 && status < 300) return readFrom(url, body);
  throw new TargetError('target-undrivable', `The metadata ${url} answered ${status}.`, {
    fix: 'Correct `metadata` of the target, or set `entityId` and `acs` instead.',
  });
}

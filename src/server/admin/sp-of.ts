/** Floor 5: the SP that a caller describes: by its metadata, or by entity ID and ACS URL. */
import { X509Certificate } from 'node:crypto';
import { UserError } from '../../base/errors.js';
import { spFactsOf } from '../../idp/sp-facts.js';
import { readSpMetadata } from '../../saml/sp-metadata.js';
import type { SpStart } from '../state/start.js';

/** What is said of an SP. */
export interface DescribedSp {
  readonly entityId: string;
  readonly acsUrl: string;
  readonly label?: string;
  readonly startUrl?: string;
  readonly sloUrl?: string;
  readonly signingCertificate?: string;
  readonly encryptionCertificate?: string;
}

/** What is said by a document. */
export interface DocumentedSp {
  readonly metadata: string;
  readonly label?: string;
}

/** A certificate as base64 DER, whether it came so or as PEM. @throws UserError `value-invalid` */
function certificate(text: string, key: string): string {
  const base64 = text.replaceAll(/-----(?:BEGIN|END) CERTIFICATE-----|\s+/g, '');
  try {
    return new X509Certificate(Buffer.from(base64, 'base64')).raw.toString('base64');
  } catch (cause) {
    throw new UserError('value-invalid', `"${key}" is no certificate.`, {
      path: ['body', key],
      fix: 'Send it as PEM, or as base64 of its DER.',
      cause,
    });
  }
}

/** Where browsers are sent with assertions. @throws UserError `value-invalid` */
function webAddress(url: string, key: string): string {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
  throw new UserError('value-invalid', `"${url.slice(0, 200)}" is no address of the web.`, {
    path: ['body', key],
    fix: 'For example: http://localhost:3000/saml/acs',
  });
}

function described(sp: DescribedSp): SpStart {
  const { entityId, acsUrl, label, startUrl, sloUrl } = sp;
  const { signingCertificate: signing, encryptionCertificate: encryption } = sp;
  const facts = {
    entityId,
    acsUrl: webAddress(acsUrl, 'acsUrl'),
    ...(sloUrl === undefined ? {} : { sloUrl: webAddress(sloUrl, 'sloUrl') }),
    ...(signing === undefined
      ? {}
      : { signingCertificate: certificate(signing, 'signingCertificate') }),
    ...(encryption === undefined
      ? {}
      : { encryptionCertificate: certificate(encryption, 'encryptionCertificate') }),
  };
  return {
    facts,
    source: 'configuration',
    ...(label === undefined ? {} : { label }),
    ...(startUrl === undefined ? {} : { startUrl: webAddress(startUrl, 'startUrl') }),
  };
}

function documented({ metadata, label }: DocumentedSp): SpStart {
  const facts = spFactsOf(readSpMetadata(metadata));
  return {
    ...described({ ...facts, ...(label === undefined ? {} : { label }) }),
    source: 'metadata',
  };
}

/**
 * Reads it.
 *
 * @throws UserError `value-invalid`, `message-malformed`, `message-too-large`
 */
export function spOf(sp: DescribedSp | DocumentedSp): SpStart {
  return 'metadata' in sp ? documented(sp) : described(sp);
}

/** Floor 3: encrypts the Assertion of a Response where the application says so. */
import { UserError } from '../base/errors.js';
import type { Random } from '../base/random.js';
import { encryptElement, type EncryptionForm } from '../keys/encrypt.js';
import { readCertificate } from '../keys/key-pem.js';
import type { XmlElement } from '../xml/node.js';
import { writeXml } from '../xml/write.js';
import { settingError, type SettingPath } from './settings.js';
import type { Application, Encryption, SpFacts } from './tenant.js';

const NO_CERTIFICATE = 'the SP has no certificate to encrypt to';

/** The certificate as base64 DER, if an assertion can be encrypted to it. */
function usable(certificate: string, path: SettingPath): string {
  try {
    const { base64, x509 } = readCertificate(certificate);
    if (x509.publicKey.asymmetricKeyType === 'rsa') return base64;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
  throw settingError(
    path,
    'is no certificate that can be encrypted to',
    'Give an X.509 certificate with an RSA key, as PEM or as base64 of its DER bytes.',
  );
}

/**
 * What encryption needs of the SP.
 *
 * @param how - the algorithms, or nothing when nothing is encrypted
 * @param certificate - the one that the settings name; else the SP's
 * @param path - where the settings stand
 * @throws UserError `setting-invalid` when there is no certificate, or none that can be encrypted to
 */
export function encryption(
  how: Omit<Encryption, 'certificate'> | undefined,
  certificate: string | undefined,
  sp: SpFacts,
  path: SettingPath,
): Pick<Application, 'encryption'> {
  if (how === undefined) return {};
  const to = certificate ?? sp.encryptionCertificate;
  if (to === undefined) {
    throw settingError(path, NO_CERTIFICATE, 'Give the certificate in the setting.');
  }
  return { encryption: { ...how, certificate: usable(to, path) } };
}

/** The Assertion as it goes into the Response: encrypted after it was signed, or as it is (saml-core 6.2). */
export function encryptedAssertion(
  assertion: XmlElement,
  { encryption: how }: Application,
  form: EncryptionForm,
  random: Random,
): XmlElement {
  if (how === undefined) return assertion;
  const { certificate: to, ...algorithms } = how;
  // What is encrypted draws from a source of its own: the message around it stays what it would be.
  const source = { name: 'EncryptedAssertion', random: random.fork('encryption') } as const;
  return encryptElement(writeXml(assertion), { ...algorithms, ...source, to, form });
}

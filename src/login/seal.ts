/** Floor 4: which elements of a message are signed and encrypted, and in which order. */
import type { Random } from '../base/random.js';
import { encryptedAssertion } from '../idp/encryption.js';
import type { UnsignedResponse } from '../idp/idp.js';
import type { Application } from '../idp/tenant.js';
import type { SigningKey } from '../keys/keys.js';
import type { SigningSteps } from '../keys/sign-tasks.js';
import { signElementSteps } from '../keys/sign.js';
import type { XmlElement } from '../xml/node.js';

/**
 * The Assertion is signed, then encrypted, before the Response that holds it is signed (saml-core 5.4.3, 6.2).
 *
 * @param random - only forked: what others draw while the Assertion is being signed changes nothing here
 */
export function* sealSteps(
  message: UnsignedResponse,
  application: Application,
  key: SigningKey,
  random: Random,
): SigningSteps<XmlElement> {
  const { assertion, form, encryptionForm } = message;
  const { signed, signatureAlgorithm: algorithm, digestAlgorithm: digest } = application;
  const options = { key, algorithm, digest };
  const inner = signed.assertion
    ? yield* signElementSteps(assertion, { ...options, form })
    : assertion;
  const response = message.wrap(encryptedAssertion(inner, application, encryptionForm, random));
  if (!signed.response) return response;
  // Around an encrypted Assertion the vendor declares no prefixes that a PrefixList could name.
  const outer = application.encryption === undefined ? form : { ...form, inclusivePrefixes: [] };
  return yield* signElementSteps(response, { ...options, form: outer });
}

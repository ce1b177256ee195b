/** Floor 5: SPs that decrypt attributes wherever they find them. */
import { decryptElement } from '../../keys/decrypt.js';
import { NAMESPACES } from '../../saml/names.js';
import { parseXml } from '../../xml/parse.js';
import { attributeOf, childrenNamed, rootOf, textOf } from '../../xml/query.js';
import { known, passed, type SpFacts } from '../checks/check.js';
import { identity } from '../checks/policy.js';
import type { AssertedAttribute } from '../checks/response-model.js';
import { identityOf } from '../jit/identity.js';
import type { ResolvedElement } from '../../xml/query.js';
import type { Defect } from './defect.js';
import { everywhere } from './everywhere.js';

const SAML = NAMESPACES.assertion;

/** What comes out of an EncryptedAttribute. @throws DecryptionFlaw which nobody catches */
function decrypted(wrapper: ResolvedElement, { decryptionKeys }: SpFacts): AssertedAttribute {
  const text = decryptElement(wrapper, {
    privateKeys: decryptionKeys,
    content: ['aes128-gcm', 'aes256-gcm', 'aes128-cbc', 'aes256-cbc'],
    transport: ['rsa-oaep-mgf1p', 'rsa-oaep'],
  });
  const attribute = rootOf(parseXml(text));
  return {
    name: attributeOf(attribute, 'Name') ?? '',
    values: childrenNamed(attribute, SAML, 'AttributeValue').map(textOf),
  };
}

export const ENCRYPTED_ATTRIBUTES: readonly Defect[] = [
  {
    id: 'decrypts-attributes',
    title: 'Believes attributes that are encrypted to it, wherever they stand.',
    seenIn: ['consumers that take decrypted for signed'],
    rows: {
      identity: {
        ...identity,
        test(evidence, facts) {
          const said = known(evidence, 'assertion');
          const wrappers = everywhere(known(evidence, 'root'), SAML, 'EncryptedAttribute');
          const secret = wrappers.map((wrapper) => decrypted(wrapper, facts));
          const attributes = [...secret, ...said.attributes];
          const vendor = evidence.idp?.vendor ?? '';
          return passed({ identity: identityOf({ ...said, attributes }, facts.profile, vendor) });
        },
      },
    },
  },
];

/** Floor 3: `encrypt`: an element becomes an encrypted one, for the SP or for somebody else. */
import {
  encryptElement,
  PLAIN_FORM,
  type EncryptedName,
  type EncryptionForm,
} from '../../keys/encrypt.js';
import type { SignatureOperations } from '../../scenario/mutation/signature-operations.js';
import { localNameOf, prefixOf } from '../../xml/names.js';
import type { XmlDocument, XmlElement } from '../../xml/node.js';
import { standalone } from '../../xml/standalone.js';
import { writeXml } from '../../xml/write.js';
import { ancestorsOf, editAt } from '../edit.js';
import type { Operation, Scene } from '../operation.js';
import { nodesAt, type Place } from '../path.js';
import { elementAt } from './canonical-form.js';
import { rewritten } from './rewrite-cipher.js';

type Settings = SignatureOperations['encrypt'];

/** What an element is called when it is encrypted (saml-core 2.2.4, 2.7.3.2); everything else goes as an Assertion. */
const NAMES: Readonly<Record<string, EncryptedName>> = {
  NameID: 'EncryptedID',
  BaseID: 'EncryptedID',
  Attribute: 'EncryptedAttribute',
};

function formOf(element: XmlElement, { key = 'inside' }: Settings, scene: Scene): EncryptionForm {
  return {
    ...PLAIN_FORM,
    key,
    samlPrefix: prefixOf(element.name),
    signaturePrefix: scene.signing.form.prefix,
  };
}

/** Whom it is encrypted to: the SP, unless the settings name a key. */
function certificateOf({ to }: Settings, scene: Scene): string {
  if (to === undefined && scene.encryptionCertificate !== undefined) {
    return scene.encryptionCertificate;
  }
  return scene.key(to ?? 'sp-encryption').certificate.base64;
}

function encrypted(
  document: XmlDocument,
  place: Place,
  settings: Settings,
  scene: Scene,
): XmlElement {
  const target = elementAt(document, place);
  const { content = 'aes256-gcm', transport = 'rsa-oaep-mgf1p' } = settings;
  const { digest, mask, recipient, type } = settings;
  const plain = settings.plain ?? writeXml(standalone(target, ancestorsOf(document, place)));
  const whole = encryptElement(plain, {
    to: certificateOf(settings, scene),
    name: NAMES[localNameOf(target.name)] ?? 'EncryptedAssertion',
    random: scene.context.random,
    content,
    transport,
    form: formOf(target, settings, scene),
    ...(digest === undefined ? {} : { digest }),
    ...(mask === undefined ? {} : { mask }),
    ...(recipient === undefined ? {} : { recipient }),
    ...(type === undefined ? {} : { type }),
  });
  return settings.rewrite === undefined
    ? whole
    : rewritten(whole, plain, { ...settings.rewrite, content });
}

export const encrypt: Operation<'encrypt', 'tree'> = {
  stage: 'tree',
  describe: ({ at, to, plain, rewrite }) =>
    `${plain === undefined ? `encrypts ${at}` : `puts an encrypted text in place of ${at}`} ${to === undefined ? 'to the SP' : `to the key ${to}`}${rewrite === undefined ? '' : `, changed so that ${rewrite.find} comes out as ${rewrite.with}`}`,
  apply(draft, settings, scene) {
    const places = nodesAt(draft.document, settings.at);
    // From the last to the first: a place inside another one is encrypted before what holds it.
    const document = places
      .toReversed()
      .reduce(
        (edited, place) => editAt(edited, place, () => [encrypted(edited, place, settings, scene)]),
        draft.document,
      );
    return { ...draft, document };
  },
};

/** Floor 3: `key-info`: other certificates, or other markup, in KeyInfo. KeyInfo is never signed. */
import { localNameOf, prefixOf } from '../../xml/names.js';
import type { XmlElement, XmlNode } from '../../xml/node.js';
import { element } from '../../xml/node.js';
import { ancestorsOf, editAll, nodeAt, ofElement } from '../edit.js';
import type { Operation, Scene } from '../operation.js';
import { placesAt } from '../path.js';
import { parseContent } from '../tree/content.js';

function certificates(prefix: string, names: readonly string[], scene: Scene): XmlElement {
  const qualified = (local: string): string => (prefix === '' ? local : `${prefix}:${local}`);
  const each = names.map((name) =>
    element(qualified('X509Certificate'), [], [scene.key(name).certificate.base64]),
  );
  return element(qualified('X509Data'), [], each);
}

function isKeyInfo(node: XmlNode): boolean {
  return node.kind === 'element' && localNameOf(node.name) === 'KeyInfo';
}

/** KeyInfo stands behind SignatureValue (xmldsig-core1 4.1); a Signature without one gets one there. */
function withKeyInfo(signature: XmlElement, content: readonly XmlNode[]): XmlElement {
  const prefix = prefixOf(signature.name);
  const keyInfo = element(prefix === '' ? 'KeyInfo' : `${prefix}:KeyInfo`, [], content);
  const others = signature.children.filter((child) => !isKeyInfo(child));
  const at = others.findIndex(
    (child) => child.kind === 'element' && localNameOf(child.name) === 'SignatureValue',
  );
  return { ...signature, children: others.toSpliced(at < 0 ? others.length : at + 1, 0, keyInfo) };
}

export const keyInfo: Operation<'key-info', 'tree'> = {
  stage: 'tree',
  describe: ({ at, certificates: names, xml }) =>
    `shows ${names === undefined ? (xml ?? 'nothing') : `the certificates ${names.join(', ')}`} in KeyInfo of ${at}`,
  apply(draft, { at, certificates: names, xml }, scene) {
    const places = placesAt(draft.document, at);
    const [first] = places;
    const around = first === undefined ? [] : ancestorsOf(draft.document, first);
    const own = first === undefined ? [] : [nodeAt(draft.document, first)];
    const context = [...around, ...own.filter((node) => node.kind === 'element')];
    const edit = ofElement((signature) => {
      const shown =
        names === undefined ? [] : [certificates(prefixOf(signature.name), names, scene)];
      return withKeyInfo(signature, [
        ...shown,
        ...(xml === undefined ? [] : parseContent(xml, context)),
      ]);
    });
    return { ...draft, document: editAll(draft.document, places, edit) };
  },
};

/** Floor 3: `key-info`: other certificates, or other markup, in KeyInfo. KeyInfo is never signed. */
import { issuerSerialOf, rsaNumbersOf } from '../../keys/key-description.js';
import type { SigningKey } from '../../keys/keys.js';
import type { SignatureOperations } from '../../scenario/mutation/signature-operations.js';
import { localNameOf, prefixOf } from '../../xml/names.js';
import type { XmlElement, XmlNode } from '../../xml/node.js';
import { element } from '../../xml/node.js';
import { ancestorsOf, editAll, nodeAt, ofElement } from '../edit.js';
import type { Operation, Scene } from '../operation.js';
import { nodesAt } from '../path.js';
import { parseContent } from '../tree/content.js';

type Settings = SignatureOperations['key-info'];

/** Makes elements of the signature's own prefix. */
type Make = (local: string, children: readonly (XmlNode | string)[]) => XmlElement;

function x509Data(make: Make, keys: readonly SigningKey[]): XmlElement {
  const each = keys.map(({ certificate }) => make('X509Certificate', [certificate.base64]));
  return make('X509Data', each);
}

function keyValue(make: Make, { publicKey }: SigningKey): XmlElement {
  const { modulus, exponent } = rsaNumbersOf(publicKey);
  const numbers = [make('Modulus', [modulus]), make('Exponent', [exponent])];
  return make('KeyValue', [make('RSAKeyValue', numbers)]);
}

function issuerSerial(make: Make, { certificate }: SigningKey): XmlElement {
  const { issuer, serial } = issuerSerialOf(certificate);
  const both = [make('X509IssuerName', [issuer]), make('X509SerialNumber', [serial])];
  return make('X509Data', [make('X509IssuerSerial', both)]);
}

/** What the settings name keys for, in their order. */
function described(settings: Settings, prefix: string, scene: Scene): readonly XmlElement[] {
  const make: Make = (local, children) =>
    element(prefix === '' ? local : `${prefix}:${local}`, [], children);
  const keysOf = (names: readonly string[] = []): readonly SigningKey[] =>
    names.map((name) => scene.key(name));
  const { certificates, keyValues, issuerSerials } = settings;
  return [
    ...(certificates === undefined ? [] : [x509Data(make, keysOf(certificates))]),
    ...keysOf(keyValues).map((key) => keyValue(make, key)),
    ...keysOf(issuerSerials).map((key) => issuerSerial(make, key)),
  ];
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
  describe: ({ at, certificates, keyValues, issuerSerials, xml }) => {
    const named = [
      ...(certificates === undefined ? [] : [`the certificates ${certificates.join(', ')}`]),
      ...(keyValues === undefined ? [] : [`the bare keys ${keyValues.join(', ')}`]),
      ...(issuerSerials === undefined ? [] : [`the numbers of ${issuerSerials.join(', ')}`]),
    ];
    const shown = named.length === 0 ? (xml ?? 'nothing') : named.join(' and ');
    return `shows ${shown} in KeyInfo of ${at}`;
  },
  apply(draft, settings, scene) {
    const { at, xml } = settings;
    const places = nodesAt(draft.document, at);
    const [first] = places;
    const around = first === undefined ? [] : ancestorsOf(draft.document, first);
    const own = first === undefined ? [] : [nodeAt(draft.document, first)];
    const context = [...around, ...own.filter((node) => node.kind === 'element')];
    const edit = ofElement((signature) =>
      withKeyInfo(signature, [
        ...described(settings, prefixOf(signature.name), scene),
        ...(xml === undefined ? [] : parseContent(xml, context)),
      ]),
    );
    return { ...draft, document: editAll(draft.document, places, edit) };
  },
};

/** Floor 2: finds the signatures of a message in the DOM that xml-crypto works on, so that both see the same. */
import { DOMParser } from '@xmldom/xmldom';
import { UserError } from '../base/errors.js';

/** A `ds:Signature` as it stands in the message: facts, nothing verified. */
export interface FoundSignature {
  readonly node: Node;
  readonly path: string;
  readonly covers?: { readonly id: string; readonly path: string };
  readonly enveloped: boolean;
  /** URIs; empty when missing. */
  readonly algorithm: string;
  readonly digest: string;
  /** The first certificate in KeyInfo, base64 without white space. */
  readonly certificate?: string;
  readonly references: number;
  readonly transforms: number;
}

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
/** More is an attempt to keep us busy: each one costs walks and parses of the whole message. */
const MOST_SIGNATURES = 16;
/** The attributes by which xml-crypto resolves a Reference. */
const ID_NAMES = ['Id', 'ID', 'id'];

function all(parent: Document | Element, local: string, namespace: string = DSIG): Element[] {
  return Array.from(parent.getElementsByTagNameNS(namespace, local));
}

function attributeOf(element: Element | undefined, name: string): string {
  return element?.getAttribute(name) ?? '';
}

/** The names from the root down, with a position where siblings have the same name. */
function pathOf(element: Element): string {
  const steps: string[] = [];
  for (let at: Node | null = element; at?.nodeType === 1; at = at.parentNode) {
    const name = at.nodeName;
    const family = Array.from(at.parentNode?.childNodes ?? []);
    const namesakes = family.filter(
      ({ nodeType, nodeName }) => nodeType === 1 && nodeName === name,
    );
    const position = namesakes.indexOf(at as ChildNode) + 1;
    steps.unshift(namesakes.length > 1 ? `${name}[${position}]` : name);
  }
  return `/${steps.join('/')}`;
}

function withId(document: Document, id: string): Element[] {
  return all(document, '*', '*').filter((element) =>
    ID_NAMES.some((name) => element.getAttribute(name) === id),
  );
}

/** The element a Reference points to, when there is exactly one. */
function targetOf(document: Document, reference: Element | undefined): Element | undefined {
  const uri = attributeOf(reference, 'URI');
  if (reference === undefined || uri === '') {
    return reference === undefined ? undefined : document.documentElement;
  }
  const [target, ...more] = uri.startsWith('#') ? withId(document, uri.slice(1)) : [];
  return more.length === 0 ? target : undefined;
}

function child(parent: Element | undefined, local: string): Element | undefined {
  return Array.from(parent?.childNodes ?? []).find(
    (node): node is Element =>
      node.nodeType === 1 &&
      (node as Element).localName === local &&
      (node as Element).namespaceURI === DSIG,
  );
}

function describe(document: Document, node: Element): FoundSignature {
  const info = child(node, 'SignedInfo');
  const references = info === undefined ? [] : all(info, 'Reference');
  const target = targetOf(document, references[0]);
  const keyInfo = child(node, 'KeyInfo');
  const [certificate] = keyInfo === undefined ? [] : all(keyInfo, 'X509Certificate');
  return {
    node,
    path: pathOf(node),
    ...(target === undefined
      ? {}
      : { covers: { id: attributeOf(references[0], 'URI').slice(1), path: pathOf(target) } }),
    enveloped: target !== undefined && node.parentNode === target,
    algorithm: attributeOf(child(info, 'SignatureMethod'), 'Algorithm'),
    digest: attributeOf(child(references[0], 'DigestMethod'), 'Algorithm'),
    ...(certificate === undefined
      ? {}
      : { certificate: certificate.textContent.replaceAll(/\s/g, '') }),
    references: references.length,
    transforms: info === undefined ? 0 : all(info, 'Transform').length,
  };
}

function refuse(message: string): never {
  throw new UserError('xml-malformed', `The message cannot be read: ${message.slice(0, 200)}`);
}

/**
 * Lists the signatures of a message in document order.
 *
 * @param xml - text that our own parser has accepted: well-formed, without DOCTYPE
 * @throws UserError `xml-malformed` when xmldom reads it differently, `message-too-large` for more than 16
 */
export function readSignatures(xml: string): readonly FoundSignature[] {
  const errorHandler = { warning: refuse, error: refuse, fatalError: refuse };
  const document = new DOMParser({ errorHandler }).parseFromString(xml, 'text/xml');
  const nodes = all(document, 'Signature');
  if (nodes.length > MOST_SIGNATURES) {
    throw new UserError('message-too-large', `The message has ${nodes.length} Signatures.`, {
      fix: `Messages with at most ${MOST_SIGNATURES} Signatures are read.`,
    });
  }
  return nodes.map((node) => describe(document, node));
}

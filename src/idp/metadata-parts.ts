/** Floor 3: what the metadata documents share (saml-metadata 2.4). */
import type { Certificate } from '../keys/keys.js';
import { wrap } from '../keys/pem.js';
import { BINDINGS, NAMESPACES } from '../saml/names.js';
import type { Binding } from '../saml/names.js';
import { element, type XmlElement } from '../xml/node.js';
import type { Application } from './tenant.js';

/** How a vendor writes a key: the prefix of metadata elements (with `:`), that of the signature namespace, wrapping. */
export interface KeyDescriptorForm {
  readonly metadata: 'md:' | '';
  readonly signature: 'ds' | '';
  /** Column at which the certificate is wrapped with LF; 0 = one line. */
  readonly columns: number;
}

/** A signing key. */
export function keyDescriptor({ base64 }: Certificate, form: KeyDescriptorForm): XmlElement {
  const { metadata, signature, columns } = form;
  const prefix = signature === '' ? '' : `${signature}:`;
  const declaration = signature === '' ? 'xmlns' : `xmlns:${signature}`;
  const certificate = element(`${prefix}X509Certificate`, [], [wrap(base64, columns)]);
  const data = element(`${prefix}X509Data`, [], [certificate]);
  const info = element(`${prefix}KeyInfo`, [[declaration, NAMESPACES.signature]], [data]);
  return element(`${metadata}KeyDescriptor`, [['use', 'signing']], [info]);
}

/** An endpoint (saml-metadata 2.2.2). */
export function endpoint(name: string, binding: string, location: string): XmlElement {
  return element(name, [
    ['Binding', binding],
    ['Location', location],
  ]);
}

/** The single logout service, where the application has one; the schema wants it before NameIDFormat. */
export function logoutEndpoints(
  name: string,
  { slo }: Application,
  bindings: readonly Binding[],
): readonly XmlElement[] {
  if (slo === undefined) return [];
  return bindings.map((binding) => endpoint(name, BINDINGS[binding], slo.url));
}

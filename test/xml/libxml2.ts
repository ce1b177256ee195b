/** libxml2 as the judge: its canonical forms and its opinion on what is well-formed. */
import { XmlC14NMode, XmlDocument, XmlParseError, type XmlElement } from 'libxml2-wasm';
import { expect } from 'vitest';
import type { CanonicalOptions } from '../../src/xml/canonicalise.js';

/** What both sides understand. */
export type Method = Pick<CanonicalOptions, 'method' | 'comments' | 'inclusivePrefixes'>;

/** Hands a document of libxml2 to a function and frees it. */
export function withLibxml2<T>(xml: string, use: (document: XmlDocument) => T): T {
  const document = XmlDocument.fromString(xml);
  try {
    return use(document);
  } finally {
    document.dispose();
  }
}

/** A way to canonicalise, in the words of libxml2. */
export function theirs({ method, comments, inclusivePrefixes }: Method): object {
  const exclusive = method === 'exclusive';
  return {
    mode: exclusive ? XmlC14NMode.XML_C14N_EXCLUSIVE_1_0 : XmlC14NMode.XML_C14N_1_0,
    withComments: comments === true,
    ...(exclusive ? { inclusiveNamespacePrefixes: [...(inclusivePrefixes ?? [])] } : {}),
  };
}

/** The canonical form of a whole document. */
export function theirDocument(xml: string, method: Method): string {
  return withLibxml2(xml, (document) => document.canonicalizeToString(theirs(method)));
}

/** The element at this place of the document order. */
export function elementAt(document: XmlDocument, index: number): XmlElement {
  return (document.find('//*')[index] ?? expect.fail('no such element')) as XmlElement;
}

/** The canonical form of the element at this place of the document order. */
export function theirSubtree(xml: string, index: number, method: Method): string {
  return withLibxml2(xml, (document) =>
    elementAt(document, index).canonicalizeToString(theirs(method)),
  );
}

/** What libxml2 reports beyond warnings; nothing for a document it takes. */
export function theirComplaints(xml: string): readonly string[] {
  try {
    withLibxml2(xml, () => undefined);
    return [];
  } catch (error) {
    if (!(error instanceof XmlParseError)) throw error;
    return error.details.filter(({ level }) => level > 1).map(({ message }) => message);
  }
}

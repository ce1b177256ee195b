/** Holds messages and metadata against the published schemas, offline, with libxml2. */
import { readFileSync, readdirSync } from 'node:fs';
import type { XmlInputProvider } from 'libxml2-wasm';
import {
  XmlBufferInputProvider,
  XmlDocument,
  XmlLibError,
  XsdValidator,
  xmlRegisterInputProvider,
} from 'libxml2-wasm';

const DATA = new URL('./data/', import.meta.url);
const BASE = 'http://schemas.example/';

/** Asks for all of SAML in one schema. */
const ENTRY = `<schema xmlns="http://www.w3.org/2001/XMLSchema">
  <import namespace="urn:oasis:names:tc:SAML:2.0:protocol" schemaLocation="saml-schema-protocol-2.0.xsd"/>
  <import namespace="urn:oasis:names:tc:SAML:2.0:metadata" schemaLocation="saml-schema-metadata-2.0.xsd"/>
</schema>`;

/** The schemas name each other by several addresses; the last part of each is the file. */
function offline(): XmlInputProvider {
  const files = readdirSync(DATA);
  const buffers = new XmlBufferInputProvider(
    Object.fromEntries(files.map((file) => [file, readFileSync(new URL(file, DATA))])),
  );
  const fileOf = (address: string): string => address.slice(address.lastIndexOf('/') + 1);
  return {
    match: (address) => files.includes(fileOf(address)),
    open: (address) => buffers.open(fileOf(address)),
    read: (handle, into) => buffers.read(handle, into),
    close: (handle) => buffers.close(handle),
  };
}

xmlRegisterInputProvider(offline());
const schema = XmlDocument.fromString(ENTRY, { url: `${BASE}entry.xsd` });
const validator = XsdValidator.fromDoc(schema);

/**
 * What is wrong with a document, one sentence each; nothing when it is valid.
 *
 * @param xml - a whole document whose root is an element of the SAML schemas; `ID` values must be unique
 * @example
 * expect(schemaErrors(issued.xml)).toEqual([]);
 */
export function schemaErrors(xml: string): readonly string[] {
  let document: XmlDocument | undefined;
  try {
    document = XmlDocument.fromString(xml);
    validator.validate(document);
    return [];
  } catch (error) {
    if (!(error instanceof XmlLibError)) throw error;
    return error.details.map(({ message, line }) => `line ${line}: ${message.trim()}`);
  } finally {
    document?.dispose();
  }
}

/** Hand-written messages for tests. */
import { Buffer } from 'node:buffer';
import { deflateRawSync } from 'node:zlib';

export const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';
export const ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion';

/** An AuthnRequest with the given attributes and children beside the usual ones. */
export function authnRequest(attributes = '', children = ''): string {
  return (
    `<samlp:AuthnRequest xmlns:samlp="${PROTOCOL}" xmlns:saml="${ASSERTION}" ID="_r1" Version="2.0"` +
    ` IssueInstant="2026-03-02T09:00:00Z"${attributes === '' ? '' : ` ${attributes}`}>` +
    `<saml:Issuer>https://sp.example/metadata</saml:Issuer>${children}</samlp:AuthnRequest>`
  );
}

export function base64(text: string | Uint8Array): string {
  return Buffer.from(text as string).toString('base64');
}

/** Not made by the code under test. */
export function deflated(text: string | Uint8Array): string {
  return deflateRawSync(Buffer.from(text as string)).toString('base64');
}

/** The query of a redirect, unsigned. */
export function queryOf(xml: string, more = ''): string {
  return `SAMLRequest=${encodeURIComponent(deflated(xml))}${more}`;
}

/** A server under attack: every vendor, two SPs, and requests that an attacker writes. */
import { afterAll, beforeAll } from 'vitest';
import { ENDPOINTS } from '../../../src/server/endpoints/endpoints.js';
import type { ServedApp } from '../../../src/server/state/tenant-state.js';
import { encodePost, encodeRedirect } from '../../../src/saml/encode.js';
import type { VendorName } from '../../../src/scenario/scenario.js';
import { openServer, type TestServer, type TestServerOptions } from '../open-server.js';

export const ALL_VENDORS: readonly VendorName[] = Object.keys(ENDPOINTS) as VendorName[];

/** A server for the tests of a file; opened before the first and closed after the last. */
export function serverForFile(options: TestServerOptions = {}): () => TestServer {
  const kept: { server?: TestServer } = {};
  beforeAll(async () => {
    kept.server = await openServer({ vendors: ALL_VENDORS, ...options });
  });
  afterAll(() => kept.server?.[Symbol.asyncDispose]());
  return () => {
    if (kept.server === undefined) throw new Error('not open');
    return kept.server;
  };
}

/** An application of a vendor's tenant: `app` is known, `your-app` waits for its SP. */
export function appOf({ state }: TestServer, vendor: VendorName, name = 'app'): ServedApp {
  const app = state.tenants.get(`${vendor}-acme`)?.apps.get(name);
  if (app === undefined) throw new Error(`${vendor} has no application ${name}`);
  return app;
}

export interface Written {
  readonly id?: string;
  readonly issuer?: string;
  readonly acsUrl?: string;
  /** Attributes, as they are. */
  readonly more?: string;
  /** Elements after the Issuer, as they are. */
  readonly inside?: string;
}

/** An AuthnRequest; values are put in as they are. */
export function authnRequest({
  id = '_1f2e3d4c',
  issuer = 'https://app.example/metadata',
  acsUrl,
  more = '',
  inside = '',
}: Written = {}): string {
  const acs = acsUrl === undefined ? '' : ` AssertionConsumerServiceURL="${acsUrl}"`;
  return (
    `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="${id}" Version="2.0"` +
    ` IssueInstant="2026-03-02T09:00:00Z"${acs}${more}>` +
    `<saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${issuer}</saml:Issuer>` +
    `${inside}</samlp:AuthnRequest>`
  );
}

/** The address with more in its query; Google's has one already. */
export function withQuery(url: string, query: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}${query}`;
}

/** Sends what stands in SAMLRequest as it is. */
export function sendRaw(
  ssoUrl: string,
  binding: 'redirect' | 'post',
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const form = new URLSearchParams(fields);
  return binding === 'redirect'
    ? fetch(withQuery(ssoUrl, form.toString()), { redirect: 'manual', headers })
    : fetch(ssoUrl, { method: 'POST', body: form, redirect: 'manual', headers });
}

/** Sends an AuthnRequest as an SP does. */
export function send(
  ssoUrl: string,
  binding: 'redirect' | 'post',
  xml: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const SAMLRequest = binding === 'redirect' ? encodeRedirect(xml) : encodePost(xml);
  return sendRaw(ssoUrl, binding, { SAMLRequest, ...more });
}

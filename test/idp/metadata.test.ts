/** Metadata: the vendor's shape, the published schema, other people's readers (fidelity 2). */
import { X509Certificate } from 'node:crypto';
import * as samlify from 'samlify';
import { describe, expect, it } from 'vitest';
import { VENDORS } from '../../src/idp/vendors.js';
import { verifySignatures } from '../../src/keys/verify.js';
import { BINDINGS, NAME_ID_FORMATS } from '../../src/saml/names.js';
import type { VendorName } from '../../src/scenario/scenario.js';
import { schemaErrors } from '../schemas/validate.js';
import { fixedKey, scene } from './scene.js';

/** Roles of WS-Federation, as Entra publishes them, are of types that no SAML schema knows. */
const FEDERATION_ROLE = /<RoleDescriptor [^>]*xsi:type="fed:.*?<\/RoleDescriptor>/gs;
const SP_KEY = fixedKey('sp-1');

function metadata(name: VendorName, signedRequests = false, keys = 1): string {
  const made = scene(name, {
    app: signedRequests ? { signedRequests } : {},
    sp: { signingCertificate: SP_KEY.certificate.base64 },
  });
  const certificates = [1, 2]
    .slice(0, keys)
    .map((index) => fixedKey(`${name}-${index as 1 | 2}`).certificate);
  return VENDORS[name].metadata(made.tenant, made.application, certificates);
}

/** Vendors that write one line, and those that indent. */
const ONE_LINE: readonly VendorName[] = ['okta', 'entra', 'generic'];
/** Vendors that can be told to demand signed requests. */
const DEMANDING: readonly VendorName[] = ONE_LINE;

/** Names of elements and attributes in order, prefixes as written. */
function outline(xml: string): readonly string[] {
  return [...xml.matchAll(/<([a-zA-Z][^\s>/]*)([^>]*)>/g)].map(([, name, attributes]) =>
    [name, ...[...(attributes ?? '').matchAll(/([^\s=]+)="/g)].map((match) => match[1])].join(' '),
  );
}

describe.each(Object.keys(VENDORS) as VendorName[])('the metadata of %s', (name) => {
  it.each([1, 2])('is valid with %i keys, and lists each', (keys) => {
    const xml = metadata(name, false, keys);
    const saml = xml.replace(FEDERATION_ROLE, '');
    expect(schemaErrors(saml)).toEqual([]);
    expect(saml.match(/KeyDescriptor use="signing"/g)).toHaveLength(keys);
  });

  it('is one line but for wrapped certificates, unless the vendor indents', () => {
    const lines = metadata(name)
      .replace(/<(\w+:)?X509Certificate>[^<]*/g, '')
      .split('\n').length;
    expect(lines === 1).toBe(ONE_LINE.includes(name));
  });

  it('is read by samlify: issuer, both bindings, whether requests must be signed', () => {
    const { application } = scene(name);
    for (const signed of DEMANDING.includes(name) ? [false, true] : [false]) {
      const { entityMeta } = samlify.IdentityProvider({ metadata: metadata(name, signed) });
      expect(entityMeta.getEntityID()).toBe(application.issuer);
      // OneLogin has a path for each binding; the one for POST takes both.
      const redirect = application.ssoUrl.replace('http-post/sso', 'http-redirect/sso');
      expect(entityMeta.getSingleSignOnService('redirect')).toBe(redirect);
      expect(entityMeta.getSingleSignOnService('post')).toBe(application.ssoUrl);
      // Entra never says it.
      expect(entityMeta.isWantAuthnRequestsSigned()).toBe(signed && name !== 'entra');
    }
  });
});

describe("Okta's metadata", () => {
  it('has the captured shape', () => {
    const xml = metadata('okta');
    expect(xml.startsWith('<?xml version="1.0" encoding="UTF-8"?><md:EntityDescriptor ')).toBe(
      true,
    );
    expect(outline(xml)).toEqual([
      'md:EntityDescriptor entityID xmlns:md',
      'md:IDPSSODescriptor WantAuthnRequestsSigned protocolSupportEnumeration',
      'md:KeyDescriptor use',
      'ds:KeyInfo xmlns:ds',
      'ds:X509Data',
      'ds:X509Certificate',
      'md:NameIDFormat',
      'md:NameIDFormat',
      'md:SingleSignOnService Binding Location',
      'md:SingleSignOnService Binding Location',
    ]);
    expect(xml.indexOf(NAME_ID_FORMATS.unspecified)).toBeLessThan(
      xml.indexOf(NAME_ID_FORMATS.emailAddress),
    );
    expect(xml.indexOf(BINDINGS.post)).toBeLessThan(xml.indexOf(BINDINGS.redirect));
  });
});

describe("Entra's metadata", () => {
  it('has three roles with the same keys, and the captured services', () => {
    const xml = metadata('entra', false, 2);
    expect(
      [...xml.matchAll(/xsi:type="([^"]*)"|<(IDPSSODescriptor) /g)].map(
        ([, type, role]) => type ?? role,
      ),
    ).toEqual(['fed:SecurityTokenServiceType', 'fed:ApplicationServiceType', 'IDPSSODescriptor']);
    expect(xml.match(/<KeyDescriptor /g)).toHaveLength(6);
    expect(xml.match(/<auth:ClaimType /g)).toHaveLength(19);
    const idp = xml.slice(xml.indexOf('<IDPSSODescriptor'));
    expect(idp).not.toMatch(/NameIDFormat|WantAuthnRequestsSigned/);
    expect(
      [...idp.matchAll(/<(Single\w+) Binding="[^"]*:HTTP-(\w+)"/g)].map(([, service, binding]) => [
        service,
        binding,
      ]),
    ).toEqual([
      ['SingleLogoutService', 'Redirect'],
      ['SingleSignOnService', 'Redirect'],
      ['SingleSignOnService', 'POST'],
    ]);
  });

  it('is signed when it is given a key, in its own form', () => {
    const { tenant, application, key } = scene('entra');
    const xml = VENDORS.entra.metadata(tenant, application, [key.certificate], key);
    expect(xml).toMatch(
      /^<EntityDescriptor ID="_[0-9a-f-]{36}" entityID="[^"]*" xmlns="[^"]*"><Signature xmlns=/,
    );
    const [report, ...more] = verifySignatures(xml, [key.certificate.base64]);
    expect(more).toEqual([]);
    expect(report).toMatchObject({
      verified: true,
      enveloped: true,
      algorithm: 'rsa-sha256',
      covers: { path: '/EntityDescriptor' },
    });
    expect(schemaErrors(xml.replace(FEDERATION_ROLE, ''))).toEqual([]);
    const [changed] = verifySignatures(xml.replace('/saml2"', '/evil"'), [key.certificate.base64]);
    expect(changed?.verified).toBe(false);
  });
});

describe("Google's metadata", () => {
  it('has the captured shape', () => {
    const xml = metadata('google-workspace', false, 2);
    expect(xml.startsWith('<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<md:')).toBe(
      true,
    );
    expect(outline(xml)).toEqual([
      'md:EntityDescriptor xmlns:md entityID validUntil',
      'md:IDPSSODescriptor WantAuthnRequestsSigned protocolSupportEnumeration',
      ...Array<string[]>(2)
        .fill(['md:KeyDescriptor use', 'ds:KeyInfo xmlns:ds', 'ds:X509Data', 'ds:X509Certificate'])
        .flat(),
      'md:NameIDFormat',
      'md:SingleSignOnService Binding Location',
      'md:SingleSignOnService Binding Location',
    ]);
    expect(xml.indexOf(BINDINGS.redirect)).toBeLessThan(xml.indexOf(BINDINGS.post));
    expect(xml).not.toContain('Logout');
  });

  it('is valid as long as the key that ends first', () => {
    const ends = [1, 2].map((index) =>
      Date.parse(
        new X509Certificate(fixedKey(`google-workspace-${index as 1 | 2}`).certificate.pem).validTo,
      ),
    );
    const stated = / validUntil="([^"]*)"/.exec(metadata('google-workspace', false, 2))?.[1] ?? '';
    expect(Date.parse(stated)).toBe(Math.min(...ends));
  });
});

describe("OneLogin's metadata", () => {
  it('has the captured shape, but for SOAP', () => {
    const xml = metadata('onelogin');
    expect(xml.startsWith('<?xml version="1.0"?>\n<EntityDescriptor ')).toBe(true);
    expect(outline(xml)).toEqual([
      'EntityDescriptor xmlns entityID',
      'IDPSSODescriptor protocolSupportEnumeration',
      'KeyDescriptor use',
      'ds:KeyInfo xmlns:ds',
      'ds:X509Data',
      'ds:X509Certificate',
      'NameIDFormat',
      'SingleSignOnService Binding Location',
      'SingleSignOnService Binding Location',
    ]);
  });
});

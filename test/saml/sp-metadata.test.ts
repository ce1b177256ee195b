import { SAML } from '@node-saml/node-saml';
import { describe, expect, it } from 'vitest';
import { readSpMetadata } from '../../src/saml/sp-metadata.js';

const MD = 'urn:oasis:names:tc:SAML:2.0:metadata';
const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';
const POST = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';
const ARTIFACT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact';

const acs = (location: string, more = '', binding = POST): string =>
  `<AssertionConsumerService Binding="${binding}" Location="${location}" ${more}/>`;

const entity = (services: string, more = '', attributes = 'entityID="urn:sp"'): string =>
  `<EntityDescriptor xmlns="${MD}" ${attributes}><SPSSODescriptor protocolSupportEnumeration="${PROTOCOL}" ${more}>${services}</SPSSODescriptor></EntityDescriptor>`;

describe('the default ACS (saml-metadata 2.2.3)', () => {
  it.each([
    [
      'the one that says so',
      acs('https://a/1', 'index="0"') + acs('https://a/2', 'index="1" isDefault="true"'),
      2,
    ],
    [
      'else the first that does not deny it',
      acs('https://a/1', 'index="0" isDefault="false"') + acs('https://a/2', 'index="1"'),
      2,
    ],
    [
      'else the first',
      acs('https://a/1', 'index="1" isDefault="0"') + acs('https://a/2', 'index="0" isDefault="0"'),
      2,
    ],
    [
      'in the order of the index',
      acs('https://a/1', 'index="7"') + acs('https://a/2', 'index="3"'),
      2,
    ],
    [
      'of the POST binding',
      acs('https://a/1', 'index="0" isDefault="true"', ARTIFACT) + acs('https://a/2', 'index="1"'),
      2,
    ],
  ])('is %s', (_name, services, which) => {
    expect(readSpMetadata(entity(services)).acsUrl).toBe(`https://a/${which}`);
  });
});

it('reads what signs, with which keys', () => {
  const key = (use: string, text: string): string =>
    `<KeyDescriptor ${use}><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${text}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>`;
  const keys = key('use="encryption"', 'E1') + key('use="signing"', ' MII\n  C1 ') + key('', 'C2');
  const flags = 'AuthnRequestsSigned="true" WantAssertionsSigned="1"';
  expect(readSpMetadata(entity(keys + acs('https://a/1', 'index="0"'), flags))).toEqual({
    entityId: 'urn:sp',
    acsUrl: 'https://a/1',
    sloUrls: {},
    signsRequests: true,
    wantsSignedAssertions: true,
    certificates: ['MIIC1', 'C2'],
    encryptionCertificates: ['E1', 'C2'],
  });
});

it('reads the first single logout service of each binding that has a URL', () => {
  const slo = (binding: string, location: string): string =>
    `<SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:${binding}" Location="${location}"/>`;
  const services = [
    slo('HTTP-POST', 'nowhere'),
    slo('HTTP-POST', 'https://a/post'),
    slo('HTTP-POST', 'https://a/later'),
    slo('SOAP', 'https://a/soap'),
  ];
  const text = entity(services.join('') + acs('https://a/1', 'index="0"'));
  expect(readSpMetadata(text).sloUrls).toEqual({ post: 'https://a/post' });
});

it('reads what node-saml writes', () => {
  const saml = new SAML({
    issuer: 'https://app.example/metadata',
    callbackUrl: 'https://app.example/acs',
    idpCert: 'MIIC',
  });
  expect(readSpMetadata(saml.generateServiceProviderMetadata(null))).toMatchObject({
    entityId: 'https://app.example/metadata',
    acsUrl: 'https://app.example/acs',
    signsRequests: false,
    wantsSignedAssertions: true,
  });
});

it('finds the one SP in a list', () => {
  const idp = `<EntityDescriptor xmlns="${MD}" entityID="urn:idp"/>`;
  const list = (...entities: string[]): string =>
    `<EntitiesDescriptor xmlns="${MD}">${entities.join('')}</EntitiesDescriptor>`;
  const sp = entity(acs('https://a/1', 'index="0"'));
  expect(readSpMetadata(list(idp, sp)).entityId).toBe('urn:sp');
  expect(() => readSpMetadata(list(sp, sp))).toThrow('several service providers');
  expect(() => readSpMetadata(list(idp))).toThrow('no service provider');
});

it.each([
  ['<html>Not found</html>', 'not SAML metadata'],
  ['Not found', 'not well-formed'],
  [entity(''), 'no assertion consumer service'],
  [entity(acs('/relative', 'index="0"')), 'no assertion consumer service'],
  [entity(acs('https://a/1', 'index="0"'), '', ''), 'no entityID'],
  [`<EntityDescriptor xmlns="${MD}" entityID="x"/>`, 'no SAML 2.0 service provider'],
  [`<!DOCTYPE a [<!ENTITY b "c">]>${entity(acs('https://a/1', 'index="0"'))}`, ''],
])('%s is refused', (xml, problem) => {
  let error: unknown;
  try {
    readSpMetadata(xml);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toMatchObject({
    code: 'message-malformed',
    message: expect.stringContaining(problem) as string,
  });
});

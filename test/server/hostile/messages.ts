/** SAMLRequests that no SP sends. */
import { deflateRawSync, deflateSync } from 'node:zlib';
import { encodePost, encodeRedirect } from '../../../src/saml/encode.js';
import { authnRequest } from './hostile-server.js';
import { MARK } from './judge-page.js';

export interface HostileMessage {
  readonly name: string;
  /** The value of SAMLRequest, by binding; absent: that binding cannot carry it. */
  readonly redirect?: string;
  readonly post?: string;
}

function ofXml(name: string, xml: string): HostileMessage {
  return { name, redirect: encodeRedirect(xml), post: encodePost(xml) };
}

function ofOctets(name: string, octets: Uint8Array): HostileMessage {
  return {
    name,
    redirect: deflateRawSync(octets).toString('base64'),
    post: Buffer.from(octets).toString('base64'),
  };
}

function dtd(subset: string, issuer: string): string {
  return `<!DOCTYPE a [${subset}]>${authnRequest({ issuer })}`;
}

const LAUGHS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']
  .map((name, index, all) => {
    const before = all[index - 1];
    const value = before === undefined ? 'ha' : `&${before};`.repeat(10);
    return `<!ENTITY ${name} "${value}">`;
  })
  .join('');

const DEEP = 20_000;

/** The table. */
export const HOSTILE_MESSAGES: readonly HostileMessage[] = [
  { name: 'nothing', redirect: '', post: '' },
  { name: 'no base64', redirect: '%%%', post: '<not base64>' },
  { name: 'markup instead of a message', redirect: MARK, post: MARK },
  ofXml('no XML', 'hello'),
  ofXml('half an element', '<samlp:AuthnRequest'),
  ofXml('an element that is not closed', authnRequest().slice(0, -6)),
  ofXml('two roots', authnRequest() + authnRequest()),
  ofXml('an unbound prefix', '<samlp:AuthnRequest ID="_1"/>'),
  ofXml('another root', '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"/>'),
  ofXml('markup in the name of the root', '<x-mark onmark="1">mark()</x-mark>'),
  ofXml('no ID', authnRequest().replace(' ID="_1f2e3d4c"', '')),
  ofXml('no IssueInstant', authnRequest().replace(/ IssueInstant="[^"]+"/, '')),
  ofXml('an attribute twice', authnRequest({ more: ' ID="_2"' })),
  ofXml('two Issuers', authnRequest({ issuer: 'a</saml:Issuer><saml:Issuer>b' })),
  ofXml('Version 1.1', authnRequest().replace('Version="2.0"', 'Version="1.1"')),
  ofXml('a Boolean that is none', authnRequest({ more: ' ForceAuthn="perhaps"' })),
  ofXml('an index that is none', authnRequest({ more: ' AssertionConsumerServiceIndex="-1e9"' })),
  ofXml('a DTD', dtd('', 'https://app.example/metadata')),
  ofXml('an external entity', dtd('<!ENTITY x SYSTEM "file:///etc/passwd">', '&x;')),
  ofXml('a parameter entity', dtd('<!ENTITY % x SYSTEM "http://127.0.0.1:1/x"> %x;', 'a')),
  ofXml('a billion laughs', dtd(LAUGHS, '&i;')),
  ofXml('an undeclared entity', authnRequest({ issuer: '&nowhere;' })),
  ofXml('characters that XML forbids', authnRequest({ issuer: 'a&#0;b&#xFFFF;' })),
  ofXml('very deep', authnRequest({ inside: '<a>'.repeat(DEEP) + '</a>'.repeat(DEEP) })),
  ofXml('very many attributes', authnRequest({ more: many(20_000) })),
  ofXml('an Issuer of half a megabyte', authnRequest({ issuer: 'https://a'.repeat(60_000) })),
  ofXml('markup in the Issuer', authnRequest({ issuer: escaped(MARK) })),
  ofXml('markup in the ID', authnRequest({ id: escaped(MARK) })),
  ofXml('markup in the ACS URL', authnRequest({ acsUrl: `http://localhost/${escaped(MARK)}` })),
  ofXml('markup in the Destination', authnRequest({ more: ` Destination="${escaped(MARK)}"` })),
  ofXml('markup in the binding', authnRequest({ more: ` ProtocolBinding="${escaped(MARK)}"` })),
  ofXml('markup in the NameIDPolicy', authnRequest({ inside: policy(escaped(MARK)) })),
  ofXml('markup in the class', authnRequest({ inside: context(escaped(MARK)) })),
  ofXml('markup in a Subject', authnRequest({ inside: subject(escaped(MARK)) })),
  ofOctets('UTF-16', Buffer.from(`\uFEFF${authnRequest()}`, 'utf16le')),
  ofOctets('no UTF-8', Buffer.from([0x3c, 0xc3, 0x28, 0xff, 0xfe, 0x3e])),
  ofOctets(
    'another encoding',
    Buffer.from(`<?xml version="1.0" encoding="UTF-7"?>${authnRequest()}`),
  ),
  ofOctets('NULs', new Uint8Array(5000)),
  { name: 'a deflate bomb', redirect: bomb(), post: bomb() },
  { name: 'DEFLATE with a zlib header', redirect: zlib(), post: zlib() },
  { name: 'DEFLATE that ends too early', redirect: encodeRedirect(authnRequest()).slice(0, 80) },
  { name: 'base64 without DEFLATE', redirect: encodePost(authnRequest()) },
  { name: 'DEFLATE where none is expected', post: encodeRedirect(authnRequest()) },
];

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function many(count: number): string {
  return Array.from({ length: count }, (_, index) => ` a${index}=""`).join('');
}

function policy(format: string): string {
  return `<samlp:NameIDPolicy Format="${format}"/>`;
}

function context(classRef: string): string {
  const name = 'saml:AuthnContextClassRef xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"';
  return (
    `<samlp:RequestedAuthnContext Comparison="${classRef}">` +
    `<${name}>${classRef}</saml:AuthnContextClassRef></samlp:RequestedAuthnContext>`
  );
}

function subject(nameId: string): string {
  const name = 'saml:Subject xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"';
  return `<${name}><saml:NameID>${nameId}</saml:NameID></saml:Subject>`;
}

/** A hundred megabytes of blanks. */
function bomb(): string {
  return deflateRawSync(Buffer.alloc(100_000_000, 0x20), { level: 9 })
    .subarray(0, 30_000)
    .toString('base64');
}

function zlib(): string {
  return deflateSync(Buffer.from(authnRequest())).toString('base64');
}

/** AuthnRequests of other people's libraries: read, judged, and their signatures verified. */
import { describe, expect, it } from 'vitest';
import { SignedXml } from 'xml-crypto';
import { VENDORS } from '../../src/idp/vendors.js';
import { DIGEST_ALGORITHMS, SIGNATURE_ALGORITHMS } from '../../src/keys/algorithms.js';
import { verifySignatures } from '../../src/keys/verify.js';
import { decodePost, decodeRedirect, encodePost, encodeRedirect } from '../../src/saml/encode.js';
import { readPostRequest } from '../../src/saml/read-request.js';
import type { Binding } from '../../src/saml/names.js';
import type { VendorName } from '../../src/scenario/scenario.js';
import { authnRequest } from '../saml/messages.js';
import { REQUEST_MAKERS, receive } from './requests.js';
import type { RequestMaker, Wire } from './requests.js';
import { SP, fixedKey, scene } from './scene.js';
import type { Scene } from './scene.js';

const VENDOR_NAMES = Object.keys(VENDORS) as VendorName[];
const BINDING_NAMES: readonly Binding[] = ['redirect', 'post'];
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const key = fixedKey('sp-1');

/** Vendors that can be told to demand signatures. */
const DEMANDING = ['okta', 'entra', 'generic'] as const;

const CASES = VENDOR_NAMES.flatMap((vendor) =>
  REQUEST_MAKERS.flatMap((maker) =>
    BINDING_NAMES.map((binding): [VendorName, string, Binding, RequestMaker] => [
      vendor,
      maker.name,
      binding,
      maker,
    ]),
  ),
);

/** The format that both libraries ask for: Okta insists on it when requests are signed. */
const FORMATS: Readonly<Record<(typeof DEMANDING)[number], Readonly<Record<string, unknown>>>> = {
  okta: { subjectNameIdFormat: 'emailAddress' },
  entra: {},
  generic: {},
};

function signedScene(vendor: (typeof DEMANDING)[number]): Scene {
  return scene(vendor, {
    app: { signedRequests: true, ...FORMATS[vendor] },
    sp: { signingCertificate: key.certificate.base64 },
  });
}

/** The same wire with other octets in the message, the signature left alone. */
function tampered(wire: Wire): Wire {
  const change = (xml: string): string => {
    const changed = xml.replace(/ ID="[^"]*"/, ' ID="_evil"');
    expect(changed).not.toBe(xml);
    return changed;
  };
  if (wire.binding === 'post') {
    const xml = change(decodePost(wire.form['SAMLRequest'] ?? ''));
    return { ...wire, form: { ...wire.form, SAMLRequest: encodePost(xml) } };
  }
  const query = new URLSearchParams(wire.query);
  query.set('SAMLRequest', encodeRedirect(change(decodeRedirect(query.get('SAMLRequest') ?? ''))));
  return { ...wire, query: query.toString() };
}

describe.each(CASES)('%s, asked by %s over %s', (vendor, _maker, binding, maker) => {
  it('accepts the request as the library makes it', async () => {
    const { application } = scene(vendor);
    const relayState = '/inbox?a=1&b=ü';
    const wire = await maker.make({ binding, application, relayState });
    const received = receive(wire);
    expect(received).toMatchObject({
      binding,
      hasSignature: false,
      relayState,
      request: { version: '2.0', issuer: SP.entityId, acsUrl: SP.acsUrl },
    });
    expect(received).not.toHaveProperty('query');
    expect(VENDORS[vendor].accept(received, application)).toMatchObject({
      acsUrl: SP.acsUrl,
      inResponseTo: received.request.id,
    });
  });
});

/** Narrowed: only these have the setting. */
const DEMANDED = CASES.flatMap(([vendor, name, binding, maker]) =>
  DEMANDING.filter((one) => one === vendor).map((one) => [one, name, binding, maker] as const),
);

describe.each(DEMANDED)('%s, asked by %s over %s', (vendor, _maker, binding, maker) => {
  it('verifies the signature where it demands one', async () => {
    const { application } = signedScene(vendor);
    const wire = await maker.make({ binding, application, key, relayState: '/a?b+c=é' });
    const received = receive(wire);
    expect(received.query !== undefined || received.hasSignature).toBe(true);
    expect(VENDORS[vendor].accept(received, application)).toMatchObject({ acsUrl: SP.acsUrl });
  });

  it('refuses what is unsigned, signed by somebody else, or changed afterwards', async () => {
    const { application } = signedScene(vendor);
    const judge = (wire: Wire): unknown => VENDORS[vendor].accept(receive(wire), application);
    const order = { binding, application, relayState: 'x' };
    expect(judge(await maker.make(order))).toMatchObject({ reason: 'request-unsigned' });
    const stranger = fixedKey('okta-1');
    const invalid = { reason: 'request-signature-invalid' };
    expect(judge(await maker.make({ ...order, key: stranger }))).toMatchObject(invalid);
    expect(judge(tampered(await maker.make({ ...order, key })))).toMatchObject(invalid);
  });
});

describe('a signature over the query', () => {
  const { application } = signedScene('entra');
  const order = { binding: 'redirect', application, key, relayState: 'x' } as const;

  async function query(): Promise<string> {
    const wire = await REQUEST_MAKERS[0]?.make(order);
    if (wire?.binding !== 'redirect') throw new Error('not a query');
    return wire.query;
  }

  it.each([
    ['another RelayState', (text: string) => text.replace('RelayState=x', 'RelayState=y')],
    ['no RelayState', (text: string) => text.replace('&RelayState=x', '')],
    ['a RelayState encoded otherwise', (text: string) => text.replace('State=x', 'State=%78')],
    ['another algorithm', (text: string) => text.replace('rsa-sha256', 'rsa-sha512')],
    ['an unknown algorithm', (text: string) => text.replace('rsa-sha256', 'hmac-sha256')],
    ['no signature value', (text: string) => text.replace(/&Signature=[^&]*/, '&Signature=')],
  ])('does not verify with %s', async (_what, change) => {
    const text = await query();
    expect(change(text)).not.toBe(text);
    expect(
      VENDORS.entra.accept(receive({ binding: 'redirect', query: text }), application),
    ).not.toHaveProperty('reason');
    expect(
      VENDORS.entra.accept(receive({ binding: 'redirect', query: change(text) }), application),
    ).toMatchObject({
      reason: 'request-signature-invalid',
    });
  });

  it('covers what was sent: node-saml signs a space as %20 and sends a plus', async () => {
    const wire = await REQUEST_MAKERS[0]?.make({ ...order, relayState: 'a b' });
    if (wire?.binding !== 'redirect') throw new Error('not a query');
    expect(wire.query).toContain('RelayState=a+b');
    const judge = (text: string): unknown =>
      VENDORS.entra.accept(receive({ binding: 'redirect', query: text }), application);
    expect(judge(wire.query)).toMatchObject({ reason: 'request-signature-invalid' });
    expect(judge(wire.query.replace('a+b', 'a%20b'))).not.toHaveProperty('reason');
  });

  it('is demanded also when the XML in the query is signed', async () => {
    const post = await REQUEST_MAKERS[0]?.make({ ...order, binding: 'post' });
    if (post?.binding !== 'post') throw new Error('not a form');
    const xml = decodePost(post.form['SAMLRequest'] ?? '');
    const text = `SAMLRequest=${encodeURIComponent(encodeRedirect(xml))}`;
    const received = receive({ binding: 'redirect', query: text });
    expect(received.hasSignature).toBe(true);
    expect(VENDORS.entra.accept(received, application)).toMatchObject({
      reason: 'request-unsigned',
    });
  });
});

describe('a signature in the request', () => {
  const { application } = signedScene('entra');

  async function signedXml(): Promise<string> {
    const wire = await REQUEST_MAKERS[1]?.make({ binding: 'post', application, key });
    if (wire?.binding !== 'post') throw new Error('not a form');
    return decodePost(wire.form['SAMLRequest'] ?? '');
  }

  function judge(xml: string): unknown {
    const received = readPostRequest({ SAMLRequest: encodePost(xml) });
    return VENDORS.entra.accept(received, application);
  }

  const SIGNATURE = /<ds:Signature .*<\/ds:Signature>/s;
  const INVALID = { reason: 'request-signature-invalid' };

  it('verifies as it is', async () => {
    expect(judge(await signedXml())).not.toHaveProperty('reason');
  });

  /** A Signature that says nothing, so that the request has one. */
  const DECOY = '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>';

  /** The signed request inside another one. */
  function wrapped(xml: string, ownSignature: string): string {
    const outer = xml.replace(SIGNATURE, '').replace(/ ID="[^"]*"/, ' ID="_evil"');
    return outer.replace(
      '</samlp:AuthnRequest>',
      () => `${ownSignature}<samlp:Extensions>${xml}</samlp:Extensions></samlp:AuthnRequest>`,
    );
  }

  it('must cover the request, not one inside it', async () => {
    const xml = await signedXml();
    const signature = SIGNATURE.exec(xml)?.[0] ?? '';
    const inner = verifySignatures(wrapped(xml, DECOY), [key.certificate.pem]).at(-1);
    expect(inner).toMatchObject({ verified: true, enveloped: true });
    expect(judge(wrapped(xml, DECOY))).toMatchObject(INVALID);
    expect(judge(wrapped(xml, signature))).toMatchObject(INVALID);
    expect(judge(wrapped(xml.replace(signature, ''), signature))).toMatchObject(INVALID);
  });

  it('must stand in the request itself', () => {
    const extensions = `${DECOY}<samlp:Extensions><x/></samlp:Extensions>`;
    const signer = new SignedXml({
      privateKey: key.privateKey.export({ type: 'pkcs8', format: 'pem' }),
      signatureAlgorithm: SIGNATURE_ALGORITHMS['rsa-sha256'].uri,
      canonicalizationAlgorithm: EXCLUSIVE,
    });
    signer.addReference({
      xpath: '/*',
      transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', EXCLUSIVE],
      digestAlgorithm: DIGEST_ALGORITHMS.sha256.uri,
    });
    const location = { reference: "//*[local-name(.)='Extensions']", action: 'append' } as const;
    signer.computeSignature(authnRequest('', extensions), { location });
    const xml = signer.getSignedXml();
    const report = verifySignatures(xml, [key.certificate.pem]).at(-1);
    expect(report).toMatchObject({ verified: true, covers: { id: '_r1' }, enveloped: false });
    expect(judge(xml)).toMatchObject(INVALID);
  });

  it('is not searched among hundreds', async () => {
    const xml = await signedXml();
    const signature = SIGNATURE.exec(xml)?.[0] ?? '';
    expect(judge(xml.replace(signature, () => signature.repeat(2)))).toMatchObject(INVALID);
    expect(judge(xml.replace(signature, () => signature.repeat(40)))).toMatchObject(INVALID);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StandinError, UserError } from '../../src/base/errors.js';
import { identifyMessage } from '../../src/saml/identify-message.js';
import { readPostRequest, readRedirectRequest } from '../../src/saml/read-request.js';
import { ASSERTION, PROTOCOL, authnRequest, base64, deflated, queryOf } from './messages.js';

const RICH = authnRequest(
  'Destination="https://idp.example/sso" AssertionConsumerServiceURL="https://sp.example/acs?a=1&amp;b=2"' +
    ' ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" ForceAuthn="1" IsPassive=" true "',
  '<saml:Subject><saml:NameID>ada</saml:NameID></saml:Subject>' +
    '<samlp:NameIDPolicy Format="urn:f" SPNameQualifier="q" AllowCreate="false"/>' +
    '<samlp:RequestedAuthnContext Comparison="minimum"><saml:AuthnContextClassRef>\n urn:a \n</saml:AuthnContextClassRef>' +
    '<saml:AuthnContextClassRef>urn:b</saml:AuthnContextClassRef></samlp:RequestedAuthnContext>' +
    '<samlp:Scoping ProxyCount="0"/>',
);

const RICH_FACTS = {
  id: '_r1',
  version: '2.0',
  issueInstant: '2026-03-02T09:00:00Z',
  issuer: 'https://sp.example/metadata',
  destination: 'https://idp.example/sso',
  acsUrl: 'https://sp.example/acs?a=1&b=2',
  protocolBinding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
  forceAuthn: true,
  isPassive: true,
  nameIdPolicy: { format: 'urn:f', spNameQualifier: 'q', allowCreate: false },
  requestedAuthnContext: { comparison: 'minimum', classRefs: ['urn:a', 'urn:b'] },
  hasSubject: true,
  hasScoping: true,
};

function failure(act: () => unknown): StandinError {
  try {
    act();
  } catch (error) {
    if (error instanceof StandinError) return error;
    throw error;
  }
  throw new Error('accepted');
}

describe('an AuthnRequest in a query', () => {
  it('is read with all it says', () => {
    const received = readRedirectRequest(`?${queryOf(RICH, '&RelayState=%2Finbox')}`);
    expect(received).toEqual({
      binding: 'redirect',
      request: RICH_FACTS,
      hasSignature: false,
      xml: RICH,
      relayState: '/inbox',
    });
  });

  it('has no facts that it does not say', () => {
    expect(readRedirectRequest(queryOf(authnRequest())).request).toEqual({
      id: '_r1',
      version: '2.0',
      issueInstant: '2026-03-02T09:00:00Z',
      issuer: 'https://sp.example/metadata',
      forceAuthn: false,
      isPassive: false,
      hasSubject: false,
      hasScoping: false,
    });
  });

  it('compares exactly unless it says otherwise', () => {
    const child = '<samlp:RequestedAuthnContext/>';
    expect(readRedirectRequest(queryOf(authnRequest('', child))).request).toMatchObject({
      requestedAuthnContext: { comparison: 'exact', classRefs: [] },
    });
  });

  it('does not care about prefixes', () => {
    const xml =
      `<AuthnRequest xmlns="${PROTOCOL}" ID="a" Version="2.0" IssueInstant="x" AssertionConsumerServiceIndex="3">` +
      `<Issuer xmlns="${ASSERTION}">urn:<![CDATA[sp]]><!-- -->:1</Issuer><NameIDPolicy/></AuthnRequest>`;
    expect(readRedirectRequest(queryOf(xml)).request).toMatchObject({
      issuer: 'urn:sp:1',
      acsIndex: 3,
      nameIdPolicy: {},
    });
  });

  it('keeps the octets that a signature covers, in the order of the binding', () => {
    const message = encodeURIComponent(deflated(RICH)).replaceAll('%2B', '%2b');
    const query = `Signature=a%2Bb%3D&x=1&SigAlg=urn%3aalg&RelayState=caf%C3%A9+au+lait&SAMLRequest=${message}`;
    const { query: signed, relayState } = readRedirectRequest(query);
    expect(relayState).toBe('café au lait');
    expect(signed).toEqual({
      algorithm: 'urn:alg',
      signature: 'a+b=',
      signedText: `SAMLRequest=${message}&RelayState=caf%C3%A9+au+lait&SigAlg=urn%3aalg`,
    });
  });

  it.each([
    ['&RelayState=&SigAlg=a&Signature=b', '', 'RelayState=&SigAlg=a'],
    ['&SigAlg=a&Signature=b', undefined, 'SigAlg=a'],
  ])('tells an empty RelayState from none (%s)', (more, relayState, signedEnd) => {
    const received = readRedirectRequest(queryOf(RICH, more));
    expect(received.relayState).toBe(relayState);
    expect(received.query?.signedText).toBe(`${queryOf(RICH)}&${signedEnd}`);
  });

  it.each([
    ['', /no SAMLRequest/],
    ['RelayState=x', /no SAMLRequest/],
    ['SAMLRequest=', /empty/],
    ['SAMLRequest=%', /not URL-encoded/],
    ['SAMLRequest=%FF', /not URL-encoded/],
    [queryOf(RICH, `&${queryOf(RICH)}`), /SAMLRequest comes twice/],
    [queryOf(RICH, `&SAML%52equest=x`), /SAMLRequest comes twice/],
    [queryOf(RICH, '&RelayState=a&RelayState=b'), /RelayState comes twice/],
    [queryOf(RICH, '&SigAlg=a&Signature=b&Signature=c'), /Signature comes twice/],
    [queryOf(RICH, '&SigAlg=a'), /Signature is missing/],
    [queryOf(RICH, '&Signature=a'), /SigAlg is missing/],
    [queryOf(RICH, '&SAMLResponse=a'), /both SAMLRequest and SAMLResponse/],
    [queryOf(RICH, '&SAMLEncoding=urn%3Aother'), /SAMLEncoding urn:other is unknown/],
    [`SAMLRequest=${encodeURIComponent(base64(RICH))}`, /not DEFLATE/],
  ])('is refused: %.60s', (query, problem) => {
    const error = failure(() => readRedirectRequest(query));
    expect([error.code, error.message]).toEqual([
      'message-malformed',
      expect.stringMatching(problem),
    ]);
    expect(error.fix).toBeDefined();
  });

  it('may say that it is deflated, and may come with other parameters', () => {
    const encoding = encodeURIComponent(
      'urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE',
    );
    const query = `&utm=1&&utm=2&${queryOf(RICH)}&SAMLEncoding=${encoding}`;
    expect(readRedirectRequest(query).request).toEqual(RICH_FACTS);
  });

  it('is refused when it is too large, wherever that shows', () => {
    const padding = `<!--${'a'.repeat(262_144)}-->`;
    for (const query of [
      queryOf(authnRequest('', padding)),
      `SAMLRequest=${'a'.repeat(1_048_576)}`,
      queryOf(authnRequest('', '<a>'.repeat(200) + '</a>'.repeat(200))),
    ]) {
      expect(failure(() => readRedirectRequest(query)).code).toBe('message-too-large');
    }
  });
});

describe('an AuthnRequest in a form', () => {
  it('is read with all it says', () => {
    const form = { SAMLRequest: base64(RICH), RelayState: '"><script>' };
    expect(readPostRequest(form)).toEqual({
      binding: 'post',
      request: RICH_FACTS,
      hasSignature: false,
      xml: RICH,
      relayState: '"><script>',
    });
  });

  it('says whether it carries a signature of its own', () => {
    const signature = '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>';
    const read = (xml: string): boolean =>
      readPostRequest({ SAMLRequest: base64(xml) }).hasSignature;
    expect(read(authnRequest('', signature))).toBe(true);
    expect(read(authnRequest('', `<samlp:Extensions>${signature}</samlp:Extensions>`))).toBe(false);
  });

  it.each([
    [{}, /no SAMLRequest/],
    [{ SAMLRequest: [base64(RICH), base64(RICH)] }, /SAMLRequest comes twice/],
    [{ SAMLRequest: base64(RICH), RelayState: ['a', 'b'] }, /RelayState comes twice/],
    [{ SAMLRequest: deflated(RICH) }, /not UTF-8/],
    [{ SAMLRequest: base64('no XML') }, /not well-formed/],
    [{ SAMLRequest: base64(`<!DOCTYPE a>${RICH}`) }, /DOCTYPE|DTD/],
    [
      {
        SAMLRequest: base64(`<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>`),
      },
      /DOCTYPE|DTD/,
    ],
    [
      { SAMLRequest: base64(RICH.replaceAll('AuthnRequest', 'LogoutRequest')) },
      /LogoutRequest, no/,
    ],
    [{ SAMLRequest: base64(RICH.replace('2.0:protocol', '1.1:protocol')) }, /1\.1:protocol/],
    [{ SAMLRequest: base64(RICH.replace(' ID="_r1"', '')) }, /no ID/],
    [{ SAMLRequest: base64(RICH.replace('"_r1"', '""')) }, /no ID/],
    [{ SAMLRequest: base64(RICH.replace(' Version="2.0"', '')) }, /no Version/],
    [{ SAMLRequest: base64(RICH.replace(/ IssueInstant="[^"]*"/, '')) }, /no IssueInstant/],
    [{ SAMLRequest: base64(RICH.replace('"1"', '"yes"')) }, /ForceAuthn is no boolean/],
    [
      { SAMLRequest: base64(authnRequest('AssertionConsumerServiceIndex="65536"')) },
      /Index is no number/,
    ],
    [
      { SAMLRequest: base64(authnRequest('AssertionConsumerServiceIndex="-1"')) },
      /Index is no number/,
    ],
    [
      { SAMLRequest: base64(authnRequest('', '<saml:Issuer>urn:other</saml:Issuer>')) },
      /more than one Issuer/,
    ],
    [
      { SAMLRequest: base64(authnRequest('', '<samlp:NameIDPolicy/><samlp:NameIDPolicy/>')) },
      /more than one NameIDPolicy/,
    ],
  ])('is refused: %.80j', (form, problem) => {
    const error = failure(() => readPostRequest(form));
    expect([error.code, error.message]).toEqual([
      'message-malformed',
      expect.stringMatching(problem),
    ]);
  });

  it('says where the XML is broken', () => {
    const error = failure(() => readPostRequest({ SAMLRequest: base64('<a>\n  <b></a>') }));
    expect(error.at?.line).toBe(2);
  });
});

/** Text that is almost a message. */
const almost: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(RICH, authnRequest(), '<a/>', ''),
    fc.nat(2000),
    fc.string({ unit: 'binary' }),
  )
  .map(([xml, at, junk]) => xml.slice(0, at) + junk + xml.slice(at));

const anything: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  almost,
  almost.map((text) => queryOf(text, '&RelayState=%zz')),
  almost.map((text) => queryOf(text)),
  almost.map(base64),
  almost.map((text) => encodeURIComponent(Buffer.from(text).toString())),
  fc
    .uint8Array({ maxLength: 300 })
    .map((octets) => `SAMLRequest=${encodeURIComponent(base64(octets))}`),
  fc.uint8Array({ maxLength: 300 }).map(base64),
);

describe('whatever arrives', () => {
  it.each([
    ['readRedirectRequest', readRedirectRequest],
    ['readPostRequest', (text: string) => readPostRequest({ SAMLRequest: text, RelayState: text })],
    ['identifyMessage', identifyMessage],
  ])('%s answers or throws a UserError about the message', (_name, read) => {
    let refused = 0;
    fc.assert(
      fc.property(anything, (text) => {
        try {
          read(text);
        } catch (error) {
          refused++;
          expect(error).toBeInstanceOf(UserError);
          expect((error as UserError).code).toMatch(/^message-/);
        }
      }),
      { numRuns: 2000 },
    );
    expect(refused).toBeGreaterThan(0);
  });
});

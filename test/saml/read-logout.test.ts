/** Logout messages as they arrive: facts, limits, and that nothing hostile does more than be refused. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/base/errors.js';
import { encodePost, encodeRedirect } from '../../src/saml/encode.js';
import {
  readPostLogoutRequest,
  readPostLogoutResponse,
  readRedirectLogoutRequest,
  readRedirectLogoutResponse,
} from '../../src/saml/read-logout.js';

const NAMES =
  'xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:a="urn:oasis:names:tc:SAML:2.0:assertion"';
const HEAD = `${NAMES} ID="_1" Version="2.0" IssueInstant="2026-03-02T09:00:00Z"`;

function request(inside: string, attributes = ''): string {
  return `<p:LogoutRequest ${HEAD}${attributes}>${inside}</p:LogoutRequest>`;
}

function response(inside: string): string {
  return `<p:LogoutResponse ${HEAD} InResponseTo="_2">${inside}</p:LogoutResponse>`;
}

const posted = (xml: string): { SAMLRequest: string } => ({ SAMLRequest: encodePost(xml) });

describe('a LogoutRequest', () => {
  it('is read with all its facts', () => {
    const xml = request(
      '<a:Issuer>urn:sp</a:Issuer><a:NameID Format="urn:f" NameQualifier="q" SPNameQualifier="s">ada</a:NameID><p:SessionIndex>1</p:SessionIndex><p:SessionIndex>2</p:SessionIndex>',
      ' Destination="urn:d" NotOnOrAfter="2026-03-02T09:05:00Z" Reason="urn:r"',
    );
    const facts = {
      id: '_1',
      version: '2.0',
      issueInstant: '2026-03-02T09:00:00Z',
      issuer: 'urn:sp',
      destination: 'urn:d',
      notOnOrAfter: '2026-03-02T09:05:00Z',
      reason: 'urn:r',
      nameId: 'ada',
      nameIdFormat: 'urn:f',
      nameQualifier: 'q',
      spNameQualifier: 's',
      sessionIndexes: ['1', '2'],
      hasOtherId: false,
    };
    expect(readPostLogoutRequest({ ...posted(xml), RelayState: 'x' })).toEqual({
      binding: 'post',
      request: facts,
      hasSignature: false,
      xml,
      relayState: 'x',
    });
    const message = encodeURIComponent(encodeRedirect(xml));
    const query = `SigAlg=a%2fb&RelayState=%20x&SAMLRequest=${message}&Signature=c`;
    expect(readRedirectLogoutRequest(query)).toMatchObject({
      request: facts,
      relayState: ' x',
      query: {
        algorithm: 'a/b',
        signature: 'c',
        signedText: `SAMLRequest=${message}&RelayState=%20x&SigAlg=a%2fb`,
      },
    });
  });

  it.each(['<a:EncryptedID/>', '<a:BaseID/>'])('may name somebody otherwise: %s', (inside) => {
    const { request: facts } = readPostLogoutRequest(posted(request(inside)));
    expect(facts).toMatchObject({ hasOtherId: true, sessionIndexes: [] });
    expect(facts).not.toHaveProperty('nameId');
  });

  it.each([
    ['two NameIDs', request('<a:NameID>a</a:NameID><a:NameID>b</a:NameID>')],
    ['two Issuers', request('<a:Issuer>a</a:Issuer><a:Issuer>b</a:Issuer>')],
    ['no ID', request('').replace(' ID="_1"', '')],
    ['another root', response('')],
    ['a DOCTYPE', `<!DOCTYPE x>${request('')}`],
  ])('is refused with %s', (_what, xml) => {
    expect(() => readPostLogoutRequest(posted(xml))).toThrow(
      expect.objectContaining({ code: 'message-malformed' }),
    );
  });

  it('is refused beyond the limit', () => {
    const xml = request(`<a:NameID>${'a'.repeat(300_000)}</a:NameID>`);
    const query = `SAMLRequest=${encodeURIComponent(encodeRedirect(xml))}`;
    expect(() => readRedirectLogoutRequest(query)).toThrow(
      expect.objectContaining({ code: 'message-too-large' }),
    );
  });
});

describe('a LogoutResponse', () => {
  it('is read with nested status codes and the message', () => {
    const xml = response(
      '<a:Issuer>urn:sp</a:Issuer><p:Status><p:StatusCode Value="urn:top"><p:StatusCode Value="urn:inner"/></p:StatusCode><p:StatusMessage>no</p:StatusMessage></p:Status>',
    );
    const query = `SAMLResponse=${encodeURIComponent(encodeRedirect(xml))}`;
    expect(readRedirectLogoutResponse(query).response).toMatchObject({
      inResponseTo: '_2',
      issuer: 'urn:sp',
      statusCodes: ['urn:top', 'urn:inner'],
      statusMessage: 'no',
    });
    expect(readPostLogoutResponse({ SAMLResponse: encodePost(xml) }).xml).toBe(xml);
  });

  it('may have no status at all', () => {
    const { response: facts } = readPostLogoutResponse({ SAMLResponse: encodePost(response('')) });
    expect(facts.statusCodes).toEqual([]);
  });

  it('stops reading status codes that never end', () => {
    const deep = '<p:StatusCode Value="urn:x">'.repeat(40) + '</p:StatusCode>'.repeat(40);
    const xml = response(`<p:Status>${deep}</p:Status>`);
    const { response: facts } = readPostLogoutResponse({ SAMLResponse: encodePost(xml) });
    expect(facts.statusCodes).toHaveLength(4);
  });

  it('is not looked for where the request is', () => {
    const query = `SAMLRequest=${encodeURIComponent(encodeRedirect(response('')))}`;
    expect(() => readRedirectLogoutResponse(query)).toThrow('the query has no SAMLResponse');
  });
});

it.each([
  ['a query', readRedirectLogoutRequest, readRedirectLogoutResponse],
  [
    'a form',
    (text: string) => readPostLogoutRequest({ SAMLRequest: text }),
    (text: string) => readPostLogoutResponse({ SAMLResponse: text }),
  ],
])('%s of any kind is read or refused as a message', (_what, ...readers) => {
  const piece = fc.oneof(
    fc.string(),
    fc.string().map((text) => encodePost(request(text))),
    fc.string().map((text) => `SAMLRequest=${encodeURIComponent(encodeRedirect(text))}`),
  );
  fc.assert(
    fc.property(piece, (text) => {
      for (const read of readers) {
        try {
          expect(read(text).xml).not.toBe('');
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
          expect((error as UserError).code).toMatch(/^message-/);
        }
      }
    }),
  );
});

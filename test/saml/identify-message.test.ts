import { describe, expect, it } from 'vitest';
import { StandinError } from '../../src/base/errors.js';
import { identifyMessage } from '../../src/saml/identify-message.js';
import { scene } from '../idp/scene.js';
import { ASSERTION, PROTOCOL, authnRequest, base64, deflated } from './messages.js';

const REQUEST = authnRequest();
const { xml: RESPONSE } = scene('okta').issue();

describe('what a text is', () => {
  it.each([
    ['bare XML', REQUEST, undefined],
    ['XML behind a byte order mark and white space', `\ufeff\n ${REQUEST}`, undefined],
    ['URL-encoded XML', encodeURIComponent(REQUEST), undefined],
    ['base64', base64(REQUEST), 'post'],
    ['base64 in lines', `\n${base64(REQUEST).replace(/.{76}/g, '$&\r\n')}\n`, 'post'],
    ['URL-encoded base64', encodeURIComponent(base64(REQUEST)), 'post'],
    ['deflated', deflated(REQUEST), 'redirect'],
    ['URL-encoded and deflated', encodeURIComponent(deflated(REQUEST)), 'redirect'],
    [
      'a URL',
      `https://idp.example/sso?x=1&SAMLRequest=${encodeURIComponent(deflated(REQUEST))}#top`,
      'redirect',
    ],
    ['a query', `SAMLRequest=${encodeURIComponent(deflated(REQUEST))}\n`, 'redirect'],
    ['a form body', `a=b&SAMLRequest=${encodeURIComponent(base64(REQUEST))}`, 'post'],
  ])('is told from %s', (_what, text, binding) => {
    const { xml, ...rest } = identifyMessage(text);
    expect(xml.replace(/^\ufeff?\s*/, '')).toBe(REQUEST);
    expect(rest).toEqual({ kind: 'AuthnRequest', ...(binding === undefined ? {} : { binding }) });
  });

  it('comes with its RelayState', () => {
    const body = `SAMLResponse=${encodeURIComponent(base64(RESPONSE))}&RelayState=%2Fa%26b+c`;
    expect(identifyMessage(body)).toEqual({
      kind: 'Response',
      binding: 'post',
      xml: RESPONSE,
      relayState: '/a&b c',
    });
  });

  it.each([
    ['Response', PROTOCOL],
    ['LogoutRequest', PROTOCOL],
    ['LogoutResponse', PROTOCOL],
    ['Assertion', ASSERTION],
    ['EntityDescriptor', 'urn:oasis:names:tc:SAML:2.0:metadata'],
  ])('can be a %s', (kind, namespace) => {
    expect(identifyMessage(`<${kind} xmlns="${namespace}"/>`).kind).toBe(kind);
    expect(identifyMessage(`<x:${kind} xmlns:x="${namespace}"/>`).kind).toBe(kind);
  });

  it.each([
    '<Response/>',
    `<Response xmlns="${ASSERTION}"/>`,
    '<Assertion xmlns="urn:oasis:names:tc:SAML:1.0:assertion"/>',
    '<toString xmlns="constructor"/>',
  ])('is unknown for %s', (xml) => {
    expect(identifyMessage(xml).kind).toBe('unknown');
  });

  it('is told in spite of a DOCTYPE, which is for the lint to say', () => {
    expect(identifyMessage(`<!DOCTYPE x>${REQUEST}`).kind).toBe('AuthnRequest');
  });

  it.each([
    ['', 'message-malformed'],
    ['hello', 'message-malformed'],
    ['<a>', 'message-malformed'],
    ['%zz%41', 'message-malformed'],
    [base64(Uint8Array.of(0xff, 0xfe, 0xfd)), 'message-malformed'],
    [`SAMLResponse=${encodeURIComponent(base64('text'))}`, 'message-malformed'],
    [`<a>${'x'.repeat(1_048_577)}</a>`, 'message-too-large'],
    ['x'.repeat(5_000_000), 'message-too-large'],
    [deflated(new Uint8Array(20_000_000)), 'message-too-large'],
  ])('cannot be told for %.20s', (text, code) => {
    let caught: unknown;
    try {
      identifyMessage(text);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(StandinError);
    expect((caught as StandinError).code).toBe(code);
  });
});

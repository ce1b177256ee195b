import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StandinError } from '../../src/base/errors.js';
import { decodePost, decodeRedirect, encodePost, encodeRedirect } from '../../src/saml/encode.js';
import { base64, deflated } from './messages.js';

function failure(act: () => unknown): StandinError {
  try {
    act();
  } catch (error) {
    if (error instanceof StandinError) return error;
    throw error;
  }
  throw new Error('accepted');
}

describe('the POST encoding', () => {
  it('is base64 of UTF-8', () => {
    expect(encodePost('<é/>')).toBe(base64('<é/>'));
    expect(decodePost(base64('<é/>'))).toBe('<é/>');
  });

  it('may be wrapped', () => {
    const wrapped = base64('<a/>'.repeat(40)).replace(/.{64}/g, '$&\r\n');
    expect(decodePost(` ${wrapped}\t\n`)).toBe('<a/>'.repeat(40));
  });

  it.each([
    ['', 'the message is empty', /base64/],
    ['PGEvPg=', 'the message is not base64', /padding/],
    ['PGEvPg', 'the message is not base64', /padding/],
    ['PGE=vPg=', 'the message is not base64', /padding/],
    ['PGEv_g==', 'the message is not base64', /not the one for URLs/],
    ['PGEvPg%3D%3D', 'the message is not base64', /once, not twice/],
    ['a bc', 'the message is not base64', /a \+ that stands in a query is a space/],
    ['<a/>', 'the message is not base64', /base64/],
    [base64(Uint8Array.of(0x3c, 0xff, 0x3e)), 'the message is not UTF-8', /UTF-8/],
    [deflated('<a/>'.repeat(9)), 'the message is not UTF-8', /only the HTTP-Redirect binding/],
  ])('refuses %j', (text, message, fix) => {
    const error = failure(() => decodePost(text));
    expect([error.code, error.message]).toEqual(['message-malformed', message]);
    expect(error.fix).toMatch(fix);
  });

  it('stops at the limit, also for white space without end', () => {
    expect(decodePost(base64('a'.repeat(30)), 30)).toHaveLength(30);
    for (const text of [base64('a'.repeat(31)), ' '.repeat(1_000_000)]) {
      expect(failure(() => decodePost(text, 30)).code).toBe('message-too-large');
    }
    expect(failure(() => decodePost(base64('a'.repeat(262_145)))).code).toBe('message-too-large');
  });
});

describe('the Redirect encoding', () => {
  it('is base64 of raw DEFLATE', () => {
    expect(decodeRedirect(deflated('<é/>'))).toBe('<é/>');
  });

  it('gives back what was put in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        if (text !== '') expect(decodePost(encodePost(text))).toBe(text);
        expect(decodeRedirect(encodeRedirect(text))).toBe(text);
      }),
    );
  });

  it.each([
    [base64('<a/>'), /Deflate the XML before base64/],
    ['eJyzSdS3AwACbwEK', /leave the zlib header away/],
    [base64('nonsense'), /RFC 1951/],
    [deflated('<a/>'.repeat(50)).slice(0, 8), /RFC 1951/],
  ])('refuses %j', (text, fix) => {
    const error = failure(() => decodeRedirect(text));
    expect([error.code, error.message]).toEqual([
      'message-malformed',
      'the message is not DEFLATE data',
    ]);
    expect(error.fix).toMatch(fix);
  });

  it('does not let a small query become a large message', () => {
    const bomb = deflated(new Uint8Array(50_000_000));
    expect(bomb.length).toBeLessThan(80_000);
    expect(failure(() => decodeRedirect(bomb)).code).toBe('message-too-large');
    expect(decodeRedirect(deflated('a'.repeat(262_144)))).toHaveLength(262_144);
    expect(failure(() => decodeRedirect(deflated('a'.repeat(262_145)))).code).toBe(
      'message-too-large',
    );
  });
});

/** Floor 2: a message as a binding carries it: base64 (saml-bindings 3.5.4), or DEFLATE and base64 (3.4.4.1). */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { UserError } from '../base/errors.js';

/** The largest message that is read, in bytes, when nobody says otherwise. */
const USUAL_LIMIT = 262_144;

const WHITE_SPACE = /[\t\n\r ]+/g;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
/** The first byte of a zlib stream with the usual window; raw DEFLATE of XML never starts so. */
const ZLIB_HEADER = 0x78;
const LESS_THAN = 0x3c;

function tooLarge(maxBytes: number): UserError {
  return new UserError('message-too-large', `the message is larger than ${maxBytes} bytes`, {
    fix: 'Send a smaller message.',
  });
}

/** The octets of base64 text. White space is tolerated: RFC 2045 wraps lines. */
function octetsOf(text: string, maxBytes: number): Buffer {
  // Four characters for three bytes; as much again for line ends and spaces.
  if (text.length > maxBytes * 3) throw tooLarge(maxBytes);
  const compact = text.replace(WHITE_SPACE, '');
  if (!BASE64.test(compact) || compact.length % 4 !== 0) {
    const problem = compact === '' ? 'the message is empty' : 'the message is not base64';
    throw new UserError('message-malformed', problem, { fix: base64Advice(text) });
  }
  const octets = Buffer.from(compact, 'base64');
  if (octets.length > maxBytes) throw tooLarge(maxBytes);
  return octets;
}

function base64Advice(text: string): string {
  if (/%[0-9A-Fa-f]{2}/.test(text)) return 'URL-encode the message once, not twice.';
  if (/[-_]/.test(text)) return 'Use the base64 alphabet with + and /, not the one for URLs.';
  if (text.includes(' ')) return 'URL-encode the message: a + that stands in a query is a space.';
  return 'Encode the message with base64, padding included.';
}

function textOf(octets: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets);
  } catch (cause) {
    throw new UserError('message-malformed', 'the message is not UTF-8', {
      fix: 'Encode the XML itself, as UTF-8, with base64: only the HTTP-Redirect binding deflates it first.',
      cause,
    });
  }
}

/**
 * Encodes a message for the HTTP-POST binding: base64 of its UTF-8 bytes.
 *
 * @example
 * encodePost('<a/>'); // 'PGEvPg=='
 */
export function encodePost(xml: string): string {
  return Buffer.from(xml).toString('base64');
}

/**
 * Decodes what the HTTP-POST binding carries.
 *
 * @param text - base64, white space allowed
 * @param maxBytes - the largest message, in bytes
 * @throws UserError `message-malformed`, `message-too-large`
 */
export function decodePost(text: string, maxBytes: number = USUAL_LIMIT): string {
  return textOf(octetsOf(text, maxBytes));
}

/**
 * Encodes a message for the HTTP-Redirect binding: raw DEFLATE, then base64. It is not URL-encoded yet.
 *
 * @example
 * `${ssoUrl}?SAMLRequest=${encodeURIComponent(encodeRedirect(xml))}`;
 */
export function encodeRedirect(xml: string): string {
  return deflateRawSync(Buffer.from(xml)).toString('base64');
}

/**
 * Decodes what the HTTP-Redirect binding carries. Inflating stops at the limit: a small query cannot become
 * a large message.
 *
 * @param text - base64 of raw DEFLATE, URL-decoded already
 * @param maxBytes - the largest message, in bytes, before and after inflating
 * @throws UserError `message-malformed`, `message-too-large`
 */
export function decodeRedirect(text: string, maxBytes: number = USUAL_LIMIT): string {
  const octets = octetsOf(text, maxBytes);
  try {
    return textOf(inflateRawSync(octets, { maxOutputLength: maxBytes }));
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE') {
      throw tooLarge(maxBytes);
    }
    const fix = deflateAdvice(octets[0]);
    throw new UserError('message-malformed', 'the message is not DEFLATE data', { fix, cause });
  }
}

function deflateAdvice(first: number | undefined): string {
  if (first === ZLIB_HEADER) return 'Use raw DEFLATE (RFC 1951): leave the zlib header away.';
  if (first === LESS_THAN)
    return 'Deflate the XML before base64, as the HTTP-Redirect binding does.';
  return 'Deflate the XML (RFC 1951), then encode it with base64.';
}

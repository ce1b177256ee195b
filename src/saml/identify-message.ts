/** Floor 2: says what a pasted text is: any SAML message in any of the forms people meet it in. */
import { UserError } from '../base/errors.js';
import type { ResolvedElement } from '../xml/query.js';
import { decodePost, decodeRedirect } from './encode.js';
import { NAMESPACES } from './names.js';
import type { Binding } from './names.js';
import { parseMessage } from './parse-message.js';
import { readQueryString } from './query-string.js';

/** What the root element is; everything else is `unknown`. */
export type MessageKind =
  | 'Response'
  | 'AuthnRequest'
  | 'LogoutRequest'
  | 'LogoutResponse'
  | 'EntityDescriptor'
  | 'Assertion'
  | 'unknown';

/** A message freed from its wrapping. */
export interface IdentifiedMessage {
  readonly kind: MessageKind;
  /** The binding that wraps like this; absent when the text was bare XML. */
  readonly binding?: Binding;
  readonly xml: string;
  readonly relayState?: string;
}

type Unwrapped = Omit<IdentifiedMessage, 'kind'>;

/** The largest message looked at, in bytes. */
const LIMIT = 1_048_576;

const KINDS: Readonly<Record<string, readonly MessageKind[]>> = {
  [NAMESPACES.protocol]: ['Response', 'AuthnRequest', 'LogoutRequest', 'LogoutResponse'],
  [NAMESPACES.assertion]: ['Assertion'],
  [NAMESPACES.metadata]: ['EntityDescriptor'],
};

/** What a root element is. */
export function kindOf({ namespace, local }: ResolvedElement): MessageKind {
  const kinds = Object.hasOwn(KINDS, namespace) ? (KINDS[namespace] ?? []) : [];
  return kinds.find((kind) => kind === local) ?? 'unknown';
}

function looksLikeXml(text: string): boolean {
  return /^\ufeff?\s*</.test(text);
}

/** base64 holds either XML or DEFLATE data, and no DEFLATE data begins like XML. */
function fromBase64(text: string): Unwrapped {
  try {
    const xml = decodePost(text, LIMIT);
    if (looksLikeXml(xml)) return { binding: 'post', xml };
  } catch (error) {
    // Octets that are no text may still be deflated text: only then the second attempt has the last word.
    if (!(error instanceof UserError) || error.message !== NOT_TEXT) throw error;
  }
  return { binding: 'redirect', xml: decodeRedirect(text, LIMIT) };
}

const NOT_TEXT = 'the message is not UTF-8';

/** The query of a URL, a query alone, or a form body. */
function fromParameters(text: string): Unwrapped | undefined {
  const query = text.slice(text.indexOf('?') + 1).replace(/#.*$/s, '');
  if (!/(?:^|&)SAML(?:Request|Response)=/.test(query)) return undefined;
  const parameters = readQueryString(query);
  const message = parameters.get('SAMLResponse') ?? parameters.get('SAMLRequest');
  const relayState = parameters.get('RelayState')?.value;
  const unwrapped = fromBase64(message?.value ?? '');
  return relayState === undefined ? unwrapped : { ...unwrapped, relayState };
}

/** Percent-escapes outside a query; a `+` is itself here. */
function unescaped(text: string): string {
  if (!/%[0-9A-Fa-f]{2}/.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new UserError('message-malformed', 'the text is not URL-encoded UTF-8', {
      fix: 'Paste the message as it was sent.',
      cause,
    });
  }
}

function unwrap(text: string): Unwrapped {
  if (looksLikeXml(text)) return { xml: text };
  const found = fromParameters(text.trim());
  if (found !== undefined) return found;
  const plain = unescaped(text.trim());
  return looksLikeXml(plain) ? { xml: plain } : fromBase64(plain);
}

/**
 * Says what a text is and takes its wrapping off.
 *
 * @param text - XML, base64 of XML, base64 of deflated XML, either of them URL-encoded, or a whole URL, query or
 *   form body that carries one as `SAMLRequest` or `SAMLResponse`
 * @throws UserError `message-malformed` when nothing of that fits or the XML is not well-formed (the error says
 *   where), `message-too-large` beyond 1 MiB
 * @example
 * identifyMessage('SAMLResponse=PHNhbWxwOlJlc3BvbnNl...&RelayState=%2Finbox').kind; // 'Response'
 */
export function identifyMessage(text: string): IdentifiedMessage {
  if (text.length > 4 * LIMIT) {
    throw new UserError('message-too-large', `the text is longer than ${4 * LIMIT} characters`, {
      fix: 'Give one message.',
    });
  }
  const message = unwrap(text);
  const { root } = parseMessage(message.xml, { allowDtd: true, maxBytes: LIMIT });
  return { kind: kindOf(root), ...message };
}

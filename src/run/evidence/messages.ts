/** Floor 7: the SAML messages among a browser's hops, decoded (saml-bindings 3.4 and 3.5). */
import { UserError } from '../../base/errors.js';
import { decodePost, decodeRedirect } from '../../saml/encode.js';
import { identifyMessage } from '../../saml/identify-message.js';
import type { Hop } from '../../sp/target.js';
import type { MessageEvidence } from '../result.js';

type Kind = MessageEvidence['kind'];
type Carried = Pick<MessageEvidence, 'binding'> & { readonly text: string };

const KINDS: readonly Kind[] = ['AuthnRequest', 'Response', 'LogoutRequest', 'LogoutResponse'];
const PARAMETERS = ['SAMLRequest', 'SAMLResponse'] as const;

/** What a message that nobody can decode is cut to. */
const KEPT = 64 * 1024;

/** The messages that a hop carried to its receiver. */
function carriedBy({ method, url, form = {} }: Hop): readonly Carried[] {
  const { searchParams } = new URL(url);
  return PARAMETERS.flatMap((name): Carried[] => {
    const text = method === 'POST' ? form[name] : searchParams.get(name);
    if (text === undefined || text === null) return [];
    return [{ binding: method === 'POST' ? 'post' : 'redirect', text }];
  });
}

function kindOf(xml: string): Kind {
  const { kind } = identifyMessage(xml);
  return KINDS.find((known) => known === kind) ?? 'other';
}

/** The message in the clear; as it came when it is none. */
function decoded({ binding, text }: Carried): Pick<MessageEvidence, 'kind' | 'xml'> {
  try {
    const xml = binding === 'post' ? decodePost(text) : decodeRedirect(text);
    return { kind: kindOf(xml), xml };
  } catch (error) {
    if (error instanceof UserError) return { kind: 'other', xml: text.slice(0, KEPT) };
    throw error;
  }
}

/** Every message, in the order of the hops. */
export function messagesOf(hops: readonly Hop[]): readonly MessageEvidence[] {
  return hops.flatMap((hop, index) =>
    carriedBy(hop).map((carried) => ({
      ...decoded(carried),
      binding: carried.binding,
      hop: index,
    })),
  );
}

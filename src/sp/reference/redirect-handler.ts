/** Floor 5: an assertion consumer service that takes redirects, as carelessly as some have done. */
import { createPublicKey } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { signatureAlgorithmOf } from '../../keys/algorithms.js';
import { verifyOctets } from '../../keys/octets.js';
import { receive } from './acs-handler.js';
import type { Answer } from './answer.js';
import type { Visit } from './handler.js';
import type { ReferenceSp } from './reference-sp.js';
import { refusalPage } from './refusal-page.js';

/** No message is longer. */
const LONGEST_MESSAGE = 1024 * 1024;

/** The first parameter of a name, as it was spelled. */
function spelled(search: string, name: string): string | undefined {
  return search.split('&').find((pair) => new RegExp(`^(?:${name})=`).test(pair));
}

function valueOf(pair: string | undefined): string {
  return decodeURIComponent(pair?.slice(pair.indexOf('=') + 1) ?? '');
}

/** What the signature of the query is over (saml-bindings 3.4.4.1), whichever message comes first. */
function isSigned(sp: ReferenceSp, search: string): boolean {
  const names = ['SAMLRequest|SAMLResponse', 'RelayState', 'SigAlg'];
  const text = names.flatMap((name) => spelled(search, name) ?? []).join('&');
  const algorithm = signatureAlgorithmOf(valueOf(spelled(search, 'SigAlg')));
  const signature = valueOf(spelled(search, 'Signature'));
  const keys = sp.idps().flatMap((idp) => idp.keys.map(({ pem }) => createPublicKey(pem)));
  return (
    algorithm !== undefined && keys.some((key) => verifyOctets({ text, signature }, key, algorithm))
  );
}

/** Inflated; something that is not compressed is left to the table to refuse. */
function inflated(value: string): string {
  try {
    const message = inflateRawSync(Buffer.from(value, 'base64'), {
      maxOutputLength: LONGEST_MESSAGE,
    });
    return message.toString('base64');
  } catch {
    return value;
  }
}

/** A redirect in, a session or a refusal out: the query vouches for the message, so nothing in it need be signed. */
export function receiveRedirect(sp: ReferenceSp, visit: Visit): Answer | Promise<Answer> {
  if (!isSigned(sp, visit.search)) {
    const detail = 'the query is not signed';
    return refusalPage(sp.profile.title, { reason: 'signature-invalid', detail }, sp.habits);
  }
  const message = visit.query['SAMLResponse']?.at(-1);
  const relayState = visit.query['RelayState']?.at(-1);
  const form = {
    ...(message === undefined ? {} : { SAMLResponse: [inflated(message)] }),
    ...(relayState === undefined ? {} : { RelayState: [relayState] }),
  };
  const checks = sp.checks.filter(({ id }) => id !== 'signature-present');
  return receive({ ...sp, checks }, { ...visit, form });
}

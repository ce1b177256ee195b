/** Floor 5: who may use the admin API: this machine; with a token, whoever has the token. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { UserError } from '../../base/errors.js';
import { isLocalPeer } from '../http/host.js';
import type { HttpRequest } from '../http/request.js';
import type { ServerState } from '../state/server-state.js';

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** The token of the header (RFC 6750 2.1); the scheme's case does not matter (RFC 9110 11.1). */
function bearerOf(authorization: string | undefined): string | undefined {
  return /^bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
}

/**
 * Lets a request pass, or throws. Tokens are compared by their digests: the time tells nothing of them.
 *
 * @throws UserError `token-refused`, `site-refused`
 */
export function authorise({ options }: ServerState, { headers, peer }: HttpRequest): void {
  const { adminToken } = options;
  if (adminToken === undefined) {
    if (isLocalPeer(peer)) return;
    throw new UserError('site-refused', 'The admin API is for programs of this machine only.', {
      fix: 'Start the server with --admin-token, and send the token.',
    });
  }
  const sent = bearerOf(headers.authorization);
  if (sent !== undefined && timingSafeEqual(digest(sent), digest(adminToken))) return;
  throw new UserError(
    'token-refused',
    sent === undefined
      ? 'The admin API of this server demands a token.'
      : 'This is not the token of this server.',
    { fix: 'Send the header: Authorization: Bearer TOKEN, with the token the server was given.' },
  );
}

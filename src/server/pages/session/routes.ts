/** Floor 5: the rows of the routing table for sessions. */
import type { Route } from '../../http/route.js';
import { SESSION_PATH, SIGN_OUT_PATH, showSessions } from './session-page.js';
import { signOut } from './sign-out.js';

export const SESSION_ROUTES: readonly Route[] = [
  ['GET', SESSION_PATH, showSessions],
  ['POST', SIGN_OUT_PATH, signOut],
];

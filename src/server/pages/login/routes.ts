/** Floor 5: the rows of the routing table for signing in. */
import type { Route } from '../../http/route.js';
import { asset } from '../frame.js';
import { LOGIN_SCRIPT, LOGIN_SCRIPT_PATH } from './login-script.js';
import { LOGIN_STYLE, LOGIN_STYLE_PATH } from './login-style.js';
import { showLogin } from './show-login.js';
import { submitLogin } from './submit-login.js';

export const LOGIN_ROUTES: readonly Route[] = [
  ['GET', LOGIN_SCRIPT_PATH, () => asset('javascript', LOGIN_SCRIPT)],
  ['GET', LOGIN_STYLE_PATH, () => asset('css', LOGIN_STYLE)],
  ['GET', '/__standin/login/:id', showLogin],
  ['POST', '/__standin/login/:id', submitLogin],
];

/** Floor 5: the rows of the routing table that belong to the pages for signing in. */
import type { Route } from '../http/route.js';
import { styleSheet, STYLE_PATH } from './frame.js';
import { INSPECT_ROUTES } from './inspect/routes.js';
import { LOGIN_ROUTES } from './login/routes.js';
import { SESSION_ROUTES } from './session/routes.js';

export const PAGE_ROUTES: readonly Route[] = [
  ['GET', STYLE_PATH, () => styleSheet()],
  ...LOGIN_ROUTES,
  ...INSPECT_ROUTES,
  ...SESSION_ROUTES,
];

/** Floor 5: the rows of the routing table for the inspection. */
import type { Route } from '../../http/route.js';
import { asset } from '../frame.js';
import { showInspection, submitInspection } from './inspect.js';
import { INSPECT_STYLE, INSPECT_STYLE_PATH } from './inspect-style.js';

export const INSPECT_ROUTES: readonly Route[] = [
  ['GET', INSPECT_STYLE_PATH, () => asset('css', INSPECT_STYLE)],
  ['GET', '/__standin/login/:id/inspect', showInspection],
  ['POST', '/__standin/login/:id/inspect', submitInspection],
];

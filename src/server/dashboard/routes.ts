/** Floor 5: the rows of the routing table that belong to the dashboard. */
import type { Route } from '../http/route.js';
import {
  CLOCK,
  LOG,
  LOG_EVENTS,
  RESET,
  SCRIPT,
  START,
  STYLE,
  tenantPath,
  UNLOCK,
} from './addresses.js';
import { setClock } from './clock-panel.js';
import { guarded, unlock } from './guard.js';
import { streamLog } from './log/log-events.js';
import { showLog } from './log/log-page.js';
import { changeUser, hireUser, showPeople, showUser } from './people/people-handlers.js';
import { resetServer } from './reset.js';
import { saveDirectory, saveStory } from './save.js';
import { sendScript } from './script.js';
import { sendCertificate } from './start/certificate.js';
import { showStart } from './start/start-page.js';
import { sendStyle } from './style.js';

const TENANT = tenantPath(':key');
const USER = `${TENANT}/users/:handle`;

/** What the dashboard shows and does. */
const GUARDED: readonly Route[] = [
  ['GET', LOG, showLog],
  ['GET', LOG_EVENTS, streamLog],
  ['POST', CLOCK, setClock],
  ['POST', RESET, resetServer],
  ['GET', TENANT, showPeople],
  ['GET', `${TENANT}/export.yaml`, saveDirectory],
  ['GET', `${TENANT}/story.yaml`, saveStory],
  ['POST', `${TENANT}/users`, hireUser],
  ['GET', USER, showUser],
  ['POST', USER, changeUser],
];

/** Every page of the dashboard, and what their forms do. What an SP must be told is for everybody. */
export const DASHBOARD_ROUTES: readonly Route[] = [
  ['GET', START, showStart],
  ['GET', STYLE, sendStyle],
  ['GET', SCRIPT, sendScript],
  ['GET', `${TENANT}/certificate.pem`, sendCertificate],
  ['POST', UNLOCK, unlock],
  ...GUARDED.map(([method, pattern, handler]): Route => [method, pattern, guarded(handler)]),
];

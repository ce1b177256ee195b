/** Floor 7: the table of checks, one file each, in the order in which they are made. */
import type { Check } from './check.js';
import { accountsCheck } from './checks/accounts.js';
import { anonymousCheck } from './checks/anonymous.js';
import { beginsCheck } from './checks/begins.js';
import { clockCheck } from './checks/clock.js';
import { configCheck } from './checks/config.js';
import { garbageCheck } from './checks/garbage.js';
import { loginCheck } from './checks/login.js';
import { logoutCheck } from './checks/logout.js';
import { metadataCheck } from './checks/metadata.js';
import { reachableCheck } from './checks/reachable.js';
import { resetCheck } from './checks/reset.js';
import { sessionCheck } from './checks/session.js';

/** Every check; those that a check needs stand before it. */
export const CHECKS: readonly Check[] = [
  configCheck,
  reachableCheck,
  beginsCheck,
  metadataCheck,
  clockCheck,
  anonymousCheck,
  loginCheck,
  sessionCheck,
  accountsCheck,
  garbageCheck,
  logoutCheck,
  resetCheck,
];

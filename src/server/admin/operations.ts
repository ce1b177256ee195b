/** Floor 5: the table of the admin API's operations. A new operation is one row in one of its files. */
import type { Operation } from './operation.js';
import { APPLICATION_OPERATIONS } from './operations/applications.js';
import { CLOCK_OPERATIONS } from './operations/clock.js';
import { GROUP_OPERATIONS } from './operations/groups.js';
import { LIFECYCLE_OPERATIONS } from './operations/lifecycle.js';
import { LOG_OPERATIONS } from './operations/log.js';
import { NEXT_LOGIN_OPERATIONS } from './operations/next-logins.js';
import { SESSION_OPERATIONS } from './operations/sessions.js';
import { START_OPERATIONS } from './operations/start.js';
import { TENANT_OPERATIONS } from './operations/tenants.js';
import { USER_OPERATIONS } from './operations/users.js';

/** Every operation, in the order of the documentation. */
export const OPERATIONS: readonly Operation[] = [
  ...START_OPERATIONS,
  ...NEXT_LOGIN_OPERATIONS,
  ...LOG_OPERATIONS,
  ...USER_OPERATIONS,
  ...GROUP_OPERATIONS,
  ...LIFECYCLE_OPERATIONS,
  ...CLOCK_OPERATIONS,
  ...SESSION_OPERATIONS,
  ...APPLICATION_OPERATIONS,
  ...TENANT_OPERATIONS,
];

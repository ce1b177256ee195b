/** Floor 9: the table of matchers. Entries for test runners add all of them; nothing here knows a runner. */
import type { Demand } from './demand.js';
import type { LoginMatchers } from './login-matchers.js';
import { toBeLoggedInAs } from './to-be-logged-in-as.js';
import { toBeRefusedByIdp } from './to-be-refused-by-idp.js';
import { toBeRefusedBySp } from './to-be-refused-by-sp.js';
import { toBeSignedBy } from './to-be-signed-by.js';
import { toCreateAccount } from './to-create-account.js';
import { toHaveAttribute } from './to-have-attribute.js';
import { toHaveDrift } from './to-have-drift.js';
import { toLeaveAccountUnchanged } from './to-leave-account-unchanged.js';
import { toUpdateAccount } from './to-update-account.js';

type Matchers = {
  readonly [Name in keyof LoginMatchers<void>]: (
    ...args: Parameters<LoginMatchers<void>[Name]>
  ) => Demand;
};

/** Every matcher, by the name that tests call. */
export const MATCHERS: Matchers = {
  toBeLoggedInAs,
  toCreateAccount,
  toUpdateAccount,
  toLeaveAccountUnchanged,
  toBeRefusedByIdp,
  toBeRefusedBySp,
  toHaveDrift,
  toHaveAttribute,
  toBeSignedBy,
};

/** Floor 9: who is at the browser when somebody else drives it: decided beforehand, first in, first out. */
import type { IdpReason } from '../base/reasons.js';
import type { LoginStep } from '../scenario/step.js';
import type { LoginOverrides } from './login-builder.js';

/**
 * What the IdP does with one arrival.
 *
 * @example
 * idp.enqueue('ada', { user: 'grace', with: { nameId: 'g.hopper' } }, { refuse: 'user-locked' });
 */
export type Arrival<Handle extends string = string> =
  | Handle
  | {
      readonly user: Handle;
      readonly with?: LoginOverrides;
      readonly despite?: NonNullable<LoginStep['despite']>;
    }
  /** Shows the vendor's page for this reason. */
  | { readonly refuse: IdpReason };

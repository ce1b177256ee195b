/** Floor 3: the table of identity providers. A new vendor is one folder and one row here. */
import type { VendorName } from '../scenario/scenario.js';
import { entra } from './entra/entra.js';
import { generic } from './generic/generic.js';
import { googleWorkspace } from './google-workspace/google-workspace.js';
import type { IdpVendor } from './idp.js';
import { okta } from './okta/okta.js';
import { onelogin } from './onelogin/onelogin.js';

/**
 * Every vendor by name.
 *
 * @example
 * VENDORS.okta.title; // 'Okta'
 */
export const VENDORS: Readonly<Record<VendorName, IdpVendor>> = {
  okta,
  entra,
  'google-workspace': googleWorkspace,
  onelogin,
  generic,
};

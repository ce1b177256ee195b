/** Floor 5: the table of vendors' paths. A new vendor is one file and one row here. */
import type { VendorName } from '../../scenario/scenario.js';
import type { VendorEndpoints } from './endpoint.js';
import { entra } from './entra.js';
import { generic } from './generic.js';
import { googleWorkspace } from './google-workspace.js';
import { okta } from './okta.js';
import { onelogin } from './onelogin.js';

/** Every vendor's paths by its name. */
export const ENDPOINTS: Readonly<Record<VendorName, VendorEndpoints>> = {
  okta,
  entra,
  'google-workspace': googleWorkspace,
  onelogin,
  generic,
};

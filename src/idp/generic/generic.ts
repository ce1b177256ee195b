/** Floor 3: the row of the generic provider. */
import { LIFECYCLES } from '../../directory/lifecycles.js';
import type { IdpVendor } from '../idp.js';
import { acceptGenericRequest } from './accept.js';
import { admitGenericUser } from './admit.js';
import { deliverAsGeneric } from './deliver.js';
import { genericApplication, genericTenant } from './generic-application.js';
import { genericLogout } from './logout.js';
import { genericMetadata } from './metadata.js';
import { refuseAsGeneric } from './refuse.js';
import { respondAsGeneric } from './respond-as-generic.js';

/** No vendor in particular: SAML 2.0 as the specification has it. */
export const generic: IdpVendor = {
  name: 'generic',
  title: 'Generic SAML 2.0',
  lifecycle: LIFECYCLES.generic,
  certificateShape: 'generic',
  tenant: genericTenant,
  application: genericApplication,
  accept: acceptGenericRequest,
  admit: admitGenericUser,
  respond: respondAsGeneric,
  refuse: refuseAsGeneric,
  deliver: deliverAsGeneric,
  metadata: genericMetadata,
  logout: genericLogout,
};

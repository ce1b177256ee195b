/** Floor 3: the row of Microsoft Entra ID. */
import { LIFECYCLES } from '../../directory/lifecycles.js';
import type { IdpVendor } from '../idp.js';
import { acceptEntraRequest } from './accept.js';
import { admitEntraUser } from './admit.js';
import { deliverAsEntra } from './deliver.js';
import { entraApplication, entraTenant } from './entra-application.js';
import { entraLogout } from './logout.js';
import { entraMetadata } from './metadata.js';
import { refuseAsEntra } from './refuse.js';
import { respondAsEntra } from './respond-as-entra.js';

/** Microsoft Entra ID, once Azure AD. */
export const entra: IdpVendor = {
  name: 'entra',
  title: 'Microsoft Entra ID',
  lifecycle: LIFECYCLES.entra,
  certificateShape: 'entra',
  tenant: entraTenant,
  application: entraApplication,
  accept: acceptEntraRequest,
  admit: admitEntraUser,
  respond: respondAsEntra,
  refuse: refuseAsEntra,
  deliver: deliverAsEntra,
  metadata: entraMetadata,
  logout: entraLogout,
};

/** Floor 3: the row of OneLogin. */
import { LIFECYCLES } from '../../directory/lifecycles.js';
import type { IdpVendor } from '../idp.js';
import { acceptOneloginRequest } from './accept.js';
import { admitOneloginUser } from './admit.js';
import { deliverAsOnelogin } from './deliver.js';
import { oneloginLogout } from './logout.js';
import { oneloginMetadata } from './metadata.js';
import { oneloginApplication, oneloginTenant } from './onelogin-application.js';
import { refuseAsOnelogin } from './refuse.js';
import { respondAsOnelogin } from './respond-as-onelogin.js';

/** OneLogin with its SAML Custom Connector (Advanced). */
export const onelogin: IdpVendor = {
  name: 'onelogin',
  title: 'OneLogin',
  lifecycle: LIFECYCLES.onelogin,
  certificateShape: 'onelogin',
  tenant: oneloginTenant,
  application: oneloginApplication,
  accept: acceptOneloginRequest,
  admit: admitOneloginUser,
  respond: respondAsOnelogin,
  refuse: refuseAsOnelogin,
  deliver: deliverAsOnelogin,
  metadata: oneloginMetadata,
  logout: oneloginLogout,
};

/** Floor 3: the row of Google Workspace. */
import { LIFECYCLES } from '../../directory/lifecycles.js';
import type { IdpVendor } from '../idp.js';
import { acceptGoogleRequest } from './accept.js';
import { admitGoogleUser } from './admit.js';
import { deliverAsGoogle } from './deliver.js';
import { googleApplication, googleTenant } from './google-application.js';
import { googleMetadata } from './metadata.js';
import { refuseAsGoogle } from './refuse.js';
import { respondAsGoogle } from './respond-as-google.js';

/** Google Workspace with a custom SAML app. It has no single logout. */
export const googleWorkspace: IdpVendor = {
  name: 'google-workspace',
  title: 'Google Workspace',
  lifecycle: LIFECYCLES['google-workspace'],
  certificateShape: 'google-workspace',
  tenant: googleTenant,
  application: googleApplication,
  accept: acceptGoogleRequest,
  admit: admitGoogleUser,
  respond: respondAsGoogle,
  refuse: refuseAsGoogle,
  deliver: deliverAsGoogle,
  metadata: googleMetadata,
};

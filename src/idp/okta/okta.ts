/** Floor 3: the row of Okta. */
import { LIFECYCLES } from '../../directory/lifecycles.js';
import type { IdpVendor } from '../idp.js';
import { acceptOktaRequest } from './accept.js';
import { admitOktaUser } from './admit.js';
import { deliverAsOkta } from './deliver.js';
import { oktaLogout } from './logout.js';
import { oktaMetadata } from './metadata.js';
import { oktaApplication, oktaTenant } from './okta-application.js';
import { refuseAsOkta } from './refuse.js';
import { respondAsOkta } from './respond-as-okta.js';

/** Okta, as its classic and Identity Engine orgs answer alike. */
export const okta: IdpVendor = {
  name: 'okta',
  title: 'Okta',
  lifecycle: LIFECYCLES.okta,
  certificateShape: 'okta',
  tenant: oktaTenant,
  application: oktaApplication,
  accept: acceptOktaRequest,
  admit: admitOktaUser,
  respond: respondAsOkta,
  refuse: refuseAsOkta,
  deliver: deliverAsOkta,
  metadata: oktaMetadata,
  logout: oktaLogout,
};

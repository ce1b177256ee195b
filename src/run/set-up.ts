/** Floor 7: the IdP side of a story: the tenant, and the SP as an application of it. */
import type { Context } from '../base/context.js';
import type { Application, Tenant } from '../idp/tenant.js';
import { readSigningKey } from './key-files.js';
import type { Combination } from './work-item.js';
import { vendorOf } from './work-item.js';

/** A tenant with one application. */
export interface IdpSide {
  readonly tenant: Tenant;
  readonly application: Application;
}

/**
 * Sets the IdP side up.
 *
 * @param idp - the settings of the story
 * @param sp - the SP's entity ID and ACS URL
 * @throws UserError `setting-invalid`, `source-unknown`, `not-supported`, with the `path` below the settings
 */
export function setUpIdp(
  { idp: { settings } }: Pick<Combination, 'idp'>,
  sp: { readonly entityId: string; readonly acsUrl: string },
  context: Context,
): IdpSide {
  const vendor = vendorOf(settings);
  const tenant = vendor.tenant(settings, context);
  const signingCertificate = readSigningKey('sp-1').certificate.base64;
  const { entityId, acsUrl } = sp;
  const facts = { entityId, acsUrl, signingCertificate };
  return { tenant, application: vendor.application(settings, facts, tenant, context) };
}

/** Floor 7: the IdP side of a story: the tenant, and the SP as an application of it. */
import type { Context } from '../base/context.js';
import type { Application, Tenant } from '../idp/tenant.js';
import type { IdpSettings } from '../scenario/scenario.js';
import type { TargetOffer } from '../sp/target.js';
import { readSigningKey } from './key-files.js';
import type { WorkItem } from './work-item.js';
import { vendorOf } from './work-item.js';

/** A tenant with one application. */
export interface IdpSide {
  readonly tenant: Tenant;
  readonly application: Application;
}

/** The SP as an administrator of the IdP knows it. */
export interface SpSide {
  readonly entityId: string;
  readonly acsUrl: string;
  /** Its single logout service; absent: it has none. */
  readonly sloUrl?: string;
  /** base64 DER of what it signs AuthnRequests with; absent: the fixed key of the embedded SP. */
  readonly signingCertificate?: string;
  /** base64 DER of what Assertions may be encrypted to; absent: the fixed key of the embedded SP. */
  readonly encryptionCertificate?: string;
}

/**
 * The settings of a story at a target: its tenant and its application's label, so that the IdP's entity ID and URLs
 * are those that the target was told. What the story says itself stays.
 */
export function settingsAt(
  target: Pick<TargetOffer, 'tenant' | 'application'> | undefined,
  settings: IdpSettings,
): IdpSettings {
  if (target === undefined) return settings;
  const tenant = settings.tenant ?? target.tenant;
  return {
    ...settings,
    ...(tenant === undefined ? {} : { tenant }),
    app: { label: target.application, ...settings.app },
  };
}

/**
 * Sets the IdP side up.
 *
 * @param item - the settings of the story, and the target that is known to the IdP
 * @param sp - the SP's entity ID and ACS URL
 * @throws UserError `setting-invalid`, `source-unknown`, `not-supported`, with the `path` below the settings
 */
export function setUpIdp(
  item: Pick<WorkItem, 'idp'> & { readonly target?: Pick<TargetOffer, 'tenant' | 'application'> },
  sp: SpSide,
  context: Context,
): IdpSide {
  const settings = settingsAt(item.target, item.idp.settings);
  const vendor = vendorOf(settings);
  const tenant = vendor.tenant(settings, context);
  const { entityId, acsUrl, sloUrl } = sp;
  const signingCertificate = sp.signingCertificate ?? readSigningKey('sp-1').certificate.base64;
  const facts = {
    entityId,
    acsUrl,
    ...(sloUrl === undefined ? {} : { sloUrl }),
    signingCertificate,
    // Few applications encrypt: the file is read when one does.
    get encryptionCertificate() {
      return sp.encryptionCertificate ?? readSigningKey('sp-encryption-1').certificate.base64;
    },
  };
  return { tenant, application: vendor.application(settings, facts, tenant, context) };
}

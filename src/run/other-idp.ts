/** Floor 7: the IdP of another tenant at the same SP: genuine in its own name, a stranger in any other. */
import type { Context } from '../base/context.js';
import type { IdpTrust } from '../sp/target.js';
import { readSigningKey } from './key-files.js';
import { setUpIdp } from './set-up.js';
import type { WorkItem } from './work-item.js';

/** What it is called, which addresses it may speak for, and what it signs with. */
const TENANT = 'other';
const DOMAIN = 'other.example';
const KEY = 'other-1';

/** What the SP is told of it, and what placeholders call it. */
export interface OtherIdp {
  readonly trust: IdpTrust;
  readonly values: Readonly<Record<string, string>>;
}

/** The IdP of the vendor's second tenant. */
export function otherIdp(item: WorkItem, context: Context): OtherIdp {
  const { vendor, profile } = item;
  const settings = { vendor: vendor.name, tenant: TENANT };
  const { entityId, acs: acsUrl } = profile;
  const random = context.random.fork('other-idp');
  const side = { idp: { settings, path: [] } };
  const { application } = setUpIdp(side, { entityId, acsUrl }, { ...context, random });
  const { issuer, ssoUrl } = application;
  return {
    trust: {
      vendor: vendor.name,
      issuer,
      ssoUrl,
      certificates: [readSigningKey(KEY).certificate.base64],
      domains: [DOMAIN],
    },
    values: { 'other.issuer': issuer, 'other.domain': DOMAIN },
  };
}

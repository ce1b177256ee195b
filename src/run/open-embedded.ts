/** Floor 7: opens the embedded reference SP for a story. */
import type { Context } from '../base/context.js';
import { openEmbeddedSp } from '../sp/embedded.js';
import { sloUrlOf } from '../sp/slo-url.js';
import type { Target } from '../sp/target.js';
import { readSigningKey } from './key-files.js';
import { setUpIdp } from './set-up.js';
import type { WorkItem } from './work-item.js';

/** The embedded SP under the item's profile; it signs its requests only where the IdP demands it. */
export function openEmbedded(item: WorkItem, context: Context): Promise<Target> {
  const { profile, sp } = item;
  const { entityId, acs: acsUrl } = profile;
  const sloUrl = sloUrlOf(acsUrl);
  const { application } = setUpIdp(item, { entityId, acsUrl, sloUrl }, context);
  const { encryption = 'none' } = profile.consumption;
  const encrypts = encryption !== 'none';
  const signs = application.requestSigning !== undefined;
  return openEmbeddedSp({
    profile,
    settings: sp.settings,
    context,
    ...(signs ? { signingKey: readSigningKey('sp-1') } : {}),
    ...(application.slo === undefined ? {} : { logoutKey: readSigningKey('sp-1') }),
    ...(encrypts ? { encryptionKey: readSigningKey('sp-encryption-1') } : {}),
  });
}

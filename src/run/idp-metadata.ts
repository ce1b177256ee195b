/** Floor 7: the metadata of a mock IdP as a target is told of it, before anybody knows the target's URLs. */
import { systemClock } from '../base/clock.js';
import { seededRandom } from '../base/random.js';
import type { VendorName } from '../scenario/scenario.js';
import type { TargetOffer } from '../sp/target.js';
import { setUpIdp } from './set-up.js';
import { signingKeyOf } from './stage.js';
import { vendorOf } from './work-item.js';

/** IdPs name an SP by its application: its URLs do not stand in their metadata. */
const ANY_SP = { entityId: 'https://sp.example', acsUrl: 'https://sp.example/acs' };

/**
 * The IdP's metadata document.
 *
 * @param target - whose tenant and application it is about
 * @param vendor - one of the IdPs that the target trusts
 * @example
 * idpMetadata({ tenant: 'acme', application: 'app' }, 'okta'); // '<?xml version="1.0" encoding="UTF-8"?><md:Entity…'
 */
export function idpMetadata(
  target: Pick<TargetOffer, 'tenant' | 'application'>,
  vendor: VendorName,
): string {
  const settings = { vendor };
  const row = vendorOf(settings);
  const item = { idp: { settings, path: [] }, target, vendor: row };
  const context = { clock: systemClock, random: seededRandom('metadata') };
  const { tenant, application } = setUpIdp(item, ANY_SP, context);
  const key = signingKeyOf(item, application, 1);
  return row.metadata(tenant, application, [key.certificate], key);
}

/** Floor 9: finds what is mistyped in an announced arrival, before a browser waits for it. */
import { UserError } from '../base/errors.js';
import { IDP_REASONS } from '../base/reasons.js';
import { didYouMean } from '../base/suggest.js';
import type { Arrival } from './arrivals.js';
import { overridesOf } from './overrides-of.js';
import type { People } from './people.js';

/** @throws UserError `user-unknown`, `value-invalid`, `key-unknown` */
export function checkArrival(arrival: Arrival, people: People): void {
  if (typeof arrival === 'string') {
    people.handleOf(arrival);
    return;
  }
  if ('refuse' in arrival) {
    if (Object.hasOwn(IDP_REASONS, arrival.refuse)) return;
    throw new UserError('value-invalid', `No IdP refuses for the reason "${arrival.refuse}".`, {
      fix: didYouMean(arrival.refuse, Object.keys(IDP_REASONS)),
    });
  }
  people.handleOf(arrival.user);
  if (arrival.with !== undefined) overridesOf(arrival.with, 0);
}

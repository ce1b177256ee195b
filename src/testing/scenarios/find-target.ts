/** Floor 9: from what `playScenarios` is given to a target that can be planned for. */
import type { TargetOffer } from '../../sp/target.js';
import { offerOf } from '../offer-of.js';
import type { PlayOptions } from './play-options.js';

/** `undefined`: the embedded reference SP. */
export function findTarget({ target }: PlayOptions): TargetOffer | undefined {
  return target === undefined ? undefined : offerOf(target);
}

/** Floor 9: from what `playScenarios` is given to a target that can be planned for. */
import type { TargetOffer } from '../../sp/target.js';
import { findConfig } from '../../run/find-config.js';
import { offerOf } from '../offer-of.js';
import { namedTarget } from './named-target.js';
import type { PlayOptions } from './play-options.js';

/** A target, and the configuration that names it. */
export interface FoundTarget {
  readonly offer: TargetOffer;
  readonly config?: string;
}

const NO_CONFIG = 'standin init writes one; an app of the test is given as it is: { target: app }.';

/** Any text but a URL is the name of a target. */
function isName(target: NonNullable<PlayOptions['target']>): target is string {
  return typeof target === 'string' && !/^https?:\/\//i.test(target);
}

/** `undefined`: the embedded reference SP. @throws UserError for what is no app, and for unknown names */
export function findTarget(options: PlayOptions, cwd: string): FoundTarget | undefined {
  const { target, idp = 'okta' } = options;
  if (target === undefined) return undefined;
  if (!isName(target)) return { offer: offerOf(target, idp) };
  const config = findConfig(options.config, cwd, NO_CONFIG);
  return { offer: namedTarget(target, config), config };
}

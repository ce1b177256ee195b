/** Test double: the embedded SP as a target that can only do what it is told it can. */
import type { Context } from '../../src/base/context.js';
import type { SpSettings } from '../../src/scenario/scenario.js';
import { findProfile } from '../../src/run/find-profile.js';
import { openEmbeddedSp } from '../../src/sp/embedded.js';
import type { Target, TargetAbilities, TargetOffer } from '../../src/sp/target.js';

/** Everything that a target may lack. */
export const UNABLE: TargetAbilities = {
  clock: false,
  trust: false,
  reset: false,
  deprovision: false,
  startOptions: false,
  signsRequests: false,
  singleLogout: false,
};

/** Everything that a target may be able to do. */
export const ABLE: TargetAbilities = {
  clock: true,
  trust: true,
  reset: true,
  deprovision: true,
  startOptions: true,
  signsRequests: true,
  singleLogout: true,
};

/** An offer around the embedded SP, with a profile of its own and what is to be different. */
export function offer(
  change: Partial<TargetOffer> & { readonly is?: SpSettings } = {},
  view: (target: Target) => Partial<Target> = () => ({}),
): TargetOffer {
  const { is = change.profile ?? { profile: 'proof' }, ...rest } = change;
  return {
    name: 'my-app',
    idps: ['okta', 'entra', 'google-workspace', 'onelogin', 'generic'],
    application: 'app',
    abilities: UNABLE,
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    async open(context: Context) {
      const profile = findProfile(is.profile, '/nowhere/story.yaml');
      const target = await openEmbeddedSp({ profile, settings: is, context });
      return { ...target, name: 'my-app', ...view(target) };
    },
    ...rest,
  };
}

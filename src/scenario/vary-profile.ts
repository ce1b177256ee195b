/** Floor 1: a profile as one story has it. */
import type { Profile } from './profile.js';
import type { SpSettings } from './scenario.js';

/**
 * The profile with a story's settings on top: the plan the tenant has, its domains, and any rule of the sections
 * `jit`, `session` and `consumption`.
 *
 * @param profile - what the SP promises
 * @param settings - the `sp` part of a scenario
 * @returns a new profile; what the story leaves alone stays
 * @example
 * varyProfile(proof, { profile: 'proof', jit: { update: 'all' } }).jit.update; // 'all'
 */
export function varyProfile(profile: Profile, settings: SpSettings): Profile {
  const { plan, domains, idps, jit, session, consumption } = settings;
  return {
    ...profile,
    plan: plan === undefined ? profile.plan : { ...profile.plan, current: plan },
    domains: domains ?? profile.domains,
    idps: idps ?? profile.idps,
    jit: { ...profile.jit, ...jit },
    session: { ...profile.session, ...session },
    consumption: { ...profile.consumption, ...consumption },
  };
}

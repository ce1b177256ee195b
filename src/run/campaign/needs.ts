/** Floor 7: the table of what attacks need of an SP. The embedded SP has all of it. */
import type { Attack, Need } from '../../scenario/attack.js';
import type { Profile } from '../../scenario/profile.js';
import type { TargetOffer } from '../../sp/target.js';

interface NeedRow {
  /** Said of an attack that is left out. */
  readonly why: string;
  readonly isMet: (target: TargetOffer, profile: Profile) => boolean;
}

/** Every need. */
const NEEDS: Readonly<Record<Need, NeedRow>> = {
  'idp-initiated': {
    why: 'the target does not take messages that it did not ask for',
    isMet: (_, { consumption }) => consumption.idpInitiated,
  },
  'no-idp-initiated': {
    why: 'the target takes messages that it did not ask for, and says so in its profile',
    isMet: (_, { consumption }) => !consumption.idpInitiated,
  },
  encryption: {
    why: 'the target does not decrypt assertions (profile, consumption.encryption)',
    isMet: (_, { consumption }) => (consumption.encryption ?? 'none') !== 'none',
  },
  'encryption-required': {
    why: 'the target takes assertions that are not encrypted, and says so in its profile',
    isMet: (_, { consumption }) => consumption.encryption === 'required',
  },
  'second-idp': {
    why: 'the target is not known to trust the IdP of a second tenant',
    isMet: () => false,
  },
  'two-keys': {
    why: 'the target does not learn new certificates while it runs',
    isMet: ({ abilities }) => abilities.trust,
  },
  'another-key': {
    why: 'the target cannot be told of another certificate',
    isMet: ({ abilities }) => abilities.trust,
  },
  accounts: { why: 'the accounts of the target cannot be seen', isMet: () => true },
  clock: {
    why: 'the clock of the target cannot be set',
    isMet: ({ abilities }) => abilities.clock,
  },
  deprovision: {
    why: 'the target cannot be told of a deactivation',
    isMet: ({ abilities }) => abilities.deprovision,
  },
  'plain-http': {
    why: 'the target is not known to answer without TLS',
    isMet: () => false,
  },
  'authn-context': {
    why: 'the target does not say that it enforces AuthnContext (profile, consumption.authnContext)',
    isMet: (_, { consumption }) => consumption.authnContext === 'enforced',
  },
  'max-authn-age': {
    why: 'the target does not limit the age of a sign-in (profile, consumption.maxAuthnAge)',
    isMet: (_, { consumption }) => consumption.maxAuthnAge !== undefined,
  },
  'start-options': {
    why: 'a login at the target cannot be begun with ForceAuthn and the like',
    isMet: ({ abilities }) => abilities.startOptions,
  },
  domains: {
    why: 'the target does not tie tenants to their domains',
    isMet: (_, { domains }) => domains !== null,
  },
  'idp-encryption-key': {
    why: 'the target is not known to have a key of the IdP that is for encryption only',
    isMet: () => false,
  },
  'single-logout': {
    why: 'nobody knows a single logout service of the target, and how a logout begins',
    isMet: ({ abilities }) => abilities.singleLogout,
  },
  'signed-assertions': {
    why: 'the target does not demand signed assertions (profile, consumption.signed)',
    isMet: (_, { consumption }) => ['assertion', 'both'].includes(consumption.signed),
  },
};

/** What the attack varies of the SP: only the embedded one can be varied. */
function isVaried({ sp, needs }: Attack): boolean {
  return Object.keys(sp).length > 0 && needs.length === 0;
}

/** Why an attack cannot be tried at a target; `undefined`: it can. */
export function whyNot(
  attack: Attack,
  target: TargetOffer | undefined,
  profile: Profile,
): string | undefined {
  if (target === undefined) return undefined;
  const unmet = attack.needs.find((need) => !NEEDS[need].isMet(target, profile));
  if (unmet !== undefined) return NEEDS[unmet].why;
  return isVaried(attack) ? 'it needs an SP that is set up otherwise' : undefined;
}

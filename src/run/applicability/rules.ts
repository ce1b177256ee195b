/** Floor 7: the table of what stories need of a target besides letting people in. */
import { storyClock } from '../../base/clock.js';
import type { Context } from '../../base/context.js';
import { seededRandom } from '../../base/random.js';
import type { Application } from '../../idp/tenant.js';
import type { Step, Verb } from '../../scenario/step.js';
import type { TargetAbilities } from '../../sp/target.js';
import { sloUrlOf } from '../../sp/slo-url.js';
import { setUpIdp } from '../set-up.js';
import { signingKeyOf } from '../stage.js';
import type { WorkItem } from '../work-item.js';

/** One row: a need that only a target with the ability meets. */
export interface Rule {
  readonly ability: keyof TargetAbilities;
  /** Said of a story that is left out. */
  readonly why: string;
  readonly needs: (item: WorkItem) => boolean;
}

/** What a provisioning connector would push. */
const LOSSES: ReadonlySet<Verb> = new Set<Verb>([
  'deactivate',
  'suspend',
  'lock',
  'expire-password',
  'unassign',
  'delete',
]);

/** The application as this story has it; identifiers that are drawn do not matter here. */
function applicationOf(item: WorkItem): Application {
  const context: Context = { clock: storyClock(0), random: seededRandom('') };
  const { entityId, acs: acsUrl } = item.profile;
  return setUpIdp(item, { entityId, acsUrl, sloUrl: sloUrlOf(acsUrl) }, context).application;
}

/** What the target was told of the IdP once and for all. */
function identityOf(item: WorkItem): string {
  const application = applicationOf(item);
  const { issuer, ssoUrl } = application;
  return JSON.stringify([issuer, ssoUrl, signingKeyOf(item, application, 1).certificate.base64]);
}

/** Whether the story's settings make an IdP of another name, address or certificate. */
function hasAnotherIdp(item: WorkItem): boolean {
  const { vendor } = item.idp.settings;
  const plain = { ...item, idp: { settings: { vendor }, path: [] } };
  return identityOf(item) !== identityOf(plain);
}

function hasOptions(step: Step): boolean {
  if (step.verb !== 'login' || step.start === 'idp') return false;
  const { binding, relayState, forceAuthn, isPassive, requestedAuthnContext } = step;
  const asked = [relayState, forceAuthn, isPassive, requestedAuthnContext];
  return binding === 'post' || asked.some((option) => option !== undefined);
}

const some =
  (test: (step: Step) => boolean): Rule['needs'] =>
  ({ scenario }) =>
    scenario.steps.some(test);

/** Every rule; a story is left out for the first that it breaks. */
export const RULES: readonly Rule[] = [
  {
    ability: 'trust',
    why: "needs an app that reads the IdP's new certificates",
    needs: some((step) => step.verb === 'rotate-keys' && step.overlap),
  },
  {
    ability: 'trust',
    why: 'sets up an IdP that the app was not told of',
    needs: hasAnotherIdp,
  },
  {
    ability: 'deprovision',
    why: 'needs an app that is told of deactivations',
    needs: (item) =>
      item.profile.deprovision === 'pushed' && some(({ verb }) => LOSSES.has(verb))(item),
  },
  {
    ability: 'startOptions',
    why: 'needs a login that begins with a binding, RelayState, ForceAuthn or the like',
    needs: some(hasOptions),
  },
  {
    ability: 'singleLogout',
    why: 'needs an app whose single logout is known: its metadata names the service, and the target its `logout`',
    needs: some(({ verb }) => verb === 'logout'),
  },
  {
    ability: 'signsRequests',
    why: 'needs an app that signs its AuthnRequests',
    needs: (item) => applicationOf(item).requestSigning !== undefined,
  },
];

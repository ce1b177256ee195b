/** Floor 9: what a server starts with, as far as it does not need a port: tenants with their keys, SPs that are known. */
import type { ServerStart, SpStart, TenantStart } from '../../server/state/start.js';
import type { SpSettings, VendorName } from '../../scenario/scenario.js';
import { WAITING_SP } from '../../server/state/tenant-state.js';
import type { KeyFolder } from './key-folder.js';
import type { ServeSettings } from './serve-settings.js';
import type { StoryPlan } from './story-tenants.js';
import { companyTenants, type TenantPlan } from './tenant-plan.js';

/** Whose tenants there are when nobody says it. */
const USUAL: readonly VendorName[] = ['okta', 'entra'];

/** Tenants without keys, and what the files say besides. */
export type Plan = Omit<StoryPlan, 'files'>;

/**
 * Reads the scenario files, or takes the company.
 *
 * @throws what `storyTenants` throws
 */
export async function readPlan({ scenarios, vendors }: ServeSettings, cwd: string): Promise<Plan> {
  if (scenarios.length === 0) {
    return { tenants: companyTenants(vendors.length === 0 ? USUAL : vendors) };
  }
  const { storyTenants } = await import('./story-tenants.js');
  return storyTenants(scenarios, { cwd, vendors, now: Date.now() });
}

/** The second pair is the one that a rotation brings. */
async function withKeys(plan: TenantPlan, folder: KeyFolder): Promise<TenantStart> {
  const { vendor, tenant = 'acme' } = plan.settings;
  const pair = (count: number) =>
    folder.signingKey({ name: `${vendor}-${tenant}-${count}`, shape: vendor, tenant });
  const [current, next] = await Promise.all([pair(1), pair(2)]);
  return { ...plan, keys: { current, published: [current], next } };
}

/** The application that waits for the user's SP: there is none where its SP was named, or none may be learnt. */
export function waitingSps(
  { strict }: ServeSettings,
  named: readonly SpStart[],
): readonly SpStart[] {
  return strict || named.length > 0 ? [] : [WAITING_SP];
}

/** The instant at which the clock stands still; the command line goes before the files. */
function clockOf({ clock }: ServeSettings, plan: Plan): Pick<ServerStart, 'clock'> {
  const instant = clock ?? plan.clock;
  return instant === undefined || instant === 'now' ? {} : { clock: instant };
}

/** The SP of the files, unless the command line names a profile. */
export function spSettingsOf({ profile }: ServeSettings, plan: Plan): SpSettings {
  if (profile !== undefined) return { profile };
  const { sp } = plan;
  return sp === undefined || sp.target !== undefined ? { profile: 'proof' } : sp;
}

/** Everything that a state is opened with. */
export async function startOf(
  settings: ServeSettings,
  {
    plan,
    sps,
    seed,
    folder,
  }: {
    readonly plan: Plan;
    readonly sps: readonly SpStart[];
    readonly seed: string;
    readonly folder: KeyFolder;
  },
): Promise<ServerStart> {
  const tenants = await Promise.all(plan.tenants.map((each) => withKeys(each, folder)));
  return { tenants, sps, seed, ...clockOf(settings, plan) };
}

/** Floor 5: the one application that a saved story is about. */
import type { DirectoryState } from '../../../directory/directory.js';
import type { IdpSettings, SpSettings } from '../../../scenario/scenario.js';
import type { ServerState } from '../../state/server-state.js';
import type { ServedApp, TenantState } from '../../state/tenant-state.js';
import { peopleOf, type Assigned } from './seed.js';

/** The promise of an SP that nobody said anything of. */
const ORDINARY = 'jit-update';

function loginsAt({ recorded }: ServerState, tenant: TenantState, name: string): number {
  return recorded.filter(
    ({ tenant: key, app, step }) => key === tenant.key && app === name && 'login' in step,
  ).length;
}

/** The application of that name; without a name, the one with the most logins, else the embedded one, else the first. */
export function chosenApp(
  state: ServerState,
  tenant: TenantState,
  name: string | undefined,
): ServedApp | undefined {
  if (name !== undefined) return tenant.apps.get(name);
  const rank = ({ application, sp }: ServedApp): number =>
    loginsAt(state, tenant, application.name) * 2 + (sp.source === 'embedded' ? 1 : 0);
  return [...tenant.apps.values()].sort((one, other) => rank(other) - rank(one))[0];
}

/** Who may use it. Whoever was there before its SP was known may, with an assignment to anything. */
export function assignedTo(app: ServedApp, start: DirectoryState): Assigned {
  const { name } = app.application;
  const known = peopleOf(start).some(({ assignments }) => assignments.includes(name));
  return ({ assignments }) => assignments.includes(name) || (!known && assignments.length > 0);
}

/** The IdP's side of the story: the tenant as it is set up here. */
export function idpOf({ settings }: TenantState, { application }: ServedApp): IdpSettings {
  return { ...settings, app: { ...settings.app, label: application.name } };
}

/** The SP's side. */
export function spOf({ sp }: ServedApp): SpSettings {
  return sp.promise ?? { profile: sp.source === 'embedded' ? 'proof' : ORDINARY };
}

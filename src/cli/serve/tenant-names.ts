/** Floor 9: names for the tenants of several scenario files: two of one vendor cannot have the same. */
import { UserError } from '../../base/errors.js';
import type { IdpSettings, Scenario } from '../../scenario/scenario.js';

/** Settings, and where they stand. */
interface Named {
  readonly scenario: Scenario;
  readonly settings: IdpSettings;
  readonly path: readonly (string | number)[];
}

/** What a tenant is called that no file names. */
const USUAL = 'acme';

function keyOf(vendor: string, tenant: string): string {
  return `${vendor}-${tenant}`;
}

/**
 * The names that files give.
 *
 * @throws UserError `scenario-invalid` where two files give a tenant of one vendor the same name
 */
export function takenNames(idps: readonly Named[]): Set<string> {
  const taken = new Map<string, Scenario>();
  for (const { scenario, settings, path } of idps) {
    const { vendor, tenant } = settings;
    if (tenant === undefined) continue;
    const key = keyOf(vendor, tenant);
    const other = taken.get(key);
    if (other !== undefined) {
      const message = `the ${vendor} tenant "${tenant}" is described in ${other.file}, too`;
      throw new UserError('scenario-invalid', message, {
        at: scenario.locate([...path, 'tenant']),
        fix: 'Serve one of them, or give it another tenant name.',
      });
    }
    taken.set(key, scenario);
  }
  return new Set(taken.keys());
}

/** The given name, or the first of `acme`, `acme-2`, … that is free; it is taken then. */
export function freeName({ vendor, tenant }: IdpSettings, taken: Set<string>): string {
  if (tenant !== undefined) return tenant;
  let count = 1;
  const nameOf = (): string => (count === 1 ? USUAL : `${USUAL}-${count}`);
  while (taken.has(keyOf(vendor, nameOf()))) count++;
  taken.add(keyOf(vendor, nameOf()));
  return nameOf();
}

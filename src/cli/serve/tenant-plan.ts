/** Floor 9: a tenant before it has keys: the company that comes with Standin, or what a scenario file says. */
import type { VendorName } from '../../scenario/scenario.js';
import { companyChanges } from '../../server/company.js';
import type { TenantStart } from '../../server/state/start.js';

/** A tenant without keys. */
export type TenantPlan = Omit<TenantStart, 'keys'>;

/** The company's tenant of each vendor. */
export function companyTenants(vendors: readonly VendorName[]): readonly TenantPlan[] {
  return vendors.map((vendor) => ({
    settings: { vendor, tenant: 'acme' },
    changes: (at, applications) => companyChanges(vendor, at, applications),
  }));
}

/** Floor 1: words of the format that Standin knows and does not play yet. */

const VENDORS: ReadonlySet<string> = new Set(['google-workspace', 'onelogin']);

/** Verbs that other versions play. */
export const PLANNED_VERBS: ReadonlySet<string> = new Set(['logout', 'reconcile']);

/** Whether a value is a vendor that is planned. */
export function isPlannedVendor(value: unknown): boolean {
  return typeof value === 'string' && VENDORS.has(value);
}

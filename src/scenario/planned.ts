/** Floor 1: words of the format that Standin knows and does not play yet. */

/** Verbs that other versions play. */
export const PLANNED_VERBS: ReadonlySet<string> = new Set(['reconcile']);

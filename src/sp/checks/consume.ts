/** Floor 5: runs the table over a form that arrived at the ACS. */
import type { SpReason } from '../../base/reasons.js';
import { known, type Check, type Evidence, type SpFacts } from './check.js';

/** The login is good: everything the SP needs to open a session. */
export interface Consumed {
  readonly kind: 'accepted';
  readonly evidence: Evidence;
}

/** The first check that failed. */
export interface Rejected {
  readonly kind: 'rejected';
  /** The row of the table. */
  readonly check: string;
  readonly reason: SpReason;
  readonly detail: string;
  /** What the rows before it had established. */
  readonly evidence: Evidence;
}

/**
 * Consumes a form: row after row, until one refuses.
 *
 * @param form - every field with all its values
 * @param table - `CHECKS`, or a copy of it with a row replaced
 * @throws InternalError when the table is in the wrong order
 */
export function consume(
  form: Evidence['form'],
  facts: SpFacts,
  table: readonly Check[],
): Consumed | Rejected {
  let evidence: Evidence = { form };
  for (const check of table) {
    const result = check.test(evidence, facts);
    if ('failed' in result) {
      const reason = result.reason ?? check.reason;
      return { kind: 'rejected', check: check.id, reason, detail: result.failed, evidence };
    }
    evidence = { ...evidence, ...result.passed };
  }
  known(evidence, 'account');
  return { kind: 'accepted', evidence };
}

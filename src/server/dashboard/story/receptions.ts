/** Floor 5: what the SP made of the messages that it was sent, as the log has it. */
import type { SpReason } from '../../../base/reasons.js';
import type { Log } from '../../state/log.js';

/** By the assertion's id: `accepted`, or why not. What came first counts: a second delivery is a replay. */
export function receptionsIn(log: Log): ReadonlyMap<string, string> {
  const told = new Map<string, string>();
  for (const { kind, facts } of log.after(0)) {
    const { assertionId, outcome } = facts ?? {};
    if (kind !== 'delivery' || assertionId === undefined || outcome === undefined) continue;
    if (!told.has(assertionId)) told.set(assertionId, outcome);
  }
  return told;
}

/**
 * Why an SP refuses somebody whatever the browser and the addresses are: it would refuse again when the story is
 * played. The other reasons are of that one message.
 */
const LASTING: ReadonlySet<string> = new Set<SpReason>([
  'encryption-missing',
  'signature-missing',
  'algorithm-refused',
  'idp-initiated-refused',
  'name-id-missing',
  'name-id-refused',
  'plan-required',
  'domain-not-verified',
  'idp-not-supported',
  'attribute-missing',
  'account-not-found',
  'account-ambiguous',
  'address-refused',
  'relay-state-refused',
]);

/** Whether a story can say that the SP refuses for that reason. */
export function isLasting(reason: string): boolean {
  return LASTING.has(reason);
}

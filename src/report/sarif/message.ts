/** Floor 8: texts of a SARIF log: what somebody else wrote is no placeholder and no link. */
import { oneLine } from '../one-line.js';

/** A `message` or a `multiformatMessageString`, as far as it is plain. */
export interface SarifMessage {
  readonly text: string;
}

/** Longest text that GitHub shows of a rule. */
const LONGEST = 1_000;

/** Braces are doubled (sarif 3.11.5), and no bracket leads to a link (sarif 3.11.6). */
export function message(text: string): SarifMessage {
  const plain = oneLine(text);
  return { text: plain.replace(/[{}]/gu, '$&$&').replace(/\]\(/gu, '] (') };
}

/** A message that is cut where nobody reads on. */
export function shortMessage(text: string): SarifMessage {
  return message(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}

/** Floor 2: what a forged message is for. */
import type { Attack } from '../scenario/attack.js';

/** Whether the message speaks of the victim: then a session of the attacker himself is not what it was forged for. */
export function impersonates({ steps }: Attack): boolean {
  return /"operation":"impersonate"|\{victim/.test(JSON.stringify(steps));
}

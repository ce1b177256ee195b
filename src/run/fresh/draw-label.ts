/** Floor 7: labels that no run had before; on purpose not from the seed. */
import { randomInt } from 'node:crypto';

const LENGTH = 7;
const BASE = 36;

/** Lower-case letters and digits, the first a letter: `k3x9q2a`. */
export function drawLabel(): string {
  const first = randomInt(10, BASE).toString(BASE);
  const rest = Array.from({ length: LENGTH - 1 }, () => randomInt(BASE).toString(BASE));
  return [first, ...rest].join('');
}

/** Floor 9: `toHaveDrift`. */
import type { Demand } from './demand.js';
import { judged } from './judged.js';

/** Exactly these fields of the account differ from the directory. */
export function toHaveDrift(fields: readonly string[]): Demand {
  const all = [fields].flat();
  return {
    sentence: all.length === 0 ? 'leave no drift' : `leave drift in ${all.join(', ')}`,
    checks: (login) => judged({ drift: all }, login),
  };
}

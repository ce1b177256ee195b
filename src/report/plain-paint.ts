/** Floor 8: text without any colour, for files and for other programs' output. */
import picocolors from 'picocolors';
import type { Paint } from './reporter.js';

/** Every colour is none. */
export function plainPaint(): Paint {
  return picocolors.createColors(false);
}

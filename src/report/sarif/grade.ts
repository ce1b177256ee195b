/** Floor 8: how bad a result is, in the words and numbers of SARIF and of GitHub code scanning. */
import type { Severity } from '../../scenario/attack.js';

/** `level` of a result (sarif 3.27.10). */
export type Level = 'error' | 'warning' | 'note';

/** One severity. */
export interface Grade {
  readonly level: Level;
  /** `security-severity`: GitHub's bands are critical above 9.0, high from 7.0, medium from 4.0, low from 0.1. */
  readonly score: string;
}

/** The middle of each band: the number says no more than the word. */
export const GRADES: Readonly<Record<Severity, Grade>> = {
  critical: { level: 'error', score: '9.5' },
  high: { level: 'error', score: '8.0' },
  medium: { level: 'warning', score: '5.5' },
  low: { level: 'note', score: '3.0' },
  info: { level: 'note', score: '0.0' },
};

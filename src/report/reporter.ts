/** Floor 8: what a reporter is. */
import type { Colors } from 'picocolors/types.js';
import type { RunResult } from '../run/result.js';

/** Colours of a terminal, or none of them. */
export type Paint = Colors;

/** How a report is to look. */
export interface ReportOptions {
  /** Colour and weight by terminal escape codes. */
  readonly color: boolean;
}

/** One row of the table of reporters: a run becomes a text that ends with a line break. */
export interface Reporter {
  readonly name: string;
  /** For `--help`. */
  readonly summary: string;
  render(result: RunResult, options: ReportOptions): string | Promise<string>;
}

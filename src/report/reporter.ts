/** Floor 8: what a reporter is. */
import type { RunResult } from '../run/result.js';

/** Colours of a terminal, or none of them. */
export type Paint = Readonly<
  Record<'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan', (text: string) => string>
>;

/** How a report is to look. */
export interface ReportOptions {
  /** Colour and weight by terminal escape codes. */
  readonly color: boolean;
}

/** Text for the end of a file that others write to, too. */
export interface Appendix {
  readonly file: string;
  readonly text: string;
}

/** One row of the table of reporters: a run becomes a text that ends with a line break. */
export interface Reporter {
  readonly name: string;
  /** For `--help`. */
  readonly summary: string;
  /** It shows `StepResult.evidence`: the run has to record it. */
  readonly needsEvidence?: true;
  /** Nothing that a person reads at a terminal: it goes to a file or a pipe. */
  readonly needsFile?: true;
  /** A machine finds its lines among others: on stdout they follow those of `pretty`. */
  readonly belowPretty?: true;
  /** Empty when there is nothing to say. */
  render(result: RunResult, options: ReportOptions): string | Promise<string>;
  /**
   * What else is written, and where: the job summary of a CI system.
   *
   * @param env - the environment variables
   */
  appendix?(
    result: RunResult,
    env: Readonly<Record<string, string | undefined>>,
  ): Appendix | undefined;
}

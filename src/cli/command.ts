/** Floor 9: what a command is: a row of data, and one function that does it. */
import type { Io } from './io.js';

/** Options as they were parsed: by their long names in camel case. */
export type Options = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** One option of a command. */
export interface OptionSpec {
  /** As commander writes it: `--idp <vendor>`. */
  readonly flags: string;
  readonly summary: string;
  readonly choices?: readonly string[];
  readonly fallback?: string;
  /** May be given several times; the command gets a list. */
  readonly repeatable?: boolean;
  readonly required?: boolean;
}

/** One row of the table of commands. */
export interface Command {
  /** `run`, or `keys create` for a command below another. */
  readonly name: string;
  readonly summary: string;
  /** As commander writes it, with a description: `['[path...]', 'scenario files or folders']`. */
  readonly arguments: readonly (readonly [syntax: string, summary: string])[];
  readonly options: readonly OptionSpec[];
  /** Shown below the help: a command line, and what it does. */
  readonly examples: readonly (readonly [line: string, meaning: string])[];
  /**
   * Does it. What it needs of the engine it imports itself, so that `--help` is quick.
   *
   * @returns the exit code
   */
  run(args: readonly (string | readonly string[])[], options: Options, io: Io): Promise<number>;
}

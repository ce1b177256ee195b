/** Floor 9: from an argument list to an exit code. Nothing of the engine is loaded before a command needs it. */
import { CommanderError } from 'commander';
import type { Command, Options } from './command.js';
import { COMMANDS } from './commands/commands.js';
import { EXIT, exitCodeOf, isExpected } from './exit-codes.js';
import type { Io } from './io.js';
import { printBug, printError } from './print-error.js';
import { buildProgram } from './program.js';

/** A command with everything it was given. */
interface Choice {
  readonly command: Command;
  readonly args: readonly (string | readonly string[])[];
  readonly options: Options;
}

/** Parses; the answer is an exit code where nothing is left to do (`--help`, a misspelt option). */
function parse(argv: readonly string[], io: Io): Choice | number {
  const choices: Choice[] = [];
  const program = buildProgram(COMMANDS, io, (command, args, options) =>
    choices.push({ command, args, options }),
  );
  const asked = argv.length === 0 ? ['--help'] : argv;
  try {
    program.parse(asked, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.passed : EXIT.usage;
  }
  return choices[0] ?? EXIT.usage;
}

/**
 * Runs the command line.
 *
 * @param argv - the arguments after the program's name
 * @param io - streams, environment and folder
 * @returns 0 as promised, 1 not as promised, 2 usage or scenario invalid, 3 the SP could not be driven, 4 our bug
 * @example
 * process.exitCode = await main(['run', '--idp', 'okta'], io);
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    const choice = parse(argv, io);
    if (typeof choice === 'number') return choice;
    return await choice.command.run(choice.args, choice.options, io);
  } catch (error) {
    if (isExpected(error)) await printError(error, io);
    else printBug(error, io);
    return exitCodeOf(error);
  }
}

/** Floor 9: makes a command-line parser of the table of commands. */
import { Command as Parser, Option } from 'commander';
import type { Command, OptionSpec, Options } from './command.js';
import type { Io } from './io.js';
import { standinVersion } from './version.js';

/** Told which command to run, with what. */
export type Chosen = (
  command: Command,
  args: readonly (string | readonly string[])[],
  options: Options,
) => void;

/** Wide enough for one option a line; the same on every terminal, so that help can be compared. */
const WIDTH = 100;

function optionOf({ flags, summary, choices, fallback, repeatable, required }: OptionSpec): Option {
  const option = new Option(flags, summary);
  if (choices !== undefined) option.choices(choices);
  if (fallback !== undefined) option.default(fallback);
  if (required === true) option.makeOptionMandatory();
  if (repeatable === true) {
    option.argParser((value: string, before: readonly string[] | undefined) => [
      ...(before ?? []),
      value,
    ]);
  }
  return option;
}

function helpOf(command: Command): string {
  const examples = command.examples.map(([line, meaning]) => `  $ ${line}\n      ${meaning}`);
  return `\nExample${examples.length === 1 ? '' : 's'}:\n${examples.join('\n')}`;
}

/** The parser of a command's parent, `keys` of `keys create`; made at the first need. */
function parentOf(program: Parser, words: readonly string[], summary: string): Parser {
  return words.reduce((parent, word) => {
    const there = parent.commands.find((each) => each.name() === word);
    return there ?? quiet(parent.command(word).description(summary));
  }, program);
}

/** No `help` commands beside `--help`: one way to ask. */
function quiet(parser: Parser): Parser {
  return parser.helpCommand(false).copyInheritedSettings(parser.parent ?? parser);
}

function addCommand(program: Parser, command: Command, chosen: Chosen): void {
  const words = command.name.split(' ');
  const parser = parentOf(program, words.slice(0, -1), command.summary).command(words.at(-1) ?? '');
  parser.description(command.summary);
  for (const [syntax, summary] of command.arguments) parser.argument(syntax, summary);
  for (const option of command.options) parser.addOption(optionOf(option));
  parser.addHelpText('after', helpOf(command));
  parser.action((...given: unknown[]) => {
    const args = given.slice(0, command.arguments.length) as (string | readonly string[])[];
    chosen(command, args, parser.opts<Options>());
  });
}

/**
 * Builds the parser.
 *
 * @param commands - the table
 * @param chosen - called with the command the user asked for
 */
export function buildProgram(commands: readonly Command[], io: Io, chosen: Chosen): Parser {
  const program = new Parser('standin');
  program
    .description(
      "The stand-in for your company's Okta or Entra: plays scenario files against a SAML service provider and judges what it does.",
    )
    .version(`standin ${standinVersion()} (node ${process.version})`, '-V, --version')
    .helpCommand(false)
    .exitOverride()
    .showHelpAfterError('Run with --help to see what is possible.')
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      getOutHelpWidth: () => WIDTH,
      getErrHelpWidth: () => WIDTH,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
      outputError: (text, write) => write(text.replace(/^error: /, 'standin: ')),
    })
    .addHelpText(
      'after',
      '\nExit codes: 0 as promised, 1 not as promised, 2 wrong command or scenario,\n            3 the SP could not be driven, 4 a bug in Standin',
    );
  for (const command of commands) addCommand(program, command, chosen);
  return program;
}

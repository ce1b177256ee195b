/** Floor 9: which reports go where. */
import { resolve } from 'node:path';
import { UserError } from '../base/errors.js';
import { didYouMean } from '../base/suggest.js';
import { REPORTER_NAMES } from '../report/reporter-names.js';
import type { Reporter } from '../report/reporter.js';
import { REPORTERS } from '../report/reporters.js';
import type { RunResult } from '../run/result.js';
import type { Options } from './command.js';
import { wantsColor, type Io } from './io.js';
import { flagOption, listOption } from './options.js';

/** One report; without a file it goes to stdout. */
export interface ReporterChoice {
  readonly reporter: Reporter;
  /** Absolute path. */
  readonly file?: string;
}

function readChoice(text: string, { cwd, isTTY }: Pick<Io, 'cwd' | 'isTTY'>): ReporterChoice {
  const [word = '', ...rest] = text.split('=');
  const name = REPORTER_NAMES.find((each) => each === word);
  if (name === undefined) {
    throw new UserError('option-invalid', `There is no reporter "${word}".`, {
      fix: didYouMean(word, REPORTER_NAMES),
    });
  }
  const reporter = REPORTERS[name];
  const file = rest.join('=');
  const fix = `Write --reporter ${name}=FILE.`;
  if (rest.length > 0 && file === '') {
    throw new UserError('option-invalid', `--reporter ${text} names no file.`, { fix });
  }
  if (rest.length > 0) return { reporter, file: resolve(cwd, file) };
  if (reporter.needsFile && isTTY.stdout) {
    const message = `The ${name} report is a file, nothing for a terminal.`;
    throw new UserError('option-invalid', message, { fix });
  }
  return { reporter };
}

/**
 * Reads `--reporter` options. Unless another report goes to stdout, it shows what a person wants to know.
 *
 * @param texts - `NAME` or `NAME=FILE`
 * @param io - relative files start at its folder; a terminal gets no report that nobody can read there
 * @throws UserError `option-invalid`
 */
export function chooseReporters(
  texts: readonly string[],
  io: Pick<Io, 'cwd' | 'isTTY'>,
): readonly ReporterChoice[] {
  const choices = texts.map((text) => readChoice(text, io));
  const onStdout = choices.filter(({ file }) => file === undefined);
  const below = onStdout.filter(({ reporter }) => reporter.belowPretty);
  const whole = onStdout.filter(({ reporter }) => !reporter.belowPretty);
  const crowded = below.length > 0 && whole.some(({ reporter }) => reporter.name !== 'pretty');
  if (whole.length > 1 || crowded) {
    throw new UserError('option-invalid', 'Two reports cannot share stdout.', {
      fix: 'Give all but one a file: --reporter junit=report.xml.',
    });
  }
  const first = whole.length === 1 ? whole : [{ reporter: REPORTERS.pretty }];
  return [...first, ...choices.filter((choice) => !whole.includes(choice))];
}

/** The reporters of a command's `--reporter` and `--json`. @throws UserError `option-invalid` */
export function choicesOf(options: Options, io: Io): readonly ReporterChoice[] {
  const json = flagOption(options, 'json') ? ['json'] : [];
  return chooseReporters([...json, ...listOption(options, 'reporter')], io);
}

/** Writes every report to where it goes. */
export async function report(
  result: RunResult,
  choices: readonly ReporterChoice[],
  io: Io,
): Promise<void> {
  const { appendReport, writeReport } = await import('../report/write-report.js');
  for (const { reporter, file } of choices) {
    if (file === undefined) {
      io.stdout.write(await reporter.render(result, { color: wantsColor(io) }));
    } else writeReport(file, await reporter.render(result, { color: false }));
    const appendix = reporter.appendix?.(result, io.env);
    if (appendix !== undefined) appendReport(appendix);
  }
}

/** Floor 9: which reports go where. */
import { resolve } from 'node:path';
import { UserError } from '../base/errors.js';
import { didYouMean } from '../base/suggest.js';
import type { Reporter } from '../report/reporter.js';
import { REPORTERS } from '../report/reporters.js';

/** One report; without a file it goes to stdout. */
export interface ReporterChoice {
  readonly reporter: Reporter;
  /** Absolute path. */
  readonly file?: string;
}

function readChoice(text: string, cwd: string): ReporterChoice {
  const [name = '', ...rest] = text.split('=');
  const reporters: Readonly<Partial<Record<string, Reporter>>> = REPORTERS;
  const reporter = Object.hasOwn(reporters, name) ? reporters[name] : undefined;
  if (reporter === undefined) {
    throw new UserError('option-invalid', `There is no reporter "${name}".`, {
      fix: didYouMean(name, Object.keys(REPORTERS)),
    });
  }
  const file = rest.join('=');
  if (rest.length > 0 && file === '') {
    throw new UserError('option-invalid', `--reporter ${text} names no file.`, {
      fix: `Write --reporter ${name}=FILE.`,
    });
  }
  return rest.length === 0 ? { reporter } : { reporter, file: resolve(cwd, file) };
}

/**
 * Reads `--reporter` options. When all of them go to files, stdout still shows what a person wants to know.
 *
 * @param texts - `NAME` or `NAME=FILE`
 * @param cwd - where relative files start
 * @throws UserError `option-invalid`
 */
export function chooseReporters(texts: readonly string[], cwd: string): readonly ReporterChoice[] {
  const choices = texts.map((text) => readChoice(text, cwd));
  const onStdout = choices.filter(({ file }) => file === undefined);
  if (onStdout.length > 1) {
    throw new UserError('option-invalid', 'Two reports cannot share stdout.', {
      fix: 'Give all but one a file: --reporter junit=report.xml.',
    });
  }
  return onStdout.length === 1 ? choices : [{ reporter: REPORTERS.pretty }, ...choices];
}

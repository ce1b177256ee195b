/** Floor 9: which attacks the command line names: of the corpus, or files of one's own. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { listCorpus, selectAttacks } from '../../attack/corpus.js';
import { UserError } from '../../base/errors.js';
import { didYouMean } from '../../base/suggest.js';
import { shownPath } from '../../run/find-stories.js';
import { CORPUS } from '../../run/package-root.js';
import type { Attack, Severity } from '../../scenario/attack.js';
import { loadAttack } from '../../scenario/load-attack.js';
import type { Options } from '../command.js';
import type { Io } from '../io.js';
import { textOption } from '../options.js';

const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

function severityOption(options: Options): readonly Severity[] | undefined {
  const text = textOption(options, 'severity');
  if (text === undefined) return undefined;
  return text.split(',').map((word) => {
    const severity = SEVERITIES.find((each) => each === word.trim());
    if (severity !== undefined) return severity;
    throw new UserError('option-invalid', `--severity: "${word}" is none.`, {
      fix: didYouMean(word, SEVERITIES),
    });
  });
}

function isFile(name: string, cwd: string): boolean {
  if (!/\.ya?ml$/.test(name)) return false;
  const path = resolve(cwd, name);
  if (existsSync(path) && statSync(path).isFile()) return true;
  throw new UserError('file-not-found', `There is no attack file "${name}".`, {
    fix: 'Give the path of a .yaml file, or the id of an attack.',
  });
}

/**
 * The attacks that are named; all of the corpus when none is.
 *
 * @throws UserError `attack-unknown`, `option-invalid`, `file-not-found`; ScenarioError for mistakes in files
 */
export function selectedAttacks(
  names: readonly string[],
  options: Options,
  { cwd }: Io,
): readonly Attack[] {
  const severities = severityOption(options);
  const files = names.filter((name) => isFile(name, cwd));
  const others = names.filter((name) => !files.includes(name));
  const own = files.flatMap((name) =>
    loadAttack(readFileSync(resolve(cwd, name), 'utf8'), {
      file: shownPath(resolve(cwd, name), cwd),
    }),
  );
  if (files.length > 0 && others.length === 0) return own;
  const selection = { names: others, ...(severities === undefined ? {} : { severities }) };
  const shown = (path: string): string => shownPath(path, cwd);
  return [...own, ...selectAttacks(listCorpus(CORPUS), selection, shown)];
}

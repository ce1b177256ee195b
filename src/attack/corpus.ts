/** Floor 6: the files of the corpus: found by name, read when they are needed. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../base/errors.js';
import { didYouMean } from '../base/suggest.js';
import type { Attack, Severity } from '../scenario/attack.js';
import { loadAttack } from '../scenario/load-attack.js';
import { ScenarioError } from '../scenario/scenario-error.js';

/** One file. */
export interface CorpusFile {
  readonly id: string;
  readonly group: string;
  /** Absolute. */
  readonly path: string;
}

/** Which attacks are wanted. */
export interface Selection {
  /** Ids, ids with a variant, or groups; none: all of them. */
  readonly names: readonly string[];
  /** Absent: any. */
  readonly severities?: readonly Severity[];
}

/** The files below a folder, one folder a group, sorted by group and id. */
export function listCorpus(folder: string): readonly CorpusFile[] {
  const groups = readdirSync(folder, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  return groups
    .flatMap(({ name: group }) =>
      readdirSync(join(folder, group))
        .filter((file) => file.endsWith('.yaml'))
        .map((file) => ({
          id: file.slice(0, -'.yaml'.length),
          group,
          path: join(folder, group, file),
        })),
    )
    .sort((one, other) => compare(`${one.group}/${one.id}`, `${other.group}/${other.id}`));
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function fileNamed(name: string, files: readonly CorpusFile[]): readonly CorpusFile[] {
  const [id = ''] = name.split('/');
  const found = files.filter((file) => file.group === name || file.id === id);
  if (found.length > 0) return found;
  const known = [...new Set(files.flatMap((file) => [file.id, file.group]))];
  throw new UserError('attack-unknown', `There is no attack and no group "${name}".`, {
    fix: `${didYouMean(name, known)} standin attack --list shows all.`,
  });
}

function wanted({ id, group, severity }: Attack, { names, severities }: Selection): boolean {
  const [file] = id.split('/');
  const named = names.length === 0 || names.some((name) => [id, file, group].includes(name));
  return named && (severities?.includes(severity) ?? true);
}

/** Reads one file. @param shown - how its path is shown */
function readAttacks({ path }: CorpusFile, shown: (path: string) => string): readonly Attack[] {
  return loadAttack(readFileSync(path, 'utf8'), { file: shown(path) });
}

/**
 * The attacks that are wanted.
 *
 * @param files - what `listCorpus` gives
 * @param selection - names and severities
 * @param shown - turns a path into how people read it
 * @throws UserError `attack-unknown` with a suggestion; ScenarioError with the mistakes of every file
 */
export function selectAttacks(
  files: readonly CorpusFile[],
  selection: Selection,
  shown: (path: string) => string = (path) => path,
): readonly Attack[] {
  const { names } = selection;
  const named = new Set(names.flatMap((name) => fileNamed(name, files)));
  const read = names.length === 0 ? files : files.filter((file) => named.has(file));
  const problems: UserError[] = [];
  const attacks = read.flatMap((file) => {
    try {
      return readAttacks(file, shown);
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      problems.push(...error.problems);
      return [];
    }
  });
  if (problems.length > 0) throw new ScenarioError(problems);
  const found = attacks.filter((attack) => wanted(attack, selection));
  const unknown = names.find(
    (name) => name.includes('/') && !attacks.some(({ id }) => id === name),
  );
  if (unknown !== undefined) {
    throw new UserError('attack-unknown', `There is no variant "${unknown}".`, {
      fix: didYouMean(
        unknown,
        attacks.map(({ id }) => id),
      ),
    });
  }
  return found;
}

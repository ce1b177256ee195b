/** Floor 9: from paths and patterns of a test to paths that a plan reads. */
import { readdirSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { UserError } from '../../base/errors.js';
import { PACKAGE_ROOT } from '../../run/package-root.js';
import { isPattern, readPattern } from './path-pattern.js';

/** Stands for the stories that come with Standin. */
const OURS = 'standin:';

/** A folder of that name holds profiles, not stories; the others are never a user's stories. */
const NOT_STORIES: ReadonlySet<string> = new Set(['profiles', 'node_modules']);

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return [path];
    const passedOver = NOT_STORIES.has(entry.name) || entry.name.startsWith('.');
    return passedOver ? [] : filesBelow(path);
  });
}

function posix(path: string): string {
  return path.split(sep).join('/');
}

function filesOf(pattern: string, cwd: string): string[] {
  const { folder, expression } = readPattern(posix(resolve(cwd, pattern)));
  const exists = statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
  const files = exists ? filesBelow(folder).filter((path) => expression.test(posix(path))) : [];
  if (files.length > 0) return files;
  throw new UserError('scenario-not-found', `No scenario file matches "${pattern}" in ${cwd}.`, {
    fix: "Patterns start at the folder in which the tests were started; 'standin:lifecycle' are the built-in stories.",
  });
}

/**
 * Finds what paths and patterns stand for.
 *
 * @param paths - files, folders, patterns, and `standin:lifecycle` or what else comes with Standin
 * @param cwd - an absolute folder; relative paths start there
 * @returns files and folders for `planRun`
 * @throws UserError `scenario-not-found` for a pattern that matches nothing
 * @example
 * findFiles(['scenarios/**\/*.yaml', 'standin:lifecycle'], process.cwd());
 */
export function findFiles(paths: readonly string[], cwd: string): readonly string[] {
  return paths.flatMap((path) => {
    const placed = path.startsWith(OURS)
      ? join(PACKAGE_ROOT, 'scenarios', path.slice(OURS.length))
      : path;
    return isPattern(path) ? filesOf(placed, cwd) : [placed];
  });
}

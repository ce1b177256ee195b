/** Floor 7: from paths on the command line to scenario files. */
import { readdirSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { UserError } from '../base/errors.js';
import { didYouMean } from '../base/suggest.js';

const STORY = /\.ya?ml$/i;

/** Describes targets, not stories. */
const CONFIG = /^standin\.config\.ya?ml$/;

/** Folders of these names hold profiles and attacks, not stories. */
const NOT_STORIES: ReadonlySet<string> = new Set(['profiles', 'attacks']);

/** The path as people read it: from where they are, when it is below. */
export function shownPath(path: string, cwd: string): string {
  const shorter = relative(cwd, path);
  const inside = shorter !== '' && shorter !== '..' && !shorter.startsWith(`..${sep}`);
  return (inside ? shorter : path).split(sep).join('/');
}

function storiesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      const skipped = NOT_STORIES.has(entry.name) || entry.name === 'node_modules';
      return skipped ? [] : storiesBelow(path);
    }
    return STORY.test(entry.name) && !CONFIG.test(entry.name) ? [path] : [];
  });
}

/** The folders and YAML files that a mistyped name may have meant. */
function existing(folder: string): string[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .filter((entry) => entry.isDirectory() || STORY.test(entry.name))
    .map((entry) => entry.name);
}

function notFound(path: string, cwd: string): UserError {
  const shown = shownPath(path, cwd);
  const folder = resolve(path, '..');
  const names = existing(folder);
  const fix =
    names.length === 0
      ? 'Give a scenario file or a folder of them.'
      : didYouMean(path.slice(folder.length + 1), names);
  return new UserError('file-not-found', `There is no file or folder "${shown}".`, { fix });
}

function storiesAt(path: string, cwd: string): string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw notFound(path, cwd);
  if (!found.isDirectory()) return [path];
  const stories = storiesBelow(path);
  if (stories.length > 0) return stories;
  throw new UserError('scenario-not-found', `There is no scenario in "${shownPath(path, cwd)}".`, {
    fix: 'Scenario files end in .yaml; folders named "profiles" and "attacks" are left out.',
  });
}

/**
 * Finds scenario files.
 *
 * @param paths - files, or folders to search; relative ones start at `cwd`
 * @param cwd - an absolute folder
 * @returns absolute paths, sorted, each once
 * @throws UserError `file-not-found`, `scenario-not-found`
 * @example
 * findStories(['scenarios/lifecycle'], process.cwd());
 */
export function findStories(paths: readonly string[], cwd: string): string[] {
  const files = paths.flatMap((path) => storiesAt(resolve(cwd, path), cwd));
  return [...new Set(files)].sort();
}

/** Floor 7: from a profile's name to the profile. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../base/errors.js';
import { didYouMean } from '../base/suggest.js';
import { loadProfile } from '../scenario/load-profile.js';
import type { Profile } from '../scenario/profile.js';
import { PACKAGE_ROOT } from './package-root.js';
import { readText } from './read-text.js';

/** Where profiles may lie: beside the file, beside its folder, then those that come with Standin. */
function foldersFor(file: string): string[] {
  const folder = dirname(file);
  return [
    join(folder, 'profiles'),
    join(dirname(folder), 'profiles'),
    join(PACKAGE_ROOT, 'scenarios', 'profiles'),
  ];
}

function namesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => basename(name, '.yaml'));
}

/**
 * Finds and loads a profile.
 *
 * @param name - the file's name without `.yaml`
 * @param near - absolute paths of files to look beside: the story, the configuration
 * @throws UserError `profile-unknown`, and everything `loadProfile` throws
 */
export function findProfile(name: string, ...near: readonly string[]): Profile {
  const folders = [...new Set(near.flatMap(foldersFor))];
  const folder = folders.find((candidate) => namesIn(candidate).includes(name));
  if (folder === undefined) {
    const names = [...new Set(folders.flatMap(namesIn))].sort();
    throw new UserError('profile-unknown', `There is no profile "${name}".`, {
      fix: `${didYouMean(name, names)} Profiles of your own lie in a folder "profiles" beside the file.`,
    });
  }
  const file = join(folder, `${name}.yaml`);
  return loadProfile(readText(file), { file });
}

/** A directory with one user, for the tests of this folder. */
import { seededRandom } from '../../src/base/random.js';
import type { Change, NewUser } from '../../src/directory/change.js';
import type { Directory, DirectoryState } from '../../src/directory/directory.js';
import { openDirectory } from '../../src/directory/directory.js';
import type { LifecycleName } from '../../src/directory/lifecycle.js';
import { LIFECYCLES } from '../../src/directory/lifecycles.js';
import type { User } from '../../src/directory/user.js';

export const DAY = 86_400_000;
export const ADA: NewUser = { handle: 'ada', email: 'ada.byron@acme.example' };

/** An empty directory. */
export function open(name: LifecycleName = 'okta', seed = '1'): Directory {
  return openDirectory({ lifecycle: LIFECYCLES[name], random: seededRandom(seed) });
}

/** Ada on board, in a group, assigned to `app`. */
export function withAda(name: LifecycleName = 'okta', more: Partial<NewUser> = {}): Directory {
  const directory = open(name);
  const user = { ...ADA, groups: ['Notaries'], assignments: ['app'], ...more };
  directory.record({ at: 0, verb: 'hire', user });
  return directory;
}

/** Records changes, one a second. */
export function play(directory: Directory, ...changes: readonly Record<string, unknown>[]): void {
  let at = directory.changes.at(-1)?.at ?? 0;
  for (const change of changes) {
    at += 1000;
    directory.record({ at, handle: 'ada', ...change } as unknown as Change);
  }
}

/** The state after every change. */
export const now = (directory: Directory): DirectoryState => directory.at(Number.MAX_SAFE_INTEGER);
/** Ada after every change. */
export const ada = (directory: Directory): User | undefined => now(directory).user('ada');

/** Floor 7: how a story is called: the same from wherever it is run. */

/**
 * The path below the innermost folder `scenarios`, without `.yaml`; the file's name where there is no such folder.
 *
 * @param path - the file's absolute path
 * @example
 * storyId('/srv/app/scenarios/lifecycle/first-login.yaml'); // 'lifecycle/first-login'
 */
export function storyId(path: string): string {
  const parts = path.replaceAll('\\', '/').split('/');
  const below = parts.lastIndexOf('scenarios');
  const kept = below < 0 ? parts.slice(-1) : parts.slice(below + 1);
  return kept.join('/').replace(/\.ya?ml$/i, '');
}

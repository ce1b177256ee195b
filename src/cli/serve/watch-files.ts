/** Floor 9: tells when what scenario files say changes. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync, watch, type FSWatcher } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { findStories } from '../../run/find-stories.js';

/** Editors write in several steps: so long nothing more must happen, in milliseconds. */
const QUIET = 100;

const STORY = /\.ya?ml$/i;

/** A file's folder, so that a file that an editor replaces is still seen; a folder with all below. */
function watchAt(path: string, onEvent: () => void): FSWatcher {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  return watch(isFolder ? path : dirname(path), { recursive: isFolder }, (_, name) => {
    if (name === null || STORY.test(name)) onEvent();
  });
}

/** What all files say together; a file that is missing says something else than before, too. */
function saying(paths: readonly string[], cwd: string): string {
  const hash = createHash('sha256');
  try {
    for (const file of findStories(paths, cwd)) {
      hash.update(`${file}\n`).update(readFileSync(file)).update('\n');
    }
  } catch (error) {
    hash.update(String(error));
  }
  return hash.digest('base64');
}

/**
 * Watches scenario files.
 *
 * @param paths - files or folders, relative ones from `cwd`
 * @param changed - called when they say something else and nothing more happened for a moment; one call at a time
 * @returns ends the watch
 */
export function watchFiles(
  paths: readonly string[],
  cwd: string,
  changed: () => Promise<void>,
): () => void {
  const state: { timer?: NodeJS.Timeout; work: Promise<void>; said: string } = {
    work: Promise.resolve(),
    said: saying(paths, cwd),
  };
  const look = async (): Promise<void> => {
    const says = saying(paths, cwd);
    if (says === state.said) return;
    state.said = says;
    await changed();
  };
  const onEvent = (): void => {
    clearTimeout(state.timer);
    state.timer = setTimeout(() => void (state.work = state.work.then(look)), QUIET);
  };
  const watchers = paths.map((path) => watchAt(resolve(cwd, path), onEvent));
  return () => {
    clearTimeout(state.timer);
    for (const watcher of watchers) watcher.close();
  };
}

/** Floor 7: commands that a person can paste into a shell. */

const PLAIN = /^[\w./:@%+=,-]+$/;

function quoted(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/**
 * A command line of Standin.
 *
 * @param words - what follows `standin`, each quoted where a POSIX shell needs it
 * @example
 * commandLine('run', 'my story.yaml', '--seed', '7'); // "standin run 'my story.yaml' --seed 7"
 */
export function commandLine(...words: readonly string[]): string {
  return ['standin', ...words.map(quoted)].join(' ');
}

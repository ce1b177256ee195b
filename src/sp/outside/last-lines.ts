/** Floor 5: the last lines that a process said. */
import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';

const LINES = 20;
/** Longer lines are cut, in characters. */
const LONGEST = 500;

/** Keeps the end of a stream, which is read to its end: a full pipe would stop the process. */
function tail(stream: Readable | null): () => string {
  let text = '';
  stream?.setEncoding('utf8');
  stream?.on('data', (chunk: string) => {
    text = (text + chunk).slice(-LINES * LONGEST);
  });
  return () =>
    text
      .trimEnd()
      .split(/\r?\n/)
      .slice(-LINES)
      .map((line) => line.slice(0, LONGEST))
      .join('\n');
}

/** Follows what a child says: its complaints, or its output when it never complains. */
export function lastLines({ stdout, stderr }: ChildProcess): { last(): string } {
  const [output, complaints] = [tail(stdout), tail(stderr)];
  return { last: () => complaints() || output() };
}

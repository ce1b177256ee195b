/** Floor 5: a shell command of the user's, bounded in time and size. */
import { spawn, type ChildProcess } from 'node:child_process';
import { killGroup } from './kill-group.js';

/** What to run, and where. */
export interface ShellCommand {
  readonly command: string;
  /** Working directory. */
  readonly folder: string;
  /** Besides the environment of this process. */
  readonly env: Readonly<Record<string, string>>;
  /** In milliseconds. */
  readonly timeout: number;
}

/** How it ended: what it printed, or why that is not known. */
export type ShellResult =
  | { readonly kind: 'done'; readonly output: string }
  | { readonly kind: 'failed'; readonly why: string };

/** The most that a command may print, in bytes. */
const LONGEST_OUTPUT = 8 * 1024 * 1024;
/** How much of its complaints is shown, in characters. */
const SHOWN = 500;

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
  readonly complaints: string;
  /** Why Standin ended it. */
  readonly ended?: string;
}

/** Reads both streams to their end; a command that prints or takes too much is ended with all its children. */
function ended(child: ChildProcess, timeout: number): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const output: Buffer[] = [];
    let size = 0;
    let complaints = '';
    let stopped: string | undefined;
    const stop = (why: string): void => {
      stopped ??= why;
      killGroup(child, 'SIGKILL');
    };
    const timer = setTimeout(() => stop(`took longer than ${timeout} ms`), timeout);
    child.stdout?.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > LONGEST_OUTPUT) stop('printed more than 8 MiB');
      else output.push(chunk);
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      complaints = (complaints + chunk.toString('utf8')).slice(-SHOWN);
    });
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      const text = Buffer.concat(output).toString('utf8');
      const known = { code, signal, output: text, complaints: complaints.trim() };
      resolve(stopped === undefined ? known : { ...known, ended: stopped });
    });
  });
}

/**
 * Runs a command in the shell of the machine, in a process group of its own.
 *
 * @returns its standard output, or why there is none: a status other than 0, too slow, too much
 * @example
 * await runShell({ command: 'sqlite3 -json app.db "select * from users"', folder, env: {}, timeout: 10_000 });
 */
export async function runShell(command: ShellCommand): Promise<ShellResult> {
  const child = spawn(command.command, {
    shell: true,
    cwd: command.folder,
    env: { ...process.env, ...command.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  try {
    const { code, signal, output, complaints, ended: why } = await ended(child, command.timeout);
    if (why !== undefined) return { kind: 'failed', why };
    if (code === 0) return { kind: 'done', output };
    const how =
      code === null ? `was ended by ${signal ?? 'a signal'}` : `ended with status ${code}`;
    return { kind: 'failed', why: complaints === '' ? how : `${how}: ${complaints}` };
  } catch (error) {
    return { kind: 'failed', why: `could not be started: ${(error as Error).message}` };
  }
}

/** Floor 9: the world as a command sees it; tests hand in another one. */

/** Takes text. */
interface Sink {
  write(text: string): unknown;
}

/** What a command may touch besides files. */
export interface Io {
  /** Results. */
  readonly stdout: Sink;
  /** Progress and errors. */
  readonly stderr: Sink;
  /** Read only where the user says `-`. */
  readonly stdin: AsyncIterable<string | Uint8Array>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether a person is watching each stream. */
  readonly isTTY: { readonly stdout: boolean; readonly stderr: boolean };
  /** The folder that relative paths start at. */
  readonly cwd: string;
}

/** An environment variable; empty counts as unset. */
export function variable({ env }: Io, name: string): string | undefined {
  const value = env[name];
  return value === '' ? undefined : value;
}

/** Whether to colour stdout: NO_COLOR wins over FORCE_COLOR, which wins over the terminal. */
export function wantsColor(io: Io): boolean {
  if (variable(io, 'NO_COLOR') !== undefined) return false;
  const forced = variable(io, 'FORCE_COLOR') ?? variable(io, 'CLICOLOR_FORCE');
  if (forced !== undefined) return forced !== '0';
  return io.isTTY.stdout && variable(io, 'TERM') !== 'dumb';
}

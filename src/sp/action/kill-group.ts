/** Floor 5: a process with everything it started: whether it lives, and how it ends. */
import { spawnSync, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/**
 * Sends a signal to a child and all its descendants; a group that is gone already is no error.
 *
 * @param child - spawned with `detached`, so that it leads a group of its own
 */
export function killGroup(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  const { pid } = child;
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // macOS says EPERM of a group of which only unread exit statuses are left.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}

/** Whether the child or any of its descendants lives. */
export function isGroupAlive(child: ChildProcess): boolean {
  const { pid, exitCode, signalCode } = child;
  if (pid === undefined) return false;
  if (process.platform === 'win32') return exitCode === null && signalCode === null;
  try {
    process.kill(-pid, 0);
  } catch {
    return false;
  }
  return process.platform !== 'linux' || hasLiving(pid);
}

/** State and process group of a line of /proc/PID/stat (proc_pid_stat(5)); the name before them may hold anything. */
function stateOf(id: string): { readonly state?: string; readonly group?: number } {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, 'utf8');
    const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { ...(state === undefined ? {} : { state }), group: Number(group) };
  } catch {
    // It ended while we looked.
    return {};
  }
}

/** Containers without an init keep orphans as zombies for ever: those are not waited for. */
function hasLiving(group: number): boolean {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return ids.map(stateOf).some((it) => it.group === group && it.state !== 'Z');
}

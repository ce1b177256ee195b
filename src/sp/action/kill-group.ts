/** Floor 5: a process with everything it started: whether it lives, and how it ends. */
import { spawnSync, type ChildProcess } from 'node:child_process';

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
    return process.kill(-pid, 0);
  } catch {
    return false;
  }
}

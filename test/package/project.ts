/** A project of a user: a folder with files, in which the packed tarball is installed. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';

/** How a program ended. */
interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Project {
  readonly folder: string;
  write(file: string, text: string): void;
  run(command: string, ...args: readonly string[]): Run;
  /** What a program printed. @throws with everything that it printed when it fails */
  output(command: string, ...args: readonly string[]): string;
  remove(): void;
}

/** The version that Standin itself is tested with. */
export function versionOf(name: string): string {
  const file = new URL('../../package.json', import.meta.url);
  const { devDependencies } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  return `${name}@${devDependencies[name] ?? 'latest'}`;
}

/**
 * Makes a project and installs Standin.
 *
 * @param manifest - its package.json
 * @param packages - what else it installs
 * @param files - a folder below `projects` to start from
 */
export function makeProject(
  manifest: Readonly<Record<string, unknown>>,
  packages: readonly string[] = [],
  files?: string,
): Project {
  const folder = mkdtempSync(join(tmpdir(), 'standin-project-'));
  const env = { ...process.env, NO_COLOR: '1', CI: '1', NODE_OPTIONS: '', VITEST: undefined };
  const run = (command: string, ...args: readonly string[]): Run =>
    spawnSync(command, args, { cwd: folder, encoding: 'utf8', env });
  const output = (command: string, ...args: readonly string[]): string => {
    const { status, stdout, stderr } = run(command, ...args);
    if (status === 0) return stdout;
    throw new Error(
      `${command} ${args.join(' ')} ended with ${String(status)}\n${stdout}\n${stderr}`,
    );
  };
  const write = (file: string, text: string): void => writeFileSync(join(folder, file), text);
  if (files !== undefined) {
    cpSync(new URL(`projects/${files}`, import.meta.url), folder, { recursive: true });
  }
  write('package.json', JSON.stringify({ private: true, ...manifest }));
  const quiet = ['--silent', '--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts'];
  output('npm', 'install', ...quiet, inject('tarball'), ...packages);
  return {
    folder,
    write,
    run,
    output,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Floor 5: the app under test as a process that Standin starts and ends with everything it started. */
import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { TargetError } from '../../base/errors.js';
import type { CommandConfig } from '../../scenario/target-config.js';
import { isGroupAlive, killGroup } from '../action/kill-group.js';
import type { Carrier } from '../carrier/carrier.js';
import { onSignals } from './on-signals.js';
import { lastLines } from './last-lines.js';

/** A started app. */
export interface AppProcess {
  /** Ends the whole group: SIGTERM, and SIGKILL for what is left after the grace. */
  stop(): Promise<void>;
}

/** What the process is started and watched with. */
export interface ProcessMeans {
  /** Asks the ready URL. */
  readonly carrier: Carrier;
  /** Waits so many milliseconds; tests wait for nothing. */
  readonly wait?: (milliseconds: number) => Promise<unknown>;
  /** How long the app may take to end by itself, in milliseconds. Default 5,000. */
  readonly grace?: number;
}

/** Between two questions whether the app is ready, in milliseconds. */
const PAUSE = 100;
const GRACE = 5_000;
/** Between two looks whether the app has ended, in milliseconds. */
const GLANCE = 20;

/** Whether the URL answers with a status below 500. */
async function answers(carrier: Carrier, url: URL): Promise<boolean> {
  try {
    const { status } = await carrier.send({ method: 'GET', url, headers: { accept: '*/*' } });
    return status < 500;
  } catch (error) {
    if (error instanceof TargetError) return false;
    throw error;
  }
}

/** How a child ended; `undefined` while it runs. */
interface Watch {
  readonly child: ChildProcess;
  readonly said: { last(): string };
  /** Settles when the process and its output are over. */
  readonly over: Promise<void>;
  how(): string | undefined;
}

function watch(child: ChildProcess): Watch {
  const said = lastLines(child);
  let ended: string | undefined;
  const over = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      ended ??= `could not be started: ${error.message}`;
      resolve();
    });
    child.once('exit', (code, signal) => {
      ended ??= `ended with ${code === null ? (signal ?? 'a signal') : `status ${code}`}`;
      resolve();
    });
  });
  return { child, said, over, how: () => ended };
}

function neverReady({ start, ready, timeout }: CommandConfig, watched: Watch): TargetError {
  const said = watched.said.last();
  const how = watched.how();
  const what =
    how === undefined
      ? `\`${start}\` runs, but ${ready} did not answer within ${timeout} ms.`
      : `\`${start}\` ${how} before ${ready} answered.`;
  return new TargetError('target-unreachable', said === '' ? what : `${what} It said:\n${said}`, {
    fix:
      how === 'ended with status 0'
        ? 'Let the command stay in the foreground for as long as the app runs.'
        : 'Check `command` of the target: `start` must run the app, and `ready` must be a URL that it answers.',
  });
}

/** Ends the group; resolves when its leader is gone, and what it left behind was given the same grace. */
async function end({ child, over }: Watch, grace: number): Promise<void> {
  killGroup(child, 'SIGTERM');
  const deadline = performance.now() + grace;
  while (isGroupAlive(child) && performance.now() < deadline) await sleep(GLANCE);
  killGroup(child, 'SIGKILL');
  await over;
}

async function untilReady(
  config: CommandConfig,
  watched: Watch,
  { carrier, wait = sleep }: ProcessMeans,
): Promise<void> {
  const url = new URL(config.ready);
  const deadline = performance.now() + config.timeout;
  const attempts = Math.max(1, Math.ceil(config.timeout / PAUSE));
  for (let attempt = 0; attempt < attempts && performance.now() < deadline; attempt++) {
    await Promise.race([wait(PAUSE), watched.over]);
    if (watched.how() !== undefined) break;
    if (await Promise.race([answers(carrier, url), watched.over.then(() => false)])) return;
  }
  throw neverReady(config, watched);
}

async function refuseStranger({ ready }: CommandConfig, { carrier }: ProcessMeans): Promise<void> {
  if (!(await answers(carrier, new URL(ready)))) return;
  throw new TargetError(
    'target-undrivable',
    `Something answers at ${ready} already, before the app was started.`,
    { fix: 'End it, or leave `command` out to test what runs there.' },
  );
}

/**
 * Starts the app and waits until it is ready. It ends with Standin, however Standin ends.
 *
 * @throws TargetError `target-unreachable` when it ends early or does not get ready in time, with the last lines it
 *   said; `target-undrivable` when something else answers at its ready URL
 * @example
 * const app = await startApp({ start: 'npm start', ready: 'http://localhost:3000/', folder, env: {}, timeout: 30_000 }, { carrier });
 * await app.stop();
 */
export async function startApp(config: CommandConfig, means: ProcessMeans): Promise<AppProcess> {
  await refuseStranger(config, means);
  const child = spawn(config.start, {
    shell: true,
    cwd: config.folder,
    env: { ...process.env, ...config.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  const watched = watch(child);
  const grace = means.grace ?? GRACE;
  const forget = onSignals({
    leave: () => end(watched, grace),
    exit: () => killGroup(child, 'SIGKILL'),
  });
  const stop = async (): Promise<void> => {
    forget();
    await end(watched, grace);
  };
  try {
    await untilReady(config, watched, means);
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

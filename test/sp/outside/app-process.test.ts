import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import type { CommandConfig } from '../../../src/scenario/target-config.js';
import { webCarrier } from '../../../src/sp/carrier/web.js';
import { startApp } from '../../../src/sp/outside/app-process.js';

const folder = mkdtempSync(join(tmpdir(), 'standin-process-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An app that says its ids, starts a child of its own, and answers with its environment. */
writeFileSync(
  join(folder, 'app.mjs'),
  `import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
if (process.env.STUBBORN) process.on('SIGTERM', () => {});
createServer((request, response) => {
  response.statusCode = Number(process.env.STATUS ?? 200);
  response.end(JSON.stringify([process.pid, child.pid, process.env.GREETING]));
}).listen(Number(process.env.PORT), '127.0.0.1');
`,
);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function config(port: number, more: Partial<CommandConfig> = {}): CommandConfig {
  return {
    start: `"${process.execPath}" app.mjs`,
    ready: `http://127.0.0.1:${port}/ready`,
    folder,
    env: { PORT: String(port), GREETING: 'hello' },
    timeout: 20_000,
    ...more,
  };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function isZombie(pid: number): boolean {
  const stat = `/proc/${pid}/stat`;
  return existsSync(stat) && /^\d+ \(.*\) Z/.test(readFileSync(stat, 'utf8'));
}

/** Whether nothing of these lives, zombies that nobody has buried yet apart. */
async function areGone(pids: readonly number[]): Promise<boolean> {
  const lives = (pid: number): boolean => isAlive(pid) && !isZombie(pid);
  for (let turn = 0; turn < 500 && pids.some(lives); turn++) await sleep(10);
  return !pids.some(lives);
}

const carrier = webCarrier({ timeout: 2_000 });
afterAll(() => carrier.close());

async function ask(port: number): Promise<[number, number, string]> {
  const url = new URL(`http://127.0.0.1:${port}/`);
  const { body } = await carrier.send({ method: 'GET', url, headers: {} });
  return JSON.parse(body) as [number, number, string];
}

describe('an app that Standin starts', () => {
  it('is ready when it answers, has its environment, and ends with all its children', async () => {
    const port = await freePort();
    const app = await startApp(config(port), { carrier });
    const [pid, child, greeting] = await ask(port);
    expect(greeting).toBe('hello');
    expect([pid, child].every(isAlive)).toBe(true);
    await app.stop();
    expect(await areGone([pid, child])).toBe(true);
  });

  it('is killed when it does not end by itself', async () => {
    const port = await freePort();
    const env = { PORT: String(port), STUBBORN: '1' };
    const app = await startApp(config(port, { env }), { carrier, grace: 50 });
    const [pid, child] = await ask(port);
    await app.stop();
    expect(await areGone([pid, child])).toBe(true);
  });

  it('is ready with a refusal, and not with a failure', async () => {
    const port = await freePort();
    const status = (STATUS: string): CommandConfig =>
      config(port, { env: { PORT: String(port), STATUS } });
    const app = await startApp(status('401'), { carrier });
    await app.stop();
    const failing = { ...status('503'), timeout: 2_000 };
    await expect(startApp(failing, { carrier })).rejects.toMatchObject({
      code: 'target-unreachable',
      message: expect.stringContaining('did not answer within 2000 ms') as string,
    });
  });

  it('that ends early says its last twenty lines', async () => {
    const port = await freePort();
    const lines = 'for i in $(seq 1 30); do echo "line $i" >&2; done; echo out; exit 7';
    const error = await startApp(config(port, { start: lines }), { carrier }).catch(
      (thrown: unknown) => thrown as Error,
    );
    expect(error).toMatchObject({ code: 'target-unreachable' });
    const { message } = error as Error;
    expect(message).toContain('ended with status 7 before http://127.0.0.1');
    expect(message).toContain('\nline 11\n');
    expect(message).not.toContain('line 10\n');
    expect(message).not.toContain('\nout');
  });

  it('has to stay in the foreground', async () => {
    const start = 'echo started';
    const starting = startApp(config(await freePort(), { start }), { carrier });
    await expect(starting).rejects.toMatchObject({
      message: expect.stringContaining('started') as string,
      fix: expect.stringContaining('foreground') as string,
    });
  });

  it('asks only so often', async () => {
    const waits: number[] = [];
    const wait = (milliseconds: number): Promise<void> => {
      waits.push(milliseconds);
      return Promise.resolve();
    };
    const start = `exec "${process.execPath}" -e "setInterval(() => {}, 1000)"`;
    const silent = config(await freePort(), { start, timeout: 1_000 });
    await expect(startApp(silent, { carrier, wait })).rejects.toMatchObject({
      code: 'target-unreachable',
    });
    expect(waits).toEqual(Array.from({ length: 10 }, () => 100));
  });

  it('is not taken for what listens there already', async () => {
    const port = await freePort();
    const first = await startApp(config(port), { carrier });
    await expect(startApp(config(port), { carrier })).rejects.toMatchObject({
      code: 'target-undrivable',
      fix: expect.stringContaining('`command`') as string,
    });
    await first.stop();
  });
});

describe('when Standin itself is ended', () => {
  const source = (path: string): string => resolve('src/sp', path);

  /** A little Standin in a process of its own. */
  async function standin(port: number, then: string): Promise<ReturnType<typeof spawn>> {
    const { build } = await import('rolldown');
    const entry = join(folder, 'entry.mjs');
    writeFileSync(
      entry,
      `import { startApp } from ${JSON.stringify(source('outside/app-process.ts'))};
import { webCarrier } from ${JSON.stringify(source('carrier/web.ts'))};
await startApp(${JSON.stringify(config(port))}, { carrier: webCarrier({ timeout: 2000 }), grace: 500 });
console.log('ready');
setInterval(() => {}, 1000);
${then}`,
    );
    const file = join(folder, `standin-${port}.mjs`);
    await build({ input: entry, platform: 'node', output: { file, codeSplitting: false } });
    return spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
  }

  it.each([
    ['by SIGINT', 'SIGINT', ''],
    ['by SIGTERM', 'SIGTERM', ''],
    ['by an error that nobody catches', undefined, 'setTimeout(() => { throw null; }, 50);'],
  ] as const)('%s, the app ends too', async (_name, signal, then) => {
    const port = await freePort();
    const parent = await standin(port, then.replace('50', '1500'));
    await once(parent.stdout as NodeJS.ReadableStream, 'data');
    const [pid, child] = await ask(port);
    if (signal !== undefined) parent.kill(signal);
    const [, endedBy] = (await once(parent, 'exit')) as [unknown, string | null];
    if (signal !== undefined) expect(endedBy).toBe(signal);
    expect(await areGone([pid, child])).toBe(true);
  });
});

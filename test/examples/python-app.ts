/** The Python example as a process of its own. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Debian's Python, which has Debian's packages; the `python3` of a PATH may be another one. */
const PYTHON = '/usr/bin/python3';

/** Why the example cannot run on this machine; `undefined` when it can. */
export function pythonMissing(): string | undefined {
  const { status } = spawnSync(PYTHON, ['-c', 'import flask, onelogin.saml2']);
  return status === 0 ? undefined : 'needs apt-get install python3-flask python3-onelogin-saml2';
}

/** A port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<unknown>((resolve) => server.close(resolve));
  return port;
}

/** The running app. */
export interface PythonApp {
  readonly origin: string;
  stop(): Promise<void>;
}

/** Starts the app; resolves when it says that it runs. */
export async function startPython(metadata: string): Promise<PythonApp> {
  const folder = mkdtempSync(join(tmpdir(), 'standin-python-'));
  const file = join(folder, 'idp.xml');
  writeFileSync(file, metadata);
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const child = spawn(PYTHON, ['app.py', String(port)], {
    cwd: new URL('../../examples/python/', import.meta.url),
    env: { APP_URL: origin, IDP_METADATA: file, API_TOKEN: 'secret', PYTHONUNBUFFERED: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    createInterface(child.stderr).on('line', (line) => {
      said.push(line);
      if (line.includes('Running on')) resolve();
    });
    void ended.then(() => reject(new Error(said.join('\n'))));
  });
  return {
    origin,
    async stop() {
      child.kill();
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

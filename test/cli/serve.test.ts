import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { untilSignal } from '../../src/cli/serve/until-signal.js';
import { scratchFolder, standin } from './command-line.js';

const ROOT = new URL('../..', import.meta.url).pathname;

/** Kept from test to test: making keys takes a while. */
const shared = scratchFolder();
const KEYS = join(shared.path, 'keys');
afterAll(() => shared.remove());

let folder: ReturnType<typeof scratchFolder>;
const children = new Set<ChildProcess>();
beforeEach(() => {
  folder = scratchFolder();
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
  folder.remove();
});

interface Started {
  readonly child: ChildProcess;
  /** What the first line says. */
  readonly told: {
    readonly url: string;
    readonly metadata: Readonly<Record<string, string>>;
    readonly admin: string;
    readonly sp: string | null;
    readonly pid: number;
  };
  /** The next lines on stderr, up to one that holds the text. */
  readonly until: (text: string) => Promise<string>;
  readonly exit: () => Promise<readonly unknown[]>;
}

function launch(...args: readonly string[]): ChildProcess {
  const launcher = join(ROOT, 'bin/standin.js');
  const child = spawn(
    process.execPath,
    [launcher, 'serve', '--port', '0', '--keys', KEYS, ...args],
    { cwd: folder.path, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  children.add(child);
  return child;
}

async function start(...args: readonly string[]): Promise<Started> {
  const child = launch('--json', ...args);
  const exited = once(child, 'exit');
  if (child.stdout === null || child.stderr === null) throw new Error('no streams');
  const errors = createInterface({ input: child.stderr })[Symbol.asyncIterator]();
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return {
    child,
    told: JSON.parse(line) as Started['told'],
    exit: () => exited,
    async until(text) {
      const lines: string[] = [];
      while (lines.at(-1)?.includes(text) !== true) {
        const { done, value } = (await errors.next()) as IteratorResult<string, undefined>;
        if (done === true) throw new Error(`ended before "${text}": ${lines.join('\n')}`);
        lines.push(value);
      }
      return lines.join('\n');
    },
  };
}

function certificateIn(metadata: string): string {
  return /<(?:ds:)?X509Certificate>([^<]+)/.exec(metadata)?.[1]?.replaceAll(/\s/g, '') ?? '';
}

async function read(url: string): Promise<string> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  return response.text();
}

const STORY = `scenario: A story
idp: okta
sp: proof
users:
  ada: { email: ada@acme.example, firstName: Ada, lastName: Byron }
steps:
  - login: ada
`;

describe('standin serve', () => {
  beforeAll(() => {
    expect(existsSync(join(ROOT, 'dist/cli/serve/serve.js')), 'run npm run build first').toBe(true);
  });

  it('tells programs where it is, and keeps its keys from start to start', async () => {
    const first = await start();
    const { url, metadata, admin, sp, pid } = first.told;
    expect(Object.keys(metadata)).toEqual(['okta-acme', 'entra-acme']);
    expect(admin).toBe(`${url}__standin/api`);
    expect(pid).toBe(first.child.pid);
    expect(await read(url)).toContain('Standin');
    expect(await read(sp ?? '')).toContain('Sign in with');
    const certificate = certificateIn(await read(metadata['okta-acme'] ?? ''));
    expect(certificate).not.toBe('');
    first.child.kill('SIGTERM');
    expect(await first.exit()).toEqual([0, null]);
    const second = await start();
    const again = await read(second.told.metadata['okta-acme'] ?? '');
    expect(certificateIn(again)).toBe(certificate);
  });

  it('finishes what is under way when it is interrupted', async () => {
    const { child, told, exit } = await start('--no-sp');
    expect(told.sp).toBeNull();
    const { hostname, port } = new URL(told.url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    const head = `POST /__standin/api/reset HTTP/1.1\r\nhost: ${hostname}\r\ncontent-length: 2\r\n`;
    socket.write(`${head}content-type: application/json\r\nexpect: 100-continue\r\n\r\n`);
    // The server has seen the request by then.
    expect(String((await once(socket, 'data'))[0])).toContain('100 Continue');
    child.kill('SIGINT');
    socket.write('{}');
    expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1\.1 20/);
    expect(await exit()).toEqual([0, null]);
  });

  it('shows people what they need on one screen', async () => {
    const child = launch();
    if (child.stdout === null) throw new Error('no stream');
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      if (line === 'Ctrl-C stops.') child.kill('SIGINT');
    }
    const screen = lines
      .join('\n')
      .replaceAll(/127\.0\.0\.1:\d+/g, 'HOST')
      .replace(KEYS, 'KEYS');
    expect(screen.replace(/ \d+\.\d+\.\d+:/, ' VERSION:')).toMatchInlineSnapshot(`
      "Standin VERSION: mock identity providers. Test-only: nobody must trust their keys.

        Dashboard    http://HOST/
        Try it       http://HOST/   a service provider that trusts them all

        Your app     point it at one of these; who it is, is learnt from its first AuthnRequest
          Okta, tenant acme
            metadata   http://HOST/app/acme_yourapp_1/exkYCPHg24Yaq2mm8Kk3/sso/saml/metadata
            sign-on    http://HOST/app/acme_yourapp_1/exkYCPHg24Yaq2mm8Kk3/sso/saml
          Microsoft Entra ID, tenant acme
            metadata   http://HOST/01bf65b7-1209-4b9f-9781-34dba89cc231/federationmetadata/2007-06/federationmetadata.xml?appid=fee30cf5-39a0-476b-a67a-9089659b79c4
            sign-on    http://HOST/01bf65b7-1209-4b9f-9781-34dba89cc231/saml2

        Keys         KEYS

      Ctrl-C stops."
    `);
    expect(lines.length).toBeLessThan(20);
  });

  it('reads scenario files again when they change, and keeps what it had when they are wrong', async () => {
    const file = join(folder.path, 'story.yaml');
    writeFileSync(file, STORY);
    const { told, until } = await start('story.yaml', '--watch');
    const people = async () => {
      const { users } = JSON.parse(await read(`${told.admin}/users`)) as {
        users: readonly { handle: string }[];
      };
      return users.map(({ handle }) => handle);
    };
    expect(await people()).toEqual(['ada']);
    writeFileSync(file, STORY.replace('steps:', '  bob: { email: bob@acme.example }\nsteps:'));
    expect(await until('read again')).toContain('1 tenant');
    expect(await people()).toEqual(['ada', 'bob']);
    writeFileSync(file, STORY.replace('lastName:', 'lastNme:'));
    expect(await until('goes on with what it had')).toMatch(/story\.yaml:5:\d+[^]*lastName/);
    expect(await people()).toEqual(['ada', 'bob']);
  });
});

describe('what cannot be served', () => {
  it('a scenario file with a mistake: exit code 2, with its line', async () => {
    folder.write('story.yaml', STORY.replace('sp:', 'sq:'));
    const { code, stdout, stderr } = await standin(['serve', 'story.yaml'], { cwd: folder.path });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/story\.yaml:3:1/);
  });

  it('at a port that is taken: exit code 2, and what to do', async () => {
    const other = createServer();
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const { port } = other.address() as AddressInfo;
    const args = ['serve', '--port', String(port), '--keys', KEYS];
    const { code, stdout, stderr } = await standin(args, { cwd: folder.path });
    other.close();
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`127.0.0.1:${port}`);
    expect(stderr).toContain('--port 0');
  });

  it('--watch without a file to watch', async () => {
    const { code, stderr } = await standin(['serve', '--watch'], { cwd: folder.path });
    expect(code).toBe(2);
    expect(stderr).toContain('Name scenario files');
  });
});

describe('signals', () => {
  it('a second one does not wait any longer', async () => {
    const exit = vi.spyOn(process, 'exit').mockImplementation((() => undefined) as never);
    const closing: { end?: () => void } = {};
    const ended = untilSignal(() => new Promise<void>((resolve) => (closing.end = resolve)));
    process.emit('SIGTERM', 'SIGTERM');
    await vi.waitUntil(() => closing.end);
    expect(exit).not.toHaveBeenCalled();
    process.emit('SIGTERM', 'SIGTERM');
    expect(exit.mock.calls).toEqual([[143]]);
    closing.end?.();
    await ended;
    exit.mockRestore();
  });
});

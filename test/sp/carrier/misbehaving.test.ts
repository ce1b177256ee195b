/** Apps that misbehave on the wire: each is a clear error in time, and a connection that ends on both sides. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { deflateRawSync, deflateSync, brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser } from '../../../src/sp/browser/browser.js';
import { carrierOf } from '../../../src/sp/carrier/app.js';
import type { Incoming } from '../../../src/sp/carrier/carrier.js';
import { webCarrier } from '../../../src/sp/carrier/web.js';

const TIMEOUT = 100;
const servers: Server[] = [];
const unhandled: unknown[] = [];
const note = (reason: unknown): void => {
  unhandled.push(reason);
};

beforeEach(() => {
  process.on('unhandledRejection', note);
});
afterEach(async () => {
  for (const server of servers.splice(0)) {
    await new Promise((resolve) => server.close(resolve));
  }
  process.off('unhandledRejection', note);
  expect(unhandled.splice(0)).toEqual([]);
});

interface Wire {
  readonly base: string;
  /** Resolves when the app has seen its connection end. */
  readonly ended: Promise<void>;
}

/** A server that writes what it likes once a request is there. */
async function wire(behave: (socket: Socket) => void): Promise<Wire> {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('close', () => end());
    socket.once('data', () => behave(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, ended };
}

async function ask(base: string, timeout = TIMEOUT): Promise<Incoming> {
  const carrier = webCarrier({ timeout });
  try {
    return await carrier.send({ method: 'GET', url: new URL(`${base}/x`), headers: {} });
  } finally {
    await carrier.close();
  }
}

const OK = 'HTTP/1.1 200 OK\r\n';
const PATIENT = 10_000;

/** Writes a piece as often as the connection takes it. */
function forever(socket: Socket, piece: string): void {
  const more = (): void => {
    if (!socket.destroyed) socket.write(piece, () => setImmediate(more));
  };
  more();
}

describe('an app that', () => {
  it.each<[string, number, (socket: Socket) => void, RegExp]>([
    ['closes at once', PATIENT, (s) => s.destroy(), /closed the connection/],
    ['ends at once', PATIENT, (s) => s.end(), /closed the connection/],
    [
      'breaks off in its headers',
      PATIENT,
      (s) => s.end(`${OK}content-ty`),
      /closed the connection|not HTTP/,
    ],
    [
      'breaks off in its body',
      PATIENT,
      (s) => s.end(`${OK}content-length: 100\r\n\r\nhalf`),
      /closed the connection/,
    ],
    [
      'breaks off in a chunk',
      PATIENT,
      (s) => s.end(`${OK}transfer-encoding: chunked\r\n\r\nff\r\nhalf`),
      /closed the connection/,
    ],
    ['does not speak HTTP', PATIENT, (s) => s.end('220 mail.example ESMTP\r\n'), /not HTTP/],
    [
      'answers twice over',
      PATIENT,
      (s) => s.end(`${OK}content-length: 1\r\ncontent-length: 2\r\n\r\nab`),
      /not HTTP/,
    ],
    [
      'switches protocols',
      PATIENT,
      (s) =>
        s.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
      /closed the connection/,
    ],
    ['says nothing', TIMEOUT, () => undefined, /within 100 ms/],
    ['says nothing after its headers', TIMEOUT, (s) => s.write(`${OK}\r\n`), /within 100 ms/],
    ['never ends a body', TIMEOUT, (s) => s.write(`${OK}\r\nmore`), /within 100 ms/],
    [
      'says "continue" for ever',
      TIMEOUT,
      (s) => forever(s, 'HTTP/1.1 100 Continue\r\n\r\n'),
      /within 100 ms/,
    ],
    [
      'writes a byte now and then',
      TIMEOUT,
      (s) => {
        s.write(`${OK}\r\n`);
        forever(s, '.');
      },
      /within 100 ms/,
    ],
    [
      'never ends its headers',
      PATIENT,
      (s) => {
        s.write(OK);
        forever(s, `x-more: ${'y'.repeat(1000)}\r\n`);
      },
      /more than 256 KiB of headers/,
    ],
    [
      'never ends',
      PATIENT,
      (s) => {
        s.write(`${OK}\r\n`);
        forever(s, 'z'.repeat(256 * 1024));
      },
      /longer than 8 MiB/,
    ],
  ])('%s', async (_title, timeout, behave, why) => {
    const { base, ended } = await wire(behave);
    const asked = ask(base, timeout);
    await expect(asked).rejects.toMatchObject({ name: 'TargetError' });
    await expect(asked).rejects.toThrow(why);
    await ended;
  });

  it('is not there', async () => {
    const { base } = await wire(() => undefined);
    const server = servers.pop();
    await new Promise((resolve) => server?.close(resolve));
    await expect(ask(base)).rejects.toMatchObject({
      code: 'target-unreachable',
      message: expect.stringContaining('nothing listens there') as string,
      fix: expect.stringContaining('Start the app') as string,
    });
  });

  it.each([
    ['gzip', gzipSync(Buffer.alloc(20_000_000))],
    ['deflate', deflateSync(Buffer.alloc(20_000_000))],
    ['br', brotliCompressSync(Buffer.alloc(20_000_000))],
  ])('sends 20 MB as a small %s', async (coding, bytes) => {
    const { base } = await wire((socket) => {
      socket.write(`${OK}content-encoding: ${coding}\r\ncontent-length: ${bytes.length}\r\n\r\n`);
      socket.end(bytes);
    });
    await expect(ask(base, PATIENT)).rejects.toThrow(/longer than 8 MiB/);
  });

  it('says that plain text is gzip', async () => {
    const { base } = await wire((s) => s.end(`${OK}content-encoding: gzip\r\n\r\nplain`));
    await expect(ask(base)).rejects.toMatchObject({ code: 'target-undrivable' });
  });
});

describe('an app that does not want 50 MB', () => {
  const body = Buffer.alloc(50_000_000);
  const post = async (base: string, timeout: number): Promise<Incoming> => {
    const carrier = webCarrier({ timeout });
    const headers = { 'content-length': String(body.length) };
    try {
      return await carrier.send({ method: 'POST', url: new URL(`${base}/x`), headers, body });
    } finally {
      await carrier.close();
    }
  };

  it('may answer before it has read them', async () => {
    const { base } = await wire((socket) => {
      socket.write('HTTP/1.1 413 Content Too Large\r\ncontent-length: 3\r\n\r\nno!');
      socket.resume();
    });
    expect(await post(base, PATIENT)).toMatchObject({ status: 413, body: 'no!' });
  });

  it('may close the connection', async () => {
    const { base, ended } = await wire((socket) => socket.destroy());
    await expect(post(base, PATIENT)).rejects.toMatchObject({
      code: 'target-unreachable',
      message: expect.stringContaining('closed the connection') as string,
    });
    await ended;
  });

  it('may not wait for ever', async () => {
    const paused: Socket[] = [];
    const { base, ended } = await wire((socket) => paused.push(socket.pause()));
    await expect(post(base, TIMEOUT)).rejects.toThrow(/within 100 ms/);
    // Whoever does not read does not see the end either.
    for (const socket of paused) socket.resume();
    await ended;
  });
});

describe('what browsers forgive', () => {
  it.each([
    ['gzip', gzipSync('text')],
    ['deflate', deflateSync('text')],
    ['deflate', deflateRawSync('text')],
    ['br', brotliCompressSync('text')],
    ['gzip, br', brotliCompressSync(gzipSync('text'))],
    ['gzip', gzipSync('text').subarray(0, -8)],
    ['unheard-of', Buffer.from('text')],
  ])('%s is undone', async (coding, bytes) => {
    const { base } = await wire((socket) => {
      socket.write(`${OK}content-encoding: ${coding}\r\n\r\n`);
      socket.end(bytes);
    });
    expect((await ask(base, PATIENT)).body).toBe('text');
  });

  it.each([
    ['text/html; charset="ISO-8859-1"', [0xe9], 'é'],
    ['text/html; charset=windows-1252', [0x80], '€'],
    ['text/html', [0xef, 0xbb, 0xbf, 0xc3, 0xa9], 'é'],
    ['text/plain; charset=utf-16le', [0xe9, 0x00], 'é'],
    ['text/html; charset=no-such', [0xc3, 0xa9], 'é'],
  ])('%s is decoded', async (type, bytes, text) => {
    const { base } = await wire((socket) => {
      socket.write(`${OK}content-type: ${type}\r\n\r\n`);
      socket.end(Buffer.from(bytes));
    });
    expect((await ask(base, PATIENT)).body).toBe(text);
  });

  it("a page's own declaration counts", async () => {
    const page = Buffer.from('<meta charset="iso-8859-1"><p>\u00e9', 'latin1');
    const { base } = await wire((socket) => {
      socket.write(`${OK}content-type: text/html\r\n\r\n`);
      socket.end(page);
    });
    expect((await ask(base, PATIENT)).body).toContain('<p>é');
  });

  it('a kept connection that was closed is opened again, for GET only', async () => {
    let requests = 0;
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', () => {
        requests++;
        if (requests === 2) socket.destroy();
        else socket.write(`${OK}content-length: 2\r\n\r\nok`);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    servers.push(server);
    const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const carrier = webCarrier();
    const send = (): Promise<Incoming> => carrier.send({ method: 'GET', url, headers: {} });
    expect((await send()).body).toBe('ok');
    // The first connection is put back once its answer is read.
    await new Promise((resolve) => setImmediate(resolve));
    expect((await send()).body).toBe('ok');
    expect(requests).toBe(3);
    await carrier.close();
  });
});

describe('an app of this process that', () => {
  it('throws is named with its error', async () => {
    const boom = new Error('boom');
    const carrier = await carrierOf((request, response) => {
      response.setHeader('x-path', request.url ?? '');
      throw boom;
    });
    const sent = carrier.send({ method: 'GET', url: new URL('https://sp.example/x'), headers: {} });
    await expect(sent).rejects.toMatchObject({ code: 'target-undrivable', cause: boom });
    await carrier.close();
  });

  it('rejects is named with its error', async () => {
    const boom = new Error('boom');
    const listener = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      await new Promise((resolve) => request.once('end', resolve).resume());
      response.setHeader('x-path', request.url ?? '');
      throw boom;
    };
    const carrier = await carrierOf(listener);
    const sent = carrier.send({ method: 'GET', url: new URL('https://sp.example/x'), headers: {} });
    await expect(sent).rejects.toMatchObject({ code: 'target-undrivable', cause: boom });
    await carrier.close();
  });

  it('throws in a fetch handler is named with its error', async () => {
    const boom = new Error('boom');
    const carrier = await carrierOf(() => Promise.reject(boom));
    const sent = carrier.send({ method: 'GET', url: new URL('https://sp.example/x'), headers: {} });
    await expect(sent).rejects.toMatchObject({ code: 'target-undrivable', cause: boom });
    await expect(sent).rejects.toThrow('GET /x: Error: boom');
  });

  it('gives no Response is told so', async () => {
    const carrier = await carrierOf(() => Promise.resolve(undefined as unknown as Response));
    const sent = carrier.send({ method: 'GET', url: new URL('https://sp.example/x'), headers: {} });
    await expect(sent).rejects.toThrow('something that is no Response');
  });

  it('fails after it was too late stays unheard', async () => {
    let fail: (cause: Error) => void = () => undefined;
    const carrier = await carrierOf(
      () =>
        new Promise<Response>((_resolve, reject) => {
          fail = reject;
        }),
      { timeout: 50 },
    );
    const sent = carrier.send({ method: 'GET', url: new URL('https://sp.example/x'), headers: {} });
    await expect(sent).rejects.toThrow('within 50 ms');
    fail(new Error('too late'));
    await new Promise((resolve) => setImmediate(resolve));
  });

  it('sends the browser in circles is shown the circle', async () => {
    const carrier = await carrierOf((request: Request) => {
      const next = new URL(request.url).pathname === '/a' ? '/b' : '/a';
      return new Response(null, { status: 302, headers: { location: next } });
    });
    const browser = openBrowser({ carrierFor: () => carrier, routes: [] });
    await expect(browser.get('https://sp.example/a')).rejects.toThrow(
      'https://sp.example/a -> https://sp.example/b -> https://sp.example/a',
    );
    expect(browser.hops).toHaveLength(21);
  });
});

it('a server that the user started is reached, and stays', async () => {
  const { base } = await wire((socket) => socket.end(`${OK}\r\nhere`));
  const carrier = await carrierOf(base);
  const { body } = await carrier.send({
    method: 'GET',
    url: new URL('https://sp.example/'),
    headers: {},
  });
  expect(body).toBe('here');
  await carrier.close();
  const socket = connect(Number(new URL(base).port), '127.0.0.1');
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  socket.destroy();
});

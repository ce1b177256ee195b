/** Real origins: TLS, pace, names. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { carrierOf } from '../../../src/sp/carrier/app.js';
import { pace } from '../../../src/sp/carrier/pace.js';
import { webCarrier, type WebOptions } from '../../../src/sp/carrier/web.js';
import { selfSigned } from './self-signed.js';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const localhost = selfSigned('localhost');

async function secure(): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer(localhost, (request, response) => {
    response.end(`${request.method ?? ''} ${request.headers.host ?? ''}`);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

async function ask(url: string, options: WebOptions, method = 'GET'): Promise<string> {
  const carrier = webCarrier(options);
  try {
    return (await carrier.send({ method, url: new URL(url), headers: {} })).body;
  } finally {
    await carrier.close();
  }
}

describe('TLS', () => {
  it('is verified', async () => {
    const { port } = await secure();
    await expect(ask(`https://localhost:${port}/`, {})).rejects.toMatchObject({
      code: 'target-unreachable',
      message: expect.stringContaining('not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)') as string,
      fix: expect.stringContaining('`tls.ca`') as string,
    });
  });

  it.each(['GET', 'POST'])('trusts one more CA for %s', async (method) => {
    const { port } = await secure();
    const url = `https://localhost:${port}/`;
    expect(await ask(url, { tls: { ca: localhost.cert } }, method)).toBe(
      `${method} localhost:${port}`,
    );
  });

  it('compares the name', async () => {
    const { port } = await secure();
    const asked = ask(`https://127.0.0.1:${port}/`, { tls: { ca: localhost.cert } });
    await expect(asked).rejects.toThrow('certificate for another name');
  });

  it.each(['GET', 'POST'])('accepts anything on loopback when told, for %s', async (method) => {
    const { port } = await secure();
    const body = await ask(`https://127.0.0.1:${port}/`, { tls: { insecure: true } }, method);
    expect(body).toBe(`${method} 127.0.0.1:${port}`);
  });

  it('is never insecure away from this machine', async () => {
    await expect(ask('https://sp.example/', { tls: { insecure: true } })).rejects.toMatchObject({
      name: 'UserError',
      code: 'option-invalid',
    });
  });

  it('says that a server does not speak it', async () => {
    const { port } = await secure();
    await expect(ask(`http://localhost:${port}/`, {})).rejects.toMatchObject({
      code: 'target-unreachable',
    });
  });

  it.each(['', 'nonsense', readFileSync('package.json', 'utf8')])('refuses a CA of %#', (ca) => {
    expect(() => webCarrier({ tls: { ca } })).toThrow('`tls.ca` holds no certificate');
  });

  it("reaches an app's own server", async () => {
    const { server, port } = await secure();
    const carrier = await carrierOf(server);
    const url = new URL('https://sp.example/');
    expect((await carrier.send({ method: 'GET', url, headers: {} })).body).toBe('GET sp.example');
    await carrier.close();
    expect((server.address() as AddressInfo).port).toBe(port);
  });
});

describe('a pace', () => {
  it('spaces requests evenly, and asks for no rest after a break', async () => {
    const time = { now: 1000 };
    const waits: number[] = [];
    const pulse = {
      now: () => time.now,
      wait: (milliseconds: number) => Promise.resolve(waits.push(milliseconds)),
    };
    const turn = pace(4, pulse);
    const { signal } = new AbortController();
    await Promise.all([turn(signal), turn(signal), turn(signal)]);
    time.now += 10_000;
    await turn(signal);
    time.now += 100;
    await turn(signal);
    expect(waits).toEqual([250, 500, 150]);
  });

  it('ends with its carrier', async () => {
    const { port } = await secure();
    const carrier = webCarrier({ rate: 0.001, tls: { insecure: true } });
    const url = new URL(`https://127.0.0.1:${port}/`);
    await carrier.send({ method: 'GET', url, headers: {} });
    const second = expect(carrier.send({ method: 'GET', url, headers: {} })).rejects;
    const judged = second.toThrow('the target was closed');
    await carrier.close();
    await judged;
  });
});

describe('what is no app', () => {
  it.each([
    [undefined, ''],
    [null, ''],
    [{}, ''],
    [[], ''],
    [42, ''],
    [{ getHttpServer: () => undefined }, 'app.getHttpServer()'],
    [Promise.resolve(), 'await it first'],
    [{ get: () => 0, post: () => 0, del: () => 0 }, 'request.agent(app)'],
  ])('%o is refused with what is accepted', async (thing, near) => {
    await expect(carrierOf(thing as never)).rejects.toMatchObject({
      name: 'UserError',
      code: 'option-invalid',
      fix: expect.stringMatching(
        new RegExp(`${near.replace(/[().]/g, '\\$&')}.*Accepted are .*http.Server.*Fastify.*Koa`),
      ) as string,
    });
  });

  it.each(['/login', 'localhost:3000', 'ftp://x/'])('%s is no base URL', async (text) => {
    await expect(carrierOf(text)).rejects.toThrow('is no http or https URL');
  });
});

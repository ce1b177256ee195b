/** What every carrier promises, whatever brings the request to the app. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TargetError } from '../../src/base/errors.js';
import type { Incoming, Outgoing } from '../../src/sp/carrier/carrier.js';
import { DRIVEN, type Driven } from '../sp/carrier/apps.js';

const PATIENT = 10_000;
const HASTY = 80;
/** They are called with the URL, and hear of no other host. */
const WITHOUT_SOCKET: readonly string[] = ['a Hono app', 'a fetch handler'];

const open: Driven[] = [];
const unhandled: unknown[] = [];
const note = (reason: unknown): void => {
  unhandled.push(reason);
};

beforeEach(() => void process.on('unhandledRejection', note));
afterEach(async () => {
  for (const driven of open.splice(0)) {
    await driven.carrier.close();
    await driven.close();
  }
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', note);
  expect(unhandled.splice(0)).toEqual([]);
});

describe.each(Object.keys(DRIVEN))('the carrier to %s', (kind) => {
  async function drive(timeout = PATIENT): Promise<Driven> {
    const driven = await DRIVEN[kind]?.(timeout);
    if (driven === undefined) throw new Error(kind);
    open.push(driven);
    return driven;
  }

  async function ask(path: string, more: Partial<Outgoing> = {}): Promise<Incoming> {
    const { carrier, origin } = await drive();
    return carrier.send({ method: 'GET', url: new URL(origin + path), headers: {}, ...more });
  }

  it('brings method, path, query and headers, and the public origin', async () => {
    const { carrier, origin } = await drive();
    const url = new URL(`${origin}/echo?a=1&b=%2F`);
    const { status, body } = await carrier.send({
      method: 'GET',
      url,
      headers: { 'x-secret': 'psst' },
    });
    const seen = JSON.parse(body) as Record<string, unknown>;
    expect(status).toBe(200);
    expect(seen).toMatchObject({
      method: 'GET',
      path: '/echo?a=1&b=%2F',
      host: url.host,
      secret: 'psst',
    });
    if (origin.startsWith('https:')) {
      expect(seen).toMatchObject({ 'x-forwarded-proto': 'https', 'x-forwarded-host': url.host });
    }
  });

  it('brings a form', async () => {
    const body = 'SAMLResponse=a%2Bb&RelayState=%C3%A4';
    const answer = await ask('/echo', {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': String(body.length),
      },
      body,
    });
    expect(JSON.parse(answer.body)).toMatchObject({
      method: 'POST',
      body,
      'content-type': 'application/x-www-form-urlencoded',
    });
  });

  it('brings bytes as they are', async () => {
    const body = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    for (const type of ['application/x-www-form-urlencoded', 'application/json', 'x/y']) {
      const headers = { 'content-type': type, 'content-length': String(body.length) };
      const answer = await ask('/bytes', { method: 'POST', headers, body });
      expect(answer.body).toBe(body.toString('hex'));
    }
  });

  it('brings 50 MB', async () => {
    const body = Buffer.alloc(50_000_000, 'x');
    const headers = { 'content-type': 'text/plain', 'content-length': String(body.length) };
    expect((await ask('/size', { method: 'POST', headers, body })).body).toBe('50000000');
  });

  it('shows another host, or says that it cannot', async () => {
    const sent = ask('/echo', { headers: { host: 'evil.test', 'x-forwarded-host': 'evil.test' } });
    if (WITHOUT_SOCKET.includes(kind)) {
      await expect(sent).rejects.toMatchObject({
        name: 'TargetError',
        code: 'target-undrivable',
        message: expect.stringContaining('Host header evil.test') as string,
      });
      return;
    }
    expect(JSON.parse((await sent).body)).toMatchObject({
      host: 'evil.test',
      'x-forwarded-host': 'evil.test',
    });
  });

  it('keeps several cookies apart', async () => {
    const { cookies, headers } = await ask('/cookies');
    expect(cookies).toEqual([
      'a=1; Path=/; Expires=Wed, 01 Jan 2110 00:00:00 GMT',
      'b=2; Path=/; HttpOnly',
    ]);
    expect(headers).not.toHaveProperty('set-cookie');
  });

  it('follows no redirect', async () => {
    const { status, headers } = await ask('/redirect');
    expect(status).toBe(302);
    expect(headers['location']).toBe('/echo');
  });

  it.each([
    ['/none', 204, ''],
    ['/error', 500, 'broken'],
    ['/nothing', 200, ''],
    ['/unknown', 404, 'not here'],
    ['/stream', 200, 'one two three'],
    ['/invalid', 200, 'a\ufffdb'],
    ['/latin1', 200, 'é'],
    ['/gzip', 200, 'small'],
  ])('hands %s over as it is', async (path, status, body) => {
    expect(await ask(path)).toMatchObject({ status, body });
  });

  it('survives binary', async () => {
    const { body } = await ask('/binary');
    expect(body.slice(0, 128)).toBe(
      String.fromCharCode(...Array.from({ length: 128 }, (_, i) => i)),
    );
    expect(body.slice(128)).toMatch(/^\ufffd+$/);
  });

  it('names headers in lower case', async () => {
    const { headers } = await ask('/header');
    expect(headers['x-mixed']).toBe('Value');
    expect(Object.keys(headers).filter((name) => name !== name.toLowerCase())).toEqual([]);
  });

  it('cuts 50 MB off', async () => {
    const { carrier, origin, taken } = await drive();
    const url = new URL(`${origin}/big`);
    const failed = carrier.send({ method: 'GET', url, headers: {} });
    await expect(failed).rejects.toBeInstanceOf(TargetError);
    await expect(failed).rejects.toMatchObject({ code: 'target-undrivable' });
    expect(taken()).toBeLessThan(30_000_000);
  });

  it('waits for no answer longer than told', async () => {
    const { carrier, origin } = await drive(HASTY);
    const url = new URL(`${origin}/hang`);
    await expect(carrier.send({ method: 'GET', url, headers: {} })).rejects.toMatchObject({
      name: 'TargetError',
      code: 'target-unreachable',
      message: `${origin} did not answer GET /hang within ${HASTY} ms.`,
    });
  });

  it('says that an answer broke off', async () => {
    await expect(ask('/cut')).rejects.toBeInstanceOf(TargetError);
  });

  it('goes on after a failure', async () => {
    const { carrier, origin } = await drive();
    const send = (path: string): Promise<Incoming> =>
      carrier.send({ method: 'GET', url: new URL(origin + path), headers: {} });
    await expect(send('/cut')).rejects.toBeInstanceOf(TargetError);
    expect((await send('/stream')).body).toBe('one two three');
  });

  it('ends what is under way when it is closed', async () => {
    const { carrier, origin } = await drive();
    const url = new URL(`${origin}/hang`);
    const sent = carrier.send({ method: 'GET', url, headers: {} });
    const judged = expect(sent).rejects.toMatchObject({ code: 'target-unreachable' });
    await new Promise((resolve) => setImmediate(resolve));
    await carrier.close();
    await judged;
  });
});

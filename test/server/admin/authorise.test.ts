import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { isLocalPeer } from '../../../src/server/http/host.js';
import { authorise } from '../../../src/server/admin/authorise.js';
import type { HttpRequest } from '../../../src/server/http/request.js';
import { openServer } from '../open-server.js';
import { call, codeOf } from './api-client.js';

const TOKEN = 'a-token-that-nobody-guesses';

describe('a server with a token', () => {
  it.each([
    ['no header', undefined],
    ['another token', 'Bearer a-token-that-somebody-guesses'],
    ['another scheme', `Basic ${TOKEN}`],
    ['the token and more', `Bearer ${TOKEN} ${TOKEN}`],
    ['a part of the token', `Bearer ${TOKEN.slice(0, -1)}`],
    ['an empty token', 'Bearer '],
  ])('refuses %s', async (_, authorization) => {
    await using server = await openServer({ options: { adminToken: TOKEN } });
    const headers = authorization === undefined ? {} : { authorization };
    const answer = await call(server, 'POST /users/ada/suspend?tenant=okta', { headers });
    expect([answer.status, codeOf(answer)]).toEqual([401, 'token-refused']);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="Standin"');
    const { tenants, clock } = server.state;
    expect(tenants.get('okta-acme')?.directory.at(clock.now()).user('ada')?.state).toBe('active');
  });

  it.each([`Bearer ${TOKEN}`, `bearer ${TOKEN}`])('takes it: %s', async (authorization) => {
    await using server = await openServer({ options: { adminToken: TOKEN } });
    expect(
      (await call(server, 'GET /users?tenant=okta', { headers: { authorization } })).status,
    ).toBe(200);
  });
});

describe('a server without a token', () => {
  it('answers programs of this machine', async () => {
    await using server = await openServer();
    expect((await call(server, 'GET /clock')).status).toBe(200);
  });

  it.each(['192.0.2.7', '::ffff:192.0.2.7', '2001:db8::1', '127.0.0.1.evil.example', ''])(
    'refuses a connection from "%s"',
    async (peer) => {
      await using server = await openServer();
      const http = { headers: {}, peer } as HttpRequest;
      expect(() => authorise(server.state, http)).toThrow('programs of this machine');
    },
  );

  it.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])('knows %s as its own', (peer) => {
    expect(isLocalPeer(peer)).toBe(true);
  });
});

describe('another site', () => {
  it.each([
    ['by Fetch Metadata', { 'sec-fetch-site': 'cross-site' }],
    ['by its Origin', { origin: 'https://evil.example' }],
    ['of no origin', { origin: 'null' }],
  ])('is refused %s', async (_, headers) => {
    await using server = await openServer();
    const answer = await raw(server.origin, headers);
    expect(answer.status).toBe(403);
    expect(answer.json).toMatchObject({ error: { code: 'site-refused' } });
  });
});

it('a name that another site made point here is no name of this server, in JSON too', async () => {
  await using server = await openServer();
  const answer = await raw(server.origin, { host: 'rebound.example' });
  expect(answer).toMatchObject({ status: 421, json: { error: { code: 'site-refused' } } });
});

/** `fetch` sets some headers by itself; this sends what it is told. */
function raw(
  origin: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly status: number; readonly json: unknown }> {
  return new Promise((resolve, reject) => {
    const sent = request(`${origin}/__standin/api/reset`, { method: 'POST', headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const json: unknown = JSON.parse(Buffer.concat(chunks).toString());
        resolve({ status: answer.statusCode ?? 0, json });
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}

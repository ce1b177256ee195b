import { afterEach, describe, expect, it } from 'vitest';
import { DASHBOARD_ROUTES } from '../../../src/server/dashboard/routes.js';
import type { HttpRequest } from '../../../src/server/http/request.js';
import { readPage } from '../../report/html/page-reader.js';
import { openServer, type TestServer } from '../open-server.js';

const TOKEN = 'a-token-for-tests';
const kept: { server?: TestServer } = {};
afterEach(() => kept.server?.[Symbol.asyncDispose]());

/** For everybody: what an SP must be told, and what a page needs. */
const OPEN = [
  'GET /',
  'GET /__standin/dashboard.css',
  'GET /__standin/dashboard.js',
  'GET /__standin/tenants/okta-acme/certificate.pem',
];

const ASKED = DASHBOARD_ROUTES.map(([method, pattern]) => {
  const path = pattern.replace(':key', 'okta-acme').replace(':handle', 'ada');
  return `${method} ${path}`;
});

async function ask(line: string, cookie = ''): Promise<Response> {
  const [method = '', path = ''] = line.split(' ');
  const body = method === 'POST' ? { body: new URLSearchParams({ do: 'suspend' }) } : {};
  const headers = cookie === '' ? {} : { cookie };
  const url = `${kept.server?.origin ?? ''}${path}`;
  return fetch(url, { method, headers, redirect: 'manual', ...body });
}

function unlock(token: string, back: string): Promise<Response> {
  const body = new URLSearchParams({ token, back });
  const url = `${kept.server?.origin ?? ''}/__standin/unlock`;
  return fetch(url, { method: 'POST', body, redirect: 'manual' });
}

describe('with an admin token', () => {
  it('only what an SP must be told is for everybody', async () => {
    kept.server = await openServer({ options: { adminToken: TOKEN } });
    kept.server.state.log.add({ kind: 'error', summary: 'a secret of the log' });
    for (const line of ASKED) {
      const { status } = await ask(line);
      const expected = OPEN.includes(line) ? 200 : line.endsWith('/unlock') ? 403 : 401;
      expect([line, status]).toEqual([line, expected]);
    }
    expect(await (await ask('GET /')).text()).not.toContain('a secret of the log');
    expect(kept.server.state.recorded).toEqual([]);
  });

  it('whoever gives it may do everything', async () => {
    kept.server = await openServer({ options: { adminToken: TOKEN } });
    const wrong = await unlock(`${TOKEN}x`, '/__standin/log');
    expect([wrong.status, wrong.headers.get('set-cookie')]).toEqual([403, null]);
    expect(readPage(await wrong.text()).texts('[role=alert]')).toHaveLength(1);
    const given = await unlock(TOKEN, '/__standin/log');
    expect([given.status, given.headers.get('location')]).toEqual([303, '/__standin/log']);
    const cookie = given.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/; HttpOnly; SameSite=Strict$/);
    expect(cookie).not.toContain(TOKEN);
    const [pair] = cookie.split(';');
    expect((await ask('GET /__standin/log', pair)).status).toBe(200);
    const changed = await ask('POST /__standin/tenants/okta-acme/users/ada', pair);
    expect(changed.status).toBe(303);
    expect(kept.server.state.recorded).toHaveLength(1);
  });

  it.each(['//evil.example', 'https://evil.example/', '/\\evil.example', '/__standin/x?y', ''])(
    'leads nowhere else: %j',
    async (back) => {
      kept.server = await openServer({ options: { adminToken: TOKEN } });
      expect((await unlock(TOKEN, back)).headers.get('location')).toBe('/');
    },
  );
});

it('without a token, browsers of other machines see nothing', async () => {
  kept.server = await openServer();
  const guarded = DASHBOARD_ROUTES.filter(([, pattern]) => pattern === '/__standin/log');
  const http: HttpRequest = {
    ...{ method: 'GET', path: '/__standin/log', query: '', headers: {}, body: '' },
    cookies: new Map([['standin_dashboard', '']]),
    peer: '192.0.2.7',
  };
  for (const [, , handler] of guarded) {
    expect((await handler(kept.server.state, http, {})).status).toBe(403);
    const near = { ...http, peer: '::ffff:127.0.0.1' };
    expect((await handler(kept.server.state, near, {})).status).toBe(200);
  }
  expect(guarded).toHaveLength(1);
});

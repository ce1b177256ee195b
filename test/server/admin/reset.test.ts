/** Back to the start: what a test did is gone, and the same steps make the same messages. */
import { expect, it } from 'vitest';
import { openServer, type TestServer } from '../open-server.js';
import { call } from './api-client.js';
import { cookieOf, messageIn, openTile } from './browser.js';

async function message(server: TestServer): Promise<string> {
  await call(server, 'POST /next', { body: { user: 'ada', tenant: 'okta' } });
  return messageIn(await (await openTile(server, 'okta-acme')).text()) ?? '';
}

async function everything(server: TestServer): Promise<unknown> {
  const lines = ['/users?tenant=okta', '/applications', '/tenants', '/clock', '/next', '/sessions'];
  const answers = [];
  for (const line of lines) answers.push((await call(server, `GET ${line}`)).json);
  const { json } = await call(server, 'GET /log');
  return [...answers, json['entries']];
}

it('takes everything back', async () => {
  await using server = await openServer();
  const start = await everything(server);
  const cookie = cookieOf(await openTile(server, 'okta-acme'));
  await call(server, 'POST /users/ada/deactivate?tenant=okta');
  await call(server, 'POST /users?tenant=okta', {
    body: { handle: 'nina', email: 'n@acme.example' },
  });
  await call(server, 'DELETE /applications/your-app?tenant=entra');
  await call(server, 'POST /applications?tenant=okta', {
    body: { entityId: 'urn:new', acsUrl: 'http://localhost:3000/acs' },
  });
  await call(server, 'POST /clock/advance', { body: { by: '30d' } });
  await call(server, 'POST /tenants/entra/rotate');
  await call(server, 'POST /next', { body: { user: 'grace', tenant: 'okta', app: 'app' } });
  await openTile(server, 'okta-acme', { cookie });
  await call(server, 'POST /next', { body: { refuse: 'user-locked' } });
  expect(await everything(server)).not.toEqual(start);
  await call(server, 'POST /reset');
  expect(await everything(server)).toEqual(start);
});

it('makes the same messages again, and others with another seed', async () => {
  await using server = await openServer();
  await call(server, 'POST /reset');
  const first = await message(server);
  await message(server);
  await call(server, 'POST /reset');
  expect(await message(server)).toBe(first);
  await call(server, 'PUT /seed', { body: { seed: '2' } });
  expect(await message(server)).not.toBe(first);
  await call(server, 'PUT /seed', { body: { seed: '1' } });
  expect(await message(server)).toBe(first);
});

it('may begin at an instant of long ago, with everybody there', async () => {
  await using server = await openServer();
  await call(server, 'POST /reset', { body: { clock: '2001-09-09T01:46:40Z' } });
  expect(await message(server)).toContain('IssueInstant="2001-09-09T01:46:40.000Z"');
});

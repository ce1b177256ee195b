import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServer, type TestServer } from '../open-server.js';
import { call, codeOf } from './api-client.js';

const kept: { server?: TestServer } = {};
beforeAll(async () => {
  kept.server = await openServer();
});
afterAll(() => kept.server?.[Symbol.asyncDispose]());

function server(): TestServer {
  if (kept.server === undefined) throw new Error('not open');
  return kept.server;
}

describe('a body', () => {
  it.each([
    ['no JSON', '{"by":', 'json-malformed'],
    ['a list', '[]', 'value-invalid'],
    ['nothing', 'null', 'value-invalid'],
    ['a misspelt key', '{"bye":"90s"}', 'key-unknown'],
    ['a key of all objects', '{"__proto__":{"by":"90s"}}', 'key-unknown'],
    ['words that are no time', '{"by":"soon"}', 'value-invalid'],
  ])('of %s is refused', async (_, body, code) => {
    const answer = await call(server(), 'POST /clock/advance', { body });
    expect([answer.status, codeOf(answer)]).toEqual([400, code]);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'text/xml'])(
    'of the type %s is refused',
    async (type) => {
      const headers = { 'content-type': type };
      const answer = await call(server(), 'POST /clock/advance', { body: '{"by":1}', headers });
      expect([answer.status, codeOf(answer)]).toEqual([415, 'content-type-refused']);
    },
  );

  it('with parameters of its type is JSON all the same', async () => {
    const headers = { 'content-type': 'Application/JSON; charset=utf-8' };
    const answer = await call(server(), 'POST /clock/advance', { body: '{"by":1}', headers });
    expect(answer.status).toBe(200);
  });

  it('that nobody asked for is refused', async () => {
    const answer = await call(server(), 'POST /clock/run', { body: {} });
    expect([answer.status, codeOf(answer)]).toEqual([400, 'value-invalid']);
  });

  it('says where it is wrong, and what to do', async () => {
    const body = { user: 'ada', mutations: [{ remov: '//Signature' }] };
    expect((await call(server(), 'POST /next', { body })).json).toEqual({
      error: {
        code: 'key-unknown',
        message: 'unknown key "remov"',
        fix: 'Did you mean "remove"?',
        path: ['body', 'mutations', 0, 'remov'],
      },
    });
  });
});

describe('an address', () => {
  it.each([
    ['GET /userz?tenant=okta', 'Did you mean /__standin/api/users?'],
    ['POST /users/ada/deactivte?tenant=okta', 'Did you mean /__standin/api/users/ada/deactivate?'],
    ['POST /clok/advance', 'Did you mean /__standin/api/clock/advance?'],
  ])('that is misspelt is not found: %s', async (line, fix) => {
    const answer = await call(server(), line);
    expect([answer.status, codeOf(answer)]).toEqual([404, 'address-unknown']);
    expect(answer.json).toMatchObject({ error: { fix: expect.stringContaining(fix) as unknown } });
  });

  it('with a broken escape is not found', async () => {
    expect((await call(server(), 'GET /users/%zz?tenant=okta')).status).toBe(404);
  });

  it('has its methods', async () => {
    const answer = await call(server(), 'PUT /users/ada?tenant=okta');
    expect([answer.status, codeOf(answer)]).toEqual([405, 'method-refused']);
    expect(answer.headers.get('allow')).toBe('GET, PATCH, DELETE');
  });

  it('reads like the users it names, whatever their letters', async () => {
    const body = { handle: 'a.b-c_d', email: "o'neill+tag@acme.example" };
    await call(server(), 'POST /users?tenant=okta', { body });
    const line = `GET /users/${encodeURIComponent(body.email)}?tenant=okta`;
    expect((await call(server(), line)).json).toMatchObject({ handle: 'a.b-c_d' });
  });
});

describe('a query', () => {
  it.each([
    ['GET /users?tennant=okta', 'Did you mean "tenant"?'],
    ['GET /log?kind=authn-requests', 'Did you mean "authn-request"?'],
  ])('that is misspelt is refused: %s', async (line, fix) => {
    expect(await call(server(), line)).toMatchObject({ status: 400, json: { error: { fix } } });
  });

  it('names a tenant where there are several', async () => {
    expect((await call(server(), 'GET /users')).json).toMatchObject({
      error: { code: 'value-invalid', fix: 'Say tenant, one of: okta-acme, entra-acme.' },
    });
  });

  it('need not name the only tenant', async () => {
    await using alone = await openServer({ vendors: ['entra'] });
    expect((await call(alone, 'GET /users/ada')).json).toMatchObject({ tenant: 'entra-acme' });
  });
});

describe('a decision about the next login', () => {
  it.each([
    [{}, 'user'],
    [{ tenant: 'okta' }, 'user'],
    [{ attack: 'x', mutations: ['sign'], user: 'ada' }, 'mutations'],
    [{ mutations: ['sign'] }, 'user'],
    [{ user: 'ada', victim: 'grace' }, 'victim'],
    [{ refuse: 'user-locked', remember: true }, 'remember'],
    [{ user: 'ada', delay: '11m' }, 'delay'],
  ])('that makes no sense is refused: %o', async (body, part) => {
    expect(await call(server(), 'POST /next', { body })).toMatchObject({
      status: 400,
      json: { error: { path: ['body', part] } },
    });
    expect(server().state.queue).toEqual([]);
  });
});

it("a fault of Standin's is 500, and in the log", async () => {
  await using broken = await openServer();
  broken.state.log.after = () => {
    throw new Error('a fault');
  };
  const answer = await call(broken, 'GET /log');
  expect([answer.status, codeOf(answer)]).toEqual([500, 'internal']);
});

import { expect, it } from 'vitest';
import { encodePost } from '../../../src/saml/encode.js';
import type { HttpRequest } from '../../../src/server/http/request.js';
import { answer } from '../../../src/server/server.js';
import { appOf, authnRequest } from '../hostile/hostile-server.js';
import { openServer, type TestServer } from '../open-server.js';

function requestAt(server: TestServer, index: number): HttpRequest {
  const url = new URL(appOf(server, 'okta').places.sso);
  const SAMLRequest = encodePost(authnRequest({ id: `_request${index}` }));
  return {
    method: 'POST',
    path: url.pathname,
    query: '',
    headers: { host: 'localhost' },
    cookies: new Map(),
    body: new URLSearchParams({ SAMLRequest }).toString(),
    peer: '127.0.0.1',
  };
}

const COUNT = 12;

/** The forms that carry the messages out, in the order of the requests. */
async function logIn(together: boolean): Promise<readonly string[]> {
  await using server = await openServer({ vendors: ['okta'], options: { autoLogin: 'ada' } });
  const requests = Array.from({ length: COUNT }, (_, index) => requestAt(server, index));
  if (together) {
    const answers = await Promise.all(requests.map((request) => answer(server.state, request)));
    return answers.map(({ body }) => body);
  }
  const bodies: string[] = [];
  for (const request of requests) bodies.push((await answer(server.state, request)).body);
  return bodies;
}

it('logins at once say the same, to the byte, as logins one after the other', async () => {
  const one = await logIn(false);
  const together = await logIn(true);
  expect(together).toEqual(one);
  expect(new Set(one).size).toBe(COUNT);
});

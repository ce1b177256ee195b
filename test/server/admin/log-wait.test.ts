/** Waiting for what is still to come: the answer, the end of the wait, and clients that go away. */
import { expect, it } from 'vitest';
import { openServer, type TestServer } from '../open-server.js';
import { call } from './api-client.js';
import { openTile } from './browser.js';

interface Watch {
  /** Somebody waits. */
  readonly waiting: Promise<void>;
  /** Nobody waits any more. */
  readonly forgotten: Promise<void>;
}

/** Tells when the log gets a listener, and when it loses it. */
function watch({ state: { log } }: TestServer): Watch {
  const told: { waiting?: () => void; forgotten?: () => void } = {};
  const subscribe = log.subscribe.bind(log);
  const waiting = new Promise<void>((resolve) => (told.waiting = resolve));
  const forgotten = new Promise<void>((resolve) => (told.forgotten = resolve));
  log.subscribe = (listener) => {
    const stop = subscribe(listener);
    told.waiting?.();
    return () => {
      stop();
      told.forgotten?.();
    };
  };
  return { waiting, forgotten };
}

it('answers with the first entry that fits', async () => {
  await using server = await openServer();
  const { waiting, forgotten } = watch(server);
  const answer = call(server, 'GET /log?kind=launch&tenant=entra&wait=60000');
  await waiting;
  await openTile(server, 'okta-acme');
  await openTile(server, 'entra-acme');
  const { json } = await answer;
  expect(json).toMatchObject({ entries: [{ kind: 'launch', tenant: 'entra-acme', app: 'app' }] });
  await forgotten;
});

it('answers at once when there is an entry already, and not twice', async () => {
  await using server = await openServer();
  await openTile(server, 'okta-acme');
  const { json } = await call(server, 'GET /log?kind=launch&wait=60000');
  expect(json).toMatchObject({ entries: [{ id: 1 }], last: 1 });
  const later = await call(server, `GET /log?kind=launch&after=${String(json['last'])}&wait=1`);
  expect(later).toMatchObject({ status: 200, json: { entries: [], last: 1 } });
});

it('goes on waiting when the server is reset, and misses nothing after it', async () => {
  await using server = await openServer();
  await openTile(server, 'okta-acme');
  const { waiting } = watch(server);
  const answer = call(server, 'GET /log?kind=launch&after=1&wait=60000');
  await waiting;
  await call(server, 'POST /reset');
  await openTile(server, 'okta-acme');
  expect((await answer).json).toMatchObject({ entries: [{ id: 2 }] });
});

it('forgets a client that goes away', async () => {
  await using server = await openServer();
  const { waiting, forgotten } = watch(server);
  const gone = new AbortController();
  const url = `${server.origin}/__standin/api/log?kind=launch&wait=60000`;
  const answer = fetch(url, { signal: gone.signal }).then((each) => each.text());
  await waiting;
  gone.abort();
  await expect(answer).rejects.toThrow('aborted');
  await forgotten;
});

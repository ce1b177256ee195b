import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openServer, START, type TestServer } from '../open-server.js';
import { visitor, type Fields, type Visited } from './visitor.js';

const ADA = '/__standin/tenants/okta-acme/users/ada';
const kept: { server?: TestServer } = {};
beforeEach(async () => {
  kept.server = await openServer();
});
afterEach(() => kept.server?.[Symbol.asyncDispose]());

function server(): TestServer {
  if (kept.server === undefined) throw new Error('not open');
  return kept.server;
}

const post = (path: string, fields: Fields = []): Promise<Visited> =>
  visitor(server().origin).post(path, fields);

describe('the clock on the page', () => {
  it('shows the server’s time, and moves it', async () => {
    const { page } = await visitor(server().origin).get('/');
    expect(page.texts('time.now')).toEqual(['2026-03-02 09:00:00 UTC']);
    expect(page.values('button[name=advance]', 'value')).toEqual(['1h', '1d', '30d']);
    const moved = await post('/__standin/clock', [['advance', '30d']]);
    expect(moved.page.texts('time.now')).toEqual(['2026-04-01 09:00:00 UTC']);
    const set = await post('/__standin/clock', [['fix', '2027-01-02T03:04']]);
    expect(set.page.texts('time.now')).toEqual(['2027-01-02 03:04:00 UTC']);
    expect(server().state.clock.fixed).toBe(true);
    const runs = await post('/__standin/clock', [['run', '1']]);
    expect(server().state.clock.fixed).toBe(false);
    expect(runs.page.some('time.now', '[data-runs]')).toBe(true);
    await post('/__standin/clock', [['fix', 'now']]);
    expect(server().state.clock.fixed).toBe(true);
    expect(
      server()
        .state.log.after(0)
        .map(({ kind, summary }) => `${kind}: ${summary}`),
    ).toEqual([
      'clock: 30d passed: it is 2026-04-01 09:00:00 UTC',
      'clock: The clock stands still: it is 2027-01-02 03:04:00 UTC',
      'clock: The clock runs on: it is 2027-01-02 03:04:00 UTC',
      'clock: The clock stands still: it is 2027-01-02 03:04:00 UTC',
    ]);
  });

  it.each([
    ['advance', '-1h'],
    ['advance', 'soon'],
    ['advance', '99999999999d'],
    ['fix', 'yesterday'],
    ['fix', '2026-13-01T00:00'],
    ['fix', '1'],
  ])('refuses %s=%s', async (name, value) => {
    const { status } = await post('/__standin/clock', [[name, value]]);
    expect(status).toBe(400);
    expect(server().state.clock.now()).toBe(START);
  });

  it('that was set back lets nobody change what came later', async () => {
    await post('/__standin/clock', [['advance', '1d']]);
    await post(ADA, [['do', 'suspend']]);
    await post('/__standin/clock', [['fix', '2026-03-02T10:00:00Z']]);
    const { status, page } = await post(ADA, [['do', 'deactivate']]);
    expect(status).toBe(409);
    expect(page.texts('[role=alert]')[0]).toContain('history-backwards');
  });
});

it('reset: everybody and everything is as at the start', async () => {
  await post(ADA, [['do', 'deactivate']]);
  await post('/__standin/clock', [['advance', '1d']]);
  const { at } = await post('/__standin/reset');
  expect(at).toBe('/');
  const { clock, tenants, recorded, log } = server().state;
  expect(tenants.get('okta-acme')?.directory.at(START).user('ada')?.state).toBe('active');
  expect([clock.now(), recorded, log.after(0)]).toEqual([START, [], []]);
});

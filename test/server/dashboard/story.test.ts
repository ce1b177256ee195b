import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { planRun } from '../../../src/run/plan.js';
import type { StoryResult } from '../../../src/run/result.js';
import { runPlan } from '../../../src/run/run.js';
import { loadScenario } from '../../../src/scenario/load.js';
import type { Scenario, VendorName } from '../../../src/scenario/scenario.js';
import type { SpStart } from '../../../src/server/state/start.js';
import type { ServedApp } from '../../../src/server/state/tenant-state.js';
import { openServer, START, TEST_SP, type TestServer } from '../open-server.js';
import { visitor, type Fields } from './visitor.js';

const PROOF: SpStart = {
  facts: { entityId: 'http://localhost:7001/consume', acsUrl: 'http://localhost:7001/consume' },
  source: 'embedded',
  label: 'Proof',
  startUrl: 'http://localhost:7001/',
};
const DAY = 86_400_000;

const kept: { server?: TestServer; folder?: string } = {};
beforeAll(() => {
  kept.folder = mkdtempSync(join(tmpdir(), 'standin-story-'));
});
afterAll(() => {
  rmSync(kept.folder ?? '', { recursive: true, force: true });
});
beforeEach(async () => {
  kept.server = await openServer({ sps: [PROOF, TEST_SP] });
});
afterEach(() => kept.server?.[Symbol.asyncDispose]());

function server(): TestServer {
  if (kept.server === undefined) throw new Error('not open');
  return kept.server;
}

function app(key: string, name = 'Proof'): ServedApp {
  const found = server().state.tenants.get(key)?.apps.get(name);
  if (found === undefined) throw new Error(`no application ${name}`);
  return found;
}

const change = async (key: string, handle: string, fields: Fields): Promise<void> => {
  const path = `/__standin/tenants/${key}/users/${handle}`;
  const { status } = await visitor(server().origin).post(path, fields);
  expect(status).toBe(200);
};

/** Logs in, and tells the log what the embedded SP answered, as it would do by itself. */
async function logIn(
  key: string,
  user: string,
  outcome?: string,
  start: 'sp' | 'idp' = 'sp',
): Promise<void> {
  await visitor(server().origin).logIn(app(key), user, start);
  if (outcome === undefined) return;
  const { assertionId = '' } = server().state.recorded.at(-1) ?? {};
  const facts = { assertionId, outcome };
  server().state.log.add({ kind: 'delivery', tenant: key, summary: outcome, facts });
}

async function saved(path: string): Promise<string> {
  const { status, html, headers } = await visitor(server().origin).get(path);
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('application/yaml; charset=utf-8');
  return html;
}

function load(text: string): Scenario {
  return loadScenario(text, { file: 'saved.yaml' });
}

async function play(text: string): Promise<StoryResult> {
  const file = join(kept.folder ?? '', 'saved.yaml');
  writeFileSync(file, text);
  const plan = planRun({ paths: [file], cwd: kept.folder ?? '', now: START });
  const result = await runPlan(plan, { seed: '1', version: '0', command: 'standin run' });
  const [story] = result.stories;
  if (story === undefined || result.stories.length > 1) throw new Error('not one story');
  return story;
}

/** Findings in words, so that a failure says what was not as promised. */
function wrong({ steps, error }: StoryResult): readonly unknown[] {
  const findings = steps.flatMap(({ findings: all }) =>
    all.filter(({ verdict }) => verdict !== 'passed'),
  );
  return error === undefined ? findings : [error, ...findings];
}

describe.each(['okta', 'entra'] satisfies VendorName[])('a story saved at %s', (vendor) => {
  const key = `${vendor}-acme`;

  it('plays green, and says what happened', async () => {
    await logIn(key, 'ada', 'accepted');
    await change(key, 'ada', [
      ['lastName', 'Lovelace'],
      ['do', 'update'],
    ]);
    await visitor(server().origin).post('/__standin/clock', [['advance', '30d']]);
    await logIn(key, 'ada', 'accepted', 'idp');
    await change(key, 'ada', [['do', 'deactivate']]);
    await logIn(key, 'ada');
    await logIn(key, 'uma');
    await change(key, 'uma', [
      ['application', 'Proof'],
      ['do', 'assign'],
    ]);
    await logIn(key, 'uma', 'accepted');
    await logIn(key, 'gus', 'domain-not-verified');
    await visitor(server().origin).post(`/__standin/tenants/${key}/users`, [
      ['firstName', 'Hedy'],
      ['email', 'hedy@acme.example'],
      ['application', 'Proof'],
    ]);
    await logIn(key, 'hedy', 'accepted');
    const text = await saved(`/__standin/tenants/${key}/story.yaml`);
    const { steps, users, clock, idp } = load(text);
    expect(clock).toBe(START);
    expect(idp).toEqual({ vendor, app: { label: 'Proof' } });
    expect(Object.keys(users)).toEqual(['ada', 'uma', 'gus']);
    expect(users['ada']).toMatchObject({ lastName: 'Byron', groups: expect.any(Array) as unknown });
    expect(users['uma']?.assigned).toBe(false);
    expect(steps.map(({ verb, expect: promised }) => [verb, promised?.reason])).toEqual([
      ['login', undefined],
      ['update', undefined],
      ['advance', undefined],
      ['login', undefined],
      ['deactivate', undefined],
      ['login', 'user-deactivated'],
      ['login', 'not-assigned'],
      ['assign', undefined],
      ['login', undefined],
      ['login', 'domain-not-verified'],
      ['hire', undefined],
      ['login', undefined],
    ]);
    expect(steps[2]).toMatchObject({ milliseconds: 30 * DAY });
    expect(steps[3]).toMatchObject({ start: 'idp' });
    const played = await play(text);
    expect(wrong(played)).toEqual([]);
    expect(played.verdict).toBe('passed');
  });
});

it.each(['google-workspace', 'onelogin', 'generic'] satisfies VendorName[])(
  'a story saved at %s, which Proof does not take, plays green',
  async (vendor) => {
    await server()[Symbol.asyncDispose]();
    kept.server = await openServer({ vendors: [vendor], sps: [PROOF] });
    const key = `${vendor}-acme`;
    await logIn(key, 'ada', 'idp-not-supported');
    await change(key, 'ada', [['do', 'delete']]);
    await logIn(key, 'ada');
    const text = await saved(`/__standin/tenants/${key}/story.yaml`);
    expect(load(text).steps.map(({ expect: promised }) => promised?.reason)).toEqual([
      'idp-not-supported',
      undefined,
      'user-deleted',
    ]);
    expect(wrong(await play(text))).toEqual([]);
    expect(wrong(await play(await saved(`/__standin/tenants/${key}/export.yaml`)))).toEqual([]);
  },
);

it('fails when what it says is not so', async () => {
  await logIn('okta-acme', 'ada', 'accepted');
  const text = await saved('/__standin/tenants/okta-acme/story.yaml');
  expect((await play(text)).verdict).toBe('passed');
  const other = text.replace('assigned: false', '').replace('login: ada', 'login: uma');
  const all = await saved('/__standin/tenants/okta-acme/story.yaml?people=all');
  expect(Object.keys(load(all).users)).toHaveLength(26);
  expect(load(all).users['uma']?.assigned).toBe(false);
  expect(() => load(other)).toThrow('uma');
  expect((await play(all.replace('login: ada', 'login: uma'))).verdict).toBe('failed');
});

it('is about one application: what happened at another is left out, and the file says so', async () => {
  const proof = visitor(server().origin);
  await proof.logIn(app('okta-acme', 'app'), 'grace');
  await logIn('okta-acme', 'ada', 'accepted');
  await logIn('okta-acme', 'ada', 'accepted');
  await logIn('okta-acme', 'ada', 'in-response-to-mismatch');
  await proof.logIn(app('okta-acme'), 'nobody-at-all');
  const text = await saved('/__standin/tenants/okta-acme/story.yaml');
  expect(load(text).steps).toHaveLength(2);
  expect(text.match(/^# Left out: .*$/gm)).toEqual([
    '# Left out: login of grace at app: a story has one application.',
    '# Left out: a login of ada that the SP refused for this one message (in-response-to-mismatch).',
    '# Left out: a login of nobody-at-all, whom the directory does not know.',
  ]);
  const other = load(await saved('/__standin/tenants/okta-acme/story.yaml?app=app'));
  expect(other.steps).toMatchObject([{ verb: 'login', user: 'grace' }]);
  expect(other.sp.profile).toBe('jit-update');
  const { status } = await proof.get('/__standin/tenants/okta-acme/story.yaml?app=none');
  expect(status).toBe(404);
});

it('says that the directory was not listened to', async () => {
  const { queue } = server().state;
  for (const user of ['dana', 'uma', 'paula']) {
    queue.push({ user, despite: true });
    expect((await fetch(app('okta-acme').places.launch)).status).toBe(200);
  }
  const text = await saved('/__standin/tenants/okta-acme/story.yaml');
  expect(load(text).steps).toMatchObject([
    { user: 'dana', despite: 'deactivated', start: 'idp' },
    { user: 'uma', despite: 'unassigned' },
    { user: 'paula', despite: 'deactivated' },
  ]);
  expect(wrong(await play(text))).toEqual([]);
});

it('counts the first reception of a message: the second is a replay', async () => {
  await logIn('okta-acme', 'ada', 'accepted');
  const { assertionId = '' } = server().state.recorded[0] ?? {};
  const facts = { assertionId, outcome: 'assertion-replayed' };
  server().state.log.add({ kind: 'delivery', summary: 'again', facts });
  const { steps } = load(await saved('/__standin/tenants/okta-acme/story.yaml'));
  expect(steps[0]?.expect).toEqual({ outcome: 'logged-in' });
});

it('a directory that nothing happened to is a file all the same', async () => {
  const text = await saved('/__standin/tenants/entra-acme/story.yaml');
  expect((await play(text)).verdict).toBe('passed');
});

describe('the directory as it is', () => {
  it.each(['okta', 'entra'] satisfies VendorName[])('of %s is loaded and plays', async (vendor) => {
    const key = `${vendor}-acme`;
    await change(key, 'ada', [['do', 'deactivate']]);
    await change(key, 'grace', [['do', 'delete']]);
    const text = await saved(`/__standin/tenants/${key}/export.yaml`);
    const { users, groups, clock } = load(text);
    expect(clock).toBe(START);
    expect(Object.keys(users)).toHaveLength(25);
    expect(users).not.toHaveProperty('grace');
    const now = server().state.tenants.get(key)?.directory.at(START);
    for (const [handle, seed] of Object.entries(users)) {
      const user = now?.user(handle);
      expect([handle, seed.state ?? now?.lifecycle.initial]).toEqual([handle, user?.state]);
      expect([handle, seed.groups]).toEqual([handle, user?.groups]);
      expect([handle, seed.email]).toEqual([handle, user?.email]);
    }
    expect(groups['All Staff']).toEqual({ id: now?.group('All Staff')?.id });
    expect(wrong(await play(text))).toEqual([]);
  });
});

import { afterAll, describe, expect, it } from 'vitest';
import { TargetError } from '../../src/base/errors.js';
import { configSecrets } from '../../src/run/evidence/config-secrets.js';
import { redactStep } from '../../src/run/evidence/redact-step.js';
import { planRun } from '../../src/run/plan.js';
import type { RunResult, StepEvidence } from '../../src/run/result.js';
import type { RunOptions } from '../../src/run/run.js';
import { runPlan } from '../../src/run/run.js';
import { openWith } from './blind-target.js';
import { HEAD, storyFolder } from './stories.js';
import { targetConfig } from '../sp/apps/target-config.js';

const folders: { remove(): void }[] = [];
afterAll(() => folders.forEach((folder) => folder.remove()));

function play(text: string, change: Partial<RunOptions> = {}): Promise<RunResult> {
  const folder = storyFolder({ 'story.yaml': `${HEAD}steps:\n${text}` });
  folders.push(folder);
  const plan = planRun({ paths: ['story.yaml'], cwd: folder.path, now: 0 });
  const options = { seed: '1', version: '0', command: 'standin run', evidence: true };
  return runPlan(plan, { ...options, ...change });
}

const evidenceOf = ({ stories }: RunResult, step = 0): StepEvidence | undefined =>
  stories[0]?.steps[step]?.evidence;

const LOGIN = '  - login: ada\n    relayState: /inbox-of-ada\n';

describe('evidence', () => {
  it('is kept only when it is asked for', async () => {
    expect(evidenceOf(await play(LOGIN, { evidence: false }))).toBe(undefined);
  });

  it('has the hops of the step, its messages, and what stood before and after', async () => {
    const result = await play(`${LOGIN}  - rename: ada\n    set: { lastName: King }\n${LOGIN}`);
    const first = evidenceOf(result);
    expect(first?.hops.map(({ by, method, status }) => [by, method, status])).toEqual([
      ['sp', 'GET', 302],
      ['idp', 'GET', 200],
      ['sp', 'POST', 303],
      ['sp', 'GET', expect.any(Number)],
    ]);
    expect(first?.messages.map(({ kind, binding, hop }) => [kind, binding, hop])).toEqual([
      ['AuthnRequest', 'redirect', 1],
      ['Response', 'post', 2],
    ]);
    expect(first?.messages[1]?.xml).toBe(result.stories[0]?.steps[0]?.message);
    expect(first).toMatchObject({ session: { kind: 'session' }, account: { lastName: 'Byron' } });
    expect(first?.before).toBe(undefined);
    expect(evidenceOf(result, 1)).toMatchObject({ hops: [], user: { lastName: 'King' } });
    expect(evidenceOf(result, 2)).toMatchObject({ before: { lastName: 'Byron' } });
  });

  it('hides RelayState wherever it stands, unless asked not to', async () => {
    const hidden = evidenceOf(await play(LOGIN));
    const form = hidden?.hops[2]?.form;
    expect(form?.['RelayState']).toBe('[redacted]');
    expect(form?.['SAMLResponse']).toMatch(/^PD94/);
    expect(hidden?.hops[1]?.url).toContain('RelayState=[redacted]');
    expect(hidden?.hops[1]?.body).not.toContain('inbox-of-ada');
    const shown = evidenceOf(await play(LOGIN, { showSecrets: true }));
    expect(shown?.hops[2]?.form?.['RelayState']).toBe('/inbox-of-ada');
  });

  it('is kept of the step in which the SP fails', async () => {
    const result = await play(LOGIN, {
      open: (item, context) =>
        openWith(item, context, (target) => ({
          begin: async (browser) => {
            await browser.get(new URL('/admin', target.acsUrl).href);
            throw new TargetError('target-unreachable', 'The app hung up.');
          },
        })),
    });
    expect(result.verdict).toBe('error');
    expect(result.stories[0]?.error?.message).toBe('The app hung up.');
    expect(evidenceOf(result)?.hops.map(({ url }) => new URL(url).pathname)).toEqual(['/admin']);
    expect(evidenceOf(result)?.user).toMatchObject({ handle: 'ada' });
  });
});

describe('redaction', () => {
  const SECRET = 'Zx9-very-secret';
  const evidence: StepEvidence = {
    hops: [
      {
        by: 'sp',
        method: 'POST',
        url: `https://app.example/acs;jsessionid=${SECRET}?token=${SECRET}&page=2`,
        status: 302,
        location: `/next?code=${SECRET}&lang=de`,
        form: { _csrf: SECRET, password: SECRET, SAMLResponse: 'PD94', city: 'Paris' },
        body: `<input type=hidden value="${SECRET}" name="authenticity_token"><meta name=csrf-token content='${SECRET}'>
          <p>${SECRET} configured&amp;value</p> {"accessToken": "${SECRET}", "state": "active"}`,
        contentType: 'text/html',
        headers: { 'set-cookie': `sid=${SECRET}`, server: 'x', 'x-api-key': SECRET },
      },
    ],
    messages: [{ kind: 'other', binding: 'post', hop: 0, xml: `<a>${SECRET}</a>` }],
    account: { id: '1', passwordHash: SECRET, state: 'active', code: '7' },
  };

  it('leaves nothing of a secret and everything else', () => {
    const redacted = redactStep(evidence, ['configured&value']);
    const text = JSON.stringify(redacted);
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain('configured&amp;value');
    const [hop] = redacted.hops;
    expect(hop?.url).toBe('https://app.example/acs;jsessionid=[redacted]?token=[redacted]&page=2');
    expect(hop?.location).toBe('/next?code=[redacted]&lang=de');
    expect(hop?.form).toMatchObject({ SAMLResponse: 'PD94', city: 'Paris' });
    expect(hop?.body).toContain('"state": "active"');
    expect(hop?.headers['server']).toBe('x');
    expect(redacted.account).toMatchObject({ state: 'active', code: '7' });
  });

  it('knows what a configuration keeps secret', () => {
    const config = targetConfig('http://localhost', {
      headers: { authorization: 'Bearer abcdefgh', 'user-agent': 'test-agent' },
      command: {
        start: 'x',
        ready: 'http://localhost',
        folder: '/',
        env: { API_TOKEN: 'qwertzui', NODE_ENV: 'production' },
        timeout: 1,
      },
    });
    const secrets = configSecrets(config);
    expect(secrets).toEqual(expect.arrayContaining(['abcdefgh', 'qwertzui']));
    expect(secrets).not.toContain('production');
    expect(secrets).not.toContain('test-agent');
  });
});

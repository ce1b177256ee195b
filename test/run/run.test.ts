import { afterAll, describe, expect, it } from 'vitest';
import type { RunOptions } from '../../src/run/run.js';
import type { RunEvent, RunResult } from '../../src/run/result.js';
import { planRun } from '../../src/run/plan.js';
import { runPlan } from '../../src/run/run.js';
import { openBlind, openBroken, openWith } from './blind-target.js';
import { HEAD, storyFolder } from './stories.js';

const folders: { remove(): void }[] = [];
afterAll(() => folders.forEach((folder) => folder.remove()));

function play(text: string, change: Partial<RunOptions> = {}): Promise<RunResult> {
  const folder = storyFolder({ 'story.yaml': text });
  folders.push(folder);
  const now = Date.parse('2026-03-02T09:00:00Z');
  const plan = planRun({ paths: ['story.yaml'], cwd: folder.path, now });
  return runPlan(plan, { seed: '1', version: '0', command: 'standin run', ...change });
}

const FIRST = `${HEAD}steps:
  - login: ada
    expect: { outcome: logged-in, account: { created: true } }
`;

describe('runPlan', () => {
  it('counts, tells what happens, and repeats single stories by their own command', async () => {
    const events: RunEvent[] = [];
    const result = await play(FIRST, {
      onEvent: (event) => events.push(event),
      flags: ['--strict'],
    });
    expect(result).toMatchObject({
      verdict: 'passed',
      counts: { passed: 1, failed: 0, notVerified: 0, error: 0 },
    });
    expect(events.map(({ kind }) => kind)).toEqual(['run-start', 'story-end']);
    expect(result.stories[0]?.command).toBe('standin run story.yaml --idp okta --seed 1 --strict');
  });

  it('gives the same messages for the same seed, and others for another', async () => {
    const messages = async (seed: string): Promise<readonly (string | undefined)[]> => {
      const { stories } = await play(FIRST, { seed });
      return stories.flatMap(({ steps }) => steps.map(({ message }) => message));
    };
    expect(await messages('1')).toEqual(await messages('1'));
    expect(await messages('1')).not.toEqual(await messages('2'));
  });

  it('does not verify what the SP does not show, and fails for it only when strict', async () => {
    const loose = await play(FIRST, { open: openBlind });
    expect(loose).toMatchObject({ verdict: 'passed', counts: { notVerified: 1 } });
    expect(loose.stories[0]?.steps[0]?.findings).toMatchObject([
      { key: 'outcome', verdict: 'passed' },
      { key: 'account.created', verdict: 'not-verified', why: 'no account view' },
    ]);
    const strict = await play(FIRST, { open: openBlind, strict: true });
    expect(strict).toMatchObject({ verdict: 'failed', counts: { failed: 1 } });
  });

  it('keeps what was played before the SP went away, and the step in which it did', async () => {
    const text = FIRST.replace('  - login', '  - visit: ada\n  - login');
    const result = await play(text, { open: openBroken });
    expect(result).toMatchObject({ verdict: 'error', counts: { error: 1 } });
    const [story] = result.stories;
    expect(story?.steps.map(({ verb }) => verb)).toEqual(['visit', 'login']);
    expect(story?.steps[1]).toMatchObject({ findings: [], line: 9 });
    expect(story?.error).toEqual({
      code: 'target-unreachable',
      message: 'Nobody answers.',
      fix: 'Start the SP.',
    });
  });

  it('closes the SP whatever happens', async () => {
    const closed: string[] = [];
    const open =
      (kind: string): RunOptions['open'] =>
      (item, context) =>
        openWith(item, context, (target) => ({
          close: () => {
            closed.push(kind);
            return target.close();
          },
          session: () => {
            if (kind === 'bug') throw new Error('a bug');
            return Promise.resolve({ kind: 'none' });
          },
        }));
    await play(FIRST, { open: open('fine') as NonNullable<RunOptions['open']> });
    await expect(
      play(FIRST, { open: open('bug') as NonNullable<RunOptions['open']> }),
    ).rejects.toThrow('a bug');
    expect(closed).toEqual(['fine', 'bug']);
  });

  it('does not take the IdP’s last answer for the next login that never reaches it', async () => {
    const starts: string[] = [];
    const result = await play(`${FIRST}  - login: ada\n`, {
      open: (item, context) =>
        openWith(item, context, (target) => ({
          begin: (browser, options) => {
            starts.push('begun');
            if (starts.length === 1) return target.begin(browser, options);
            return browser.get(new URL('/admin', target.acsUrl).href);
          },
        })),
    });
    expect(result.stories[0]?.error?.code).toBe('target-undrivable');
  });

  it('lets the IdP log nobody in while somebody only looks', async () => {
    const shown: number[] = [];
    await play(FIRST, {
      open: (item, context) =>
        openWith(item, context, (target) => ({
          session: async (browser) => {
            shown.push((await target.begin(browser, {})).status);
            return { kind: 'none' };
          },
        })),
    });
    expect(shown).toEqual([404]);
  });

  it('moves a story without a clock to the instant asked for, and no other', async () => {
    const now = Date.parse('2031-01-01T00:00:00Z');
    const instants = async (text: string): Promise<readonly string[]> => {
      const { stories } = await play(text, { now });
      return stories.flatMap(({ steps }) => steps.map(({ at }) => at));
    };
    const advancing = '  - advance: 1h\n  - visit: ada\n';
    expect(await instants(FIRST.replace(/clock: .*\n/, '') + advancing)).toEqual([
      '2031-01-01T00:00:00.000Z',
      '2031-01-01T00:00:00.000Z',
      '2031-01-01T01:00:00.000Z',
    ]);
    expect((await instants(FIRST))[0]).toBe('2026-03-02T09:00:00.000Z');
  });
});

describe('steps', () => {
  it('deliver what the IdP refused to issue ends in no session', async () => {
    const result = await play(`${HEAD}steps:
  - deactivate: ada
  - login: ada
    hold: envelope
    expect: { outcome: refused-by-idp, reason: user-deactivated }
  - deliver: envelope
    expect: { outcome: no-session }
  - replay: ada
    expect: { outcome: no-session }
`);
    expect(result.verdict).toBe('passed');
  });

  it('hold a message back: nothing reaches the SP before it is delivered', async () => {
    const result = await play(`${HEAD}steps:
  - login: ada
    hold: envelope
    expect: { outcome: no-session, session: none, accounts: 0, assertion: { inResponseTo: true } }
  - deliver: envelope
    expect: { outcome: logged-in, session: { user: ada }, accounts: 1 }
`);
    expect(result.verdict).toBe('passed');
  });

  it('keep the session of a person whom the IdP or the SP refuses later', async () => {
    const result = await play(`${HEAD}steps:
  - login: ada
  - replay: ada
    expect: { outcome: refused-by-sp, reason: assertion-replayed, session: { user: ada } }
  - replay: ada
    as: other-browser
    expect: { outcome: refused-by-sp, session: none }
  - suspend: ada
  - login: ada
    expect: { outcome: refused-by-idp, page: { code: E0000004 }, session: { user: ada } }
  - visit: ada
    expect: { outcome: logged-in }
`);
    expect(
      result.stories[0]?.steps
        .flatMap(({ findings }) => findings)
        .filter(({ verdict }) => verdict !== 'passed'),
    ).toEqual([]);
  });
});

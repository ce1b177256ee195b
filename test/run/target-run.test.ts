import { afterAll, describe, expect, it } from 'vitest';
import { TargetError } from '../../src/base/errors.js';
import type { PlanOptions } from '../../src/run/plan.js';
import { planRun } from '../../src/run/plan.js';
import type { RunResult } from '../../src/run/result.js';
import type { RunOptions } from '../../src/run/run.js';
import { runPlan } from '../../src/run/run.js';
import type { Account, TargetOffer } from '../../src/sp/target.js';
import { ABLE, offer, UNABLE } from './offers.js';
import { HEAD, storyFolder } from './stories.js';

const folders: { remove(): void }[] = [];
afterAll(() => folders.forEach((folder) => folder.remove()));

function play(
  text: string,
  target: TargetOffer,
  change: Partial<RunOptions> & Pick<Partial<PlanOptions>, 'idp'> = {},
): Promise<RunResult> {
  const folder = storyFolder({ 'story.yaml': text });
  folders.push(folder);
  const { idp, ...options } = change;
  const asked = idp === undefined ? {} : { idp };
  const plan = planRun({ paths: ['story.yaml'], cwd: folder.path, now: 0, target, ...asked });
  return runPlan(plan, { seed: '1', version: '0', command: 'standin run', ...options });
}

/** Everything that is not as promised. */
function blemishes({ stories }: RunResult): readonly unknown[] {
  return stories
    .flatMap(({ steps }) => steps.flatMap(({ findings }) => findings))
    .filter(({ verdict }) => verdict !== 'passed');
}

const STORY = `${HEAD}steps:
  - login: ada
    expect:
      outcome: logged-in
      session: { user: ada }
      account: { created: true, email: ada@acme.example, nameId: ada@acme.example }
      accounts: { count: 1, handles: [ada] }
      drift: []
      assertion:
        nameId: ada@acme.example
        attributes: { email: ada@acme.example }
        audience: https://api.proof.com/saml/consume
  - rename: ada
    set: { email: Ada.L@acme.example, lastName: Lovelace }
  - login: ada
    expect: { outcome: logged-in, account: { created: false }, drift: [email, lastName] }
`;

describe('a target', () => {
  it('gives the result its name, and hears of the IdP under the label it was told', async () => {
    const issuers: string[] = [];
    const target = offer({ application: 'crm', tenant: 'initech' }, (sp) => ({
      trust: (idp) => {
        issuers.push(idp.ssoUrl);
        return sp.trust(idp);
      },
    }));
    const result = await play(STORY, target);
    expect(blemishes(result)).toEqual([]);
    expect(result.stories[0]).toMatchObject({ sp: 'my-app', id: 'story[okta]' });
    expect(issuers[0]).toMatch(/^https:\/\/initech\.okta\.com\/app\/initech_crm_1\//);
  });

  it('is meant by what a story says about the SP it was written for', async () => {
    const target = offer({ is: { profile: 'strict-sync' } });
    const result = await play(STORY, target);
    const audience = result.stories[0]?.steps[0]?.findings.find(
      ({ key }) => key === 'assertion.audience',
    );
    expect(audience).toMatchObject({ verdict: 'passed' });
    expect(audience?.expected).not.toContain('proof.com');
  });
});

describe('a target without reset', () => {
  it('meets people it has never seen, and other accounts are not counted', async () => {
    const old: Account = { id: 'old', email: 'ada@acme.example' };
    const target = offer({}, (sp) => ({
      accounts: async () => {
        const seen = await sp.accounts();
        return seen.kind === 'unknown' ? seen : { ...seen, accounts: [old, ...seen.accounts] };
      },
    }));
    const result = await play(STORY, target, { label: () => 'k3x9' });
    expect(blemishes(result)).toEqual([]);
    const [first] = result.stories[0]?.steps ?? [];
    expect(first?.message).toContain('>ada+k3x9@acme.example<');
    expect(first?.message).not.toContain('>ada@acme.example<');
    expect(result.notes.join()).toContain('fresh e-mail addresses');
  });

  it('draws another label and other ids for every run, whatever the seed', async () => {
    const seen = new Set<string | undefined>();
    for (let run = 0; run < 2; run++) {
      const { stories } = await play(STORY, offer());
      const message = stories[0]?.steps[0]?.message ?? '';
      seen.add(/>ada\+\w+@/.exec(message)?.[0]);
      seen.add(/ ID="[^"]+"/.exec(message)?.[0]);
    }
    expect(seen.size).toBe(4);
    expect(seen.has(undefined)).toBe(false);
  });
});

describe('a target with reset', () => {
  const abilities = { ...UNABLE, reset: true };

  it('is reset before each story, and the names stay', async () => {
    const calls: string[] = [];
    const target = offer({ abilities }, () => ({
      reset: () => {
        calls.push('reset');
        return Promise.resolve();
      },
    }));
    const result = await play(STORY, target);
    expect(blemishes(result)).toEqual([]);
    expect(calls).toEqual(['reset']);
    expect(result.stories[0]?.steps[0]?.message).toContain('>ada@acme.example<');
    expect(result.notes.join()).not.toContain('fresh');
  });

  it('that does not forget is an error, not a verdict about the app', async () => {
    const closed: string[] = [];
    const target = offer({ abilities }, (sp) => ({
      reset: () => Promise.resolve(),
      accounts: () =>
        Promise.resolve({ kind: 'accounts', accounts: [{ id: '1', email: 'ADA@acme.example' }] }),
      close: () => {
        closed.push('closed');
        return sp.close();
      },
    }));
    const result = await play(STORY, target);
    expect(result.stories[0]).toMatchObject({
      verdict: 'error',
      error: {
        code: 'target-undrivable',
        message: 'my-app still has the account of ADA@acme.example after its reset.',
      },
    });
    expect(closed).toEqual(['closed']);
  });
});

describe('the clock of a target', () => {
  const LATE = `${HEAD}steps:
  - login: ada
    hold: late
  - advance: 10m
  - deliver: late
    expect: { outcome: refused-by-sp, reason: assertion-expired }
  - login: ada
    expect: { outcome: logged-in }
`;

  /** The embedded SP on the machine's own clock, like an app that nobody can tell the time. */
  const onRealTime = (): TargetOffer => {
    const real = offer();
    const clock = { now: () => Date.now() };
    return { ...real, open: (context) => real.open({ ...context, clock }) };
  };

  it('is taken back where nobody can set it', async () => {
    const result = await play(LATE, onRealTime());
    expect(blemishes(result)).toEqual([]);
    const [held, , late] = result.stories[0]?.steps ?? [];
    expect(Date.parse(late?.at ?? '') - Date.parse(held?.at ?? '')).toBeGreaterThanOrEqual(600_000);
    expect(Math.abs(Date.parse(late?.at ?? '') - Date.now())).toBeLessThan(60_000);
    expect(result.notes.join()).toContain('real time');
  });

  it('follows the story where it can be set', async () => {
    const set: string[] = [];
    const target = offer({ abilities: ABLE }, () => ({
      setClock: (now) => {
        set.push(new Date(now).toISOString());
        return Promise.resolve();
      },
    }));
    const result = await play(LATE, target);
    expect(blemishes(result)).toEqual([]);
    expect(set).toEqual(['2026-03-02T09:00:00.000Z', '2026-03-02T09:10:00.000Z']);
    expect(result.notes).toEqual([]);
  });
});

describe('a target that breaks', () => {
  it('before the first step is an error with the reason', async () => {
    const target = {
      ...offer(),
      open: () => Promise.reject(new TargetError('target-unreachable', 'Nobody answers.')),
    };
    const result = await play(STORY, target);
    expect(result).toMatchObject({ verdict: 'error', stories: [{ steps: [] }] });
  });
});

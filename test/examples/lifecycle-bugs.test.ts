/** Every bug of `examples/lifecycle-bugs` is found by exactly the built-in stories that are about it. */
import { readFileSync, readdirSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fitPlan } from '../../src/run/applicability/fit-plan.js';
import { BUILT_IN_STORIES } from '../../src/run/package-root.js';
import { planRun } from '../../src/run/plan.js';
import type { Plan } from '../../src/run/plan.js';
import type { RunResult } from '../../src/run/result.js';
import { runPlan } from '../../src/run/run.js';
import type { SpSettings } from '../../src/scenario/scenario.js';
import { offerApp } from '../../src/sp/app.js';
import type { Account, TargetOffer } from '../../src/sp/target.js';
import { exampleModule } from './example-apps.js';
import { knownIdp } from './plain-sp.js';

/** The accounts of the example: the correct ones, or a variant with a bug. */
interface Accounts {
  all: () => readonly Account[];
  clear: () => void;
  deactivate: (email: string) => void;
}
type AccountsClass = new (options: {
  readonly domains: readonly string[];
  readonly defaultRole: string;
}) => Accounts;

interface Variant {
  readonly promises: ProfileName;
  readonly accounts: AccountsClass;
}

type ProfileName = 'jit-create' | 'jit-update' | 'jit-update-pushed';

/** The promise of the app: its profile, and what passport-saml and the app's settings make of it. */
function promiseOf(profile: ProfileName): SpSettings {
  return {
    profile,
    domains: [{ name: 'acme.example', verified: true }],
    jit: {
      defaultRole: 'employee',
      groups: profile === 'jit-create' ? 'first-login-only' : 'every-login',
    },
    consumption: {
      idpInitiated: false,
      signed: 'both',
      algorithms: ['rsa-sha1', 'rsa-sha256', 'rsa-sha512'],
    },
  };
}

async function variantOf(file: string): Promise<Variant> {
  const { promises, ...classes } = await exampleModule<
    { promises: ProfileName } & Record<string, AccountsClass>
  >(`lifecycle-bugs/${file}.js`);
  const [accounts] = Object.values<AccountsClass>(classes);
  if (accounts === undefined) throw new Error(`${file} exports no accounts`);
  return { promises, accounts };
}

async function correct(promises: ProfileName): Promise<Variant> {
  if (promises === 'jit-create') return variantOf('create-only');
  const { Accounts } = await exampleModule<{ Accounts: AccountsClass }>(
    'express-passport-saml/accounts.js',
  );
  return { promises, accounts: Accounts };
}

async function offerOf({ promises, accounts: AccountsOf }: Variant): Promise<TargetOffer> {
  const { createApp } = await exampleModule<{
    createApp: (options: object) => RequestListener;
  }>('express-passport-saml/app.js');
  const { application, certificate } = knownIdp();
  const accounts = new AccountsOf({ domains: ['acme.example'], defaultRole: 'employee' });
  const app = createApp({
    entryPoint: application.ssoUrl,
    issuer: 'http://app.example/saml/metadata',
    idpCert: certificate,
    callbackUrl: 'http://app.example/saml/acs',
    accounts,
  });
  return offerApp({
    app,
    session: { url: '/me', email: '/email', nameId: '/nameId', accountId: '/id' },
    accounts: () => accounts.all(),
    reset: () => accounts.clear(),
    setClock: (now) => vi.setSystemTime(now),
    profile: promiseOf(promises),
    ...(promises === 'jit-update-pushed' && {
      deprovision: ({ email }: { readonly email: string }) => accounts.deactivate(email),
    }),
  });
}

const RUN = { seed: '1', version: '0', command: 'standin run' };
const plans = new Map<ProfileName, Promise<Plan>>();

/** What a profile promises is found out once: the stories are the same for the bug and for the correct app. */
async function planFor(promises: ProfileName): Promise<Plan> {
  const known = plans.get(promises);
  if (known !== undefined) return known;
  const target = await offerOf(await correct(promises));
  const plan = fitPlan(planRun({ paths: [BUILT_IN_STORIES], cwd: '/', now: 0, target }));
  plans.set(promises, plan);
  return plan;
}

async function play(variant: Variant): Promise<RunResult> {
  const plan = await planFor(variant.promises);
  const target = await offerOf(variant);
  const items = plan.items.map((item) => ({ ...item, target }));
  return runPlan({ ...plan, items }, RUN);
}

const ids = ({ stories }: RunResult, verdict: string): readonly string[] =>
  stories
    .filter((story) => story.verdict === verdict)
    .map(({ id }) => id.replace(/^lifecycle\/|\[okta\]$/g, ''));

beforeAll(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterAll(() => void vi.useRealTimers());

describe('the correct app', () => {
  it.each(['jit-create', 'jit-update', 'jit-update-pushed'] as const)(
    'keeps every promise of %s',
    async (promises) => {
      const result = await play(await correct(promises));
      expect(ids(result, 'failed')).toEqual([]);
      expect(ids(result, 'error')).toEqual([]);
      expect(result.stories.length).toBeGreaterThan(20);
      const unseen = result.stories
        .flatMap((story) => story.steps)
        .flatMap((step) => step.findings)
        .filter(({ verdict }) => verdict === 'not-verified')
        .map(({ key }) => key);
      // What nobody can read off an app: the code of its refusal.
      expect(new Set(unseen)).toEqual(new Set(['reason']));
    },
    300_000,
  );
});

/** The table of the README: file, what the app promises, the stories that find it. */
function documented(): readonly (readonly [string, string, readonly string[]])[] {
  const readme = new URL('../../examples/lifecycle-bugs/README.md', import.meta.url);
  const rows = readFileSync(readme, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  return rows.map((row) => {
    const [file = '', promises = '', ...stories] = [...row.matchAll(/`([^`]+)`/g)].map(
      ([, it = '']) => it,
    );
    return [file, promises, stories] as const;
  });
}

describe('a lifecycle bug', () => {
  it('has a row in the README, and a file', () => {
    const folder = readdirSync(new URL('../../examples/lifecycle-bugs/', import.meta.url));
    const files = folder.filter((name) => name.endsWith('.js') && name !== 'create-only.js');
    const rows = documented().map(([file]) => `${file}.js`);
    expect(rows.toSorted()).toEqual(files.toSorted());
    expect(rows).toHaveLength(8);
  });

  it.each(documented())(
    '%s is found by exactly the stories about it',
    async (file, promises, stories) => {
      const variant = await variantOf(file);
      expect(variant.promises).toBe(promises);
      const result = await play(variant);
      expect(ids(result, 'failed')).toEqual(stories);
      expect(ids(result, 'error')).toEqual([]);
    },
    300_000,
  );
});

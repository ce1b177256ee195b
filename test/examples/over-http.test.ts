/** `standin run --target` at the examples with a configuration, each in a folder of its own with its own packages. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_STORIES } from '../../src/run/package-root.js';
import { fitPlan } from '../../src/run/applicability/fit-plan.js';
import { planRun } from '../../src/run/plan.js';
import type { RunResult } from '../../src/run/result.js';
import { runPlan } from '../../src/run/run.js';
import { loadConfig } from '../../src/scenario/load-config.js';
import type { TargetConfig } from '../../src/scenario/target-config.js';
import { offerApp } from '../../src/sp/app.js';
import { standin } from '../cli/command-line.js';
import { exampleModule } from './example-apps.js';
import { knownIdp } from './plain-sp.js';
import { freePort, pythonMissing } from './python-app.js';
import { sandbox } from './sandbox.js';

/** What is compared: how every story ended, and what could not be seen. */
type Verdicts = Readonly<Record<string, readonly string[]>>;

function verdictsOf({ stories }: Pick<RunResult, 'stories'>): Verdicts {
  return Object.fromEntries(
    stories.map(({ id, verdict, steps }) => [
      id,
      [
        verdict,
        ...steps
          .flatMap(({ findings }) => findings)
          .filter((finding) => finding.verdict !== 'passed')
          .map(({ key, verdict: how }) => `${key}: ${how}`),
      ],
    ]),
  );
}

/** Runs the built-in stories as the README says. */
async function runExample(
  name: string,
  target: string,
): Promise<{ readonly code: number; readonly said: string; readonly verdicts: Verdicts }> {
  const { folder, remove } = sandbox(name);
  try {
    const { code, stdout, stderr } = await standin(
      ['run', '--target', target, '--reporter', 'pretty', '--reporter', 'json=result.json'],
      { cwd: folder, env: { PORT: String(await freePort()) } },
    );
    const said = stdout + stderr;
    if (code > 1) return { code, said, verdicts: {} };
    const result = JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8')) as RunResult;
    return { code, said, verdicts: verdictsOf(result) };
  } finally {
    remove();
  }
}

function configOf(name: string, target: string): TargetConfig {
  const file = join(process.cwd(), 'examples', name, 'standin.config.yaml');
  const found = loadConfig(readFileSync(file, 'utf8'), { file, env: {} }).targets[target];
  if (found === undefined) throw new Error(`${file} has no ${target}`);
  return found;
}

interface Accounts {
  all: () => readonly Readonly<Record<string, unknown>>[];
  clear: () => void;
  deactivate: (email: string) => void;
}

/** The same app in this process, with nothing that it lacks over HTTP: the real time, the same promise. */
async function inProcess(): Promise<Verdicts> {
  const folder = 'express-passport-saml';
  const { Accounts } = await exampleModule<{ Accounts: new () => Accounts }>(
    `${folder}/accounts.js`,
  );
  const { createApp } = await exampleModule<{ createApp: (options: object) => RequestListener }>(
    `${folder}/app.js`,
  );
  const { application, certificate } = knownIdp();
  const accounts = new Accounts();
  const { profile } = configOf(folder, 'my-app');
  if (profile === undefined) throw new Error('the example promises something');
  const target = offerApp({
    app: createApp({
      entryPoint: application.ssoUrl,
      issuer: 'http://app.example/saml/metadata',
      idpCert: certificate,
      callbackUrl: 'http://app.example/saml/acs',
      accounts,
    }),
    session: { url: '/me', email: '/email', nameId: '/nameId', accountId: '/id' },
    accounts: () => accounts.all(),
    reset: () => accounts.clear(),
    deprovision: ({ email }) => accounts.deactivate(email),
    profile,
  });
  const asked = { paths: [BUILT_IN_STORIES], cwd: '/', now: Date.now(), target };
  const plan = await fitPlan(planRun(asked));
  return verdictsOf(await runPlan(plan, { seed: '1', version: '0', command: 'standin run' }));
}

/** Nothing failed, and only these could not be seen. */
function expectGreen(verdicts: Verdicts, atLeast: number, unseen: readonly string[]): void {
  expect(Object.keys(verdicts).length).toBeGreaterThanOrEqual(atLeast);
  const rest = Object.values(verdicts).flatMap(([, ...findings]) => findings);
  expect([...new Set(rest)].sort()).toEqual(unseen.map((key) => `${key}: not-verified`));
}

describe('express-passport-saml', () => {
  it('is green over HTTP, and says the same there as in process', async () => {
    const { code, said, verdicts } = await runExample('express-passport-saml', 'my-app');
    expect(said).not.toContain('failed');
    expect(code).toBe(0);
    expectGreen(verdicts, 10, ['reason']);
    expect(verdicts).toEqual(await inProcess());
  }, 300_000);
});

const missing = pythonMissing();

describe.skipIf(missing !== undefined)(`python ${missing ?? ''}`, () => {
  it('is green', async () => {
    const { code, said, verdicts } = await runExample('python', 'flask-app');
    expect(said).not.toContain('failed');
    expect(code).toBe(0);
    // It has no roles, and shows no codes.
    expectGreen(verdicts, 20, ['account.role', 'account.roles', 'drift', 'reason']);
  }, 300_000);
});

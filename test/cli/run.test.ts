import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { TargetError } from '../../src/base/errors.js';
import { RESULT_SCHEMA } from '../../src/report/result-schema.js';
import type { RunResult } from '../../src/run/result.js';
import { standin, scratchFolder } from './command-line.js';

const breakdown = vi.hoisted(() => ({ error: undefined as Error | undefined }));

vi.mock('../../src/sp/embedded.js', async (original) => {
  const real: { openEmbeddedSp: (options: unknown) => unknown } = await original();
  return {
    openEmbeddedSp: (options: unknown) => {
      if (breakdown.error !== undefined) throw breakdown.error;
      return real.openEmbeddedSp(options);
    },
  };
});

const ROOT = new URL('../..', import.meta.url).pathname;
const STORY = `scenario: Names drift
matrix: { idp: [okta, entra] }
sp: proof
clock: 2026-03-02T09:00:00Z
users:
  ada: { email: ada@acme.example, firstName: Ada, lastName: Byron }
  bob: { email: bob@acme.example }
steps:
  - login: ada
    expect:
      outcome: logged-in
      session: { user: ada }
      account: { created: true, lastName: Byron }
      accounts: { count: 1, handles: [ada], orphans: [] }
      drift: []
      assertion: { inResponseTo: true }
  - deactivate: ada
  - login: ada
    expect:
      outcome: refused-by-idp
      reason: user-deactivated
`;

const place = scratchFolder();
afterAll(() => place.remove());
afterEach(() => {
  breakdown.error = undefined;
});

const run = (...args: readonly string[]) => standin(['run', ...args], { cwd: place.path });

describe('standin run', () => {
  place.write('story.yaml', STORY);

  it('exits 0 when everything is as promised', async () => {
    const { code, stdout, stderr } = await run('story.yaml', '--seed', '7');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/✓ okta ✓ entra {2}Names drift/);
    expect(stdout).toMatch(/2 passed {2}1 story, \d+\.\d s, seed 7\n$/);
  });

  it('draws a seed and shows it', async () => {
    const seeds = [await run('story.yaml'), await run('story.yaml')].map(
      ({ stdout }) => /seed (\d+)/.exec(stdout)?.[1],
    );
    expect(seeds[0]).not.toBe(seeds[1]);
  });

  it.each([
    ['outcome: logged-in', 'outcome: no-session', '11 outcome', 'no-session / logged-in'],
    ['user-deactivated', 'user-locked', '21 reason', 'user-locked / user-deactivated'],
    ['{ user: ada }', 'none', '12 session', 'none / ada'],
    ['created: true', 'created: false', '13 account.created', 'false / true'],
    ['Byron }\n      accounts', 'King }\n      accounts', '13 account.lastName', 'King / Byron'],
    ['count: 1', 'count: 2', '14 accounts.count', '2 / 1'],
    ['[ada]', '[bob]', '14 accounts.handles', '["bob"] / ["ada"]'],
    ['drift: []', 'drift: [lastName]', '15 drift', '["lastName"] / []'],
    ['inResponseTo: true', 'inResponseTo: false', '16 assertion.inResponseTo', 'false / true'],
    ['-deactivated', '-deactivated\n      page: { status: 500 }', '22 page.status', '500 / 401'],
  ])('exits 1 for %j turned into %j', async (right, wrong, at, values) => {
    place.write('wrong.yaml', STORY.replace(right, wrong));
    const { code, stdout } = await run('wrong.yaml', '--idp', 'okta', '--seed', '7');
    const [line = '', key = ''] = at.split(' ');
    const [expected = '', seen = ''] = values.split(' / ');
    expect(code).toBe(1);
    expect(stdout).toMatch(new RegExp(`wrong\\.yaml:${line}:\\d+ {2}${key.replace('.', '\\.')} `));
    expect(stdout).toContain(`    expected  ${expected}\n    observed  ${seen}`);
    expect(stdout).toContain('repeat: standin run wrong.yaml --idp okta --seed 7\n');
    expect(stdout.split('expected  ')).toHaveLength(2);
  });

  it.each([
    ['outcome: logged-in', 'outcom: logged-in', ':11:7: ', 'Did you mean "outcome"?'],
    ['drift: []', 'drift: 7', ':15:14: ', 'list'],
    ['- deactivate: ada', '- restore: ada', ':17:14: ', 'Possible in this state'],
    ['- deactivate: ada', '- deactivate: adda', ':17:17: ', 'Did you mean "ada"?'],
    ['[okta, entra]', '[okta, entre]', ':2:23: ', 'Did you mean "entra"?'],
    ['steps:', 'steps: [', ':', ''],
  ])('exits 2 for %j turned into %j, with its place and a hint', async (right, wrong, at, hint) => {
    place.write('invalid.yaml', STORY.replace(right, wrong));
    const { code, stdout, stderr } = await run('invalid.yaml', '--json');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`invalid.yaml${at}`);
    expect(stderr).toContain(hint);
    expect(stderr).toMatch(/\n {2}\d+ \| /);
  });

  it('exits 3 when the SP cannot be driven', async () => {
    breakdown.error = new TargetError('target-unreachable', 'Nobody answers.', {
      fix: 'Start it.',
    });
    const { code, stdout } = await run('story.yaml');
    expect(code).toBe(3);
    expect(stdout).toContain('Nobody answers. [target-unreachable]\n  Start it.');
  });

  it('exits 4 for a bug of ours and asks for a report', async () => {
    breakdown.error = new RangeError('out of range');
    const { code, stderr } = await run('story.yaml');
    expect(code).toBe(4);
    expect(stderr).toMatch(
      /this is a bug in Standin, please report it:\nRangeError: out of range\n/,
    );
  });

  it('writes several reports at once, and still says on stdout what a person wants to know', async () => {
    const { code, stdout } = await run(
      'story.yaml',
      '--reporter',
      'junit=out/standin.xml',
      '--reporter',
      'json=out/standin.json',
    );
    expect(code).toBe(0);
    expect(stdout).toContain('2 passed');
    expect(readFileSync(join(place.path, 'out/standin.xml'), 'utf8')).toContain('tests="2"');
    const result = JSON.parse(
      readFileSync(join(place.path, 'out/standin.json'), 'utf8'),
    ) as RunResult;
    expect(result.counts.passed).toBe(2);
  });

  it('prints JSON as its schema says, and nothing else on stdout', async () => {
    const { stdout } = await run('story.yaml', '--json', '--seed', '7', '--strict');
    const result = JSON.parse(stdout) as RunResult;
    const validate = new Ajv2020({ formats: { 'date-time': true } }).compile(RESULT_SCHEMA);
    validate(result);
    expect(validate.errors).toBe(null);
    expect(result.command).toBe('standin run story.yaml --seed 7 --strict');
    expect(result.stories[0]?.command).toBe('standin run story.yaml --idp okta --seed 7 --strict');
  });

  it('lists without sending anything', async () => {
    breakdown.error = new Error('nothing may be opened');
    const { code, stdout } = await run('story.yaml', '--list');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: 'story[okta]  Names drift\nstory[entra]  Names drift\n',
    });
  });

  it('says how many stories it leaves out', async () => {
    const { code, stdout, stderr } = await run('story.yaml', '--idp', 'generic');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('Not made for generic: story.');
  });

  it('shows progress to a person at a terminal and to nobody else', async () => {
    const watched = { cwd: place.path, isTTY: { stdout: false, stderr: true } };
    const { stderr } = await standin(['run', 'story.yaml'], watched);
    expect(stderr).toContain('1/2 story[okta]');
    const inCi = await standin(['run', 'story.yaml'], { ...watched, env: { CI: 'true' } });
    expect(inCi.stderr).toBe('');
  });

  it.each([
    [{}, false, false],
    [{}, true, true],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, true, false],
    [{ CLICOLOR_FORCE: '0' }, true, false],
    [{ TERM: 'dumb' }, true, false],
  ])('with %j and terminal %s, colour is %s', async (env, stdout, colored) => {
    const io = { cwd: place.path, env, isTTY: { stdout, stderr: false } };
    const said = await standin(['run', 'story.yaml', '--idp', 'okta'], io);
    expect(said.stdout.includes('\u001B[32m')).toBe(colored);
  });
});

describe('standin run in two processes', () => {
  const launcher = join(ROOT, 'bin/standin.js');

  it('prints the same bytes for the same seed', () => {
    expect(existsSync(join(ROOT, 'dist/cli/bin.js')), 'run npm run build first').toBe(true);
    const outputs = [1, 2].map(
      () =>
        spawnSync(process.execPath, [launcher, 'run', 'story.yaml', '--json', '--seed', '7'], {
          cwd: place.path,
          encoding: 'utf8',
        }).stdout,
    );
    expect(outputs[0]).toContain('<saml2p:Response');
    expect(outputs[0]).toBe(outputs[1]);
  });
});

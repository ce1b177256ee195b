import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RunResult } from '../../src/run/result.js';
import { PACKAGE_ROOT } from '../../src/run/package-root.js';
import { loadAttack } from '../../src/scenario/load-attack.js';
import { expressApp } from '../sp/apps/express-app.js';
import type { ListeningApp } from '../run/listening-app.js';
import { listeningApp } from '../run/listening-app.js';
import { scratchFolder, standin } from './command-line.js';

// Campaigns are many logins; on a busy machine they take their time.
vi.setConfig({ testTimeout: 240_000 });

const place = scratchFolder();
const apps: ListeningApp[] = [];

const config = (base: string): string => `targets:
  my-app:
    url: ${base}
    start: /login
    session: { url: /me, email: /user/email }
    accounts: /users
    reset: POST /admin/reset
  elsewhere:
    url: https://app.example
    start: /login
    session: { url: /me, email: /email }
  open-door:
    url: ${base}
    start: /door/login
    session: { url: /door/me, email: /email }
`;

const OWN = `attack: The signature stays, the person changes
description: What was signed is changed afterwards; the digest no longer fits, and whoever does not compute it is fooled.
severity: critical
model: user
clause: xmldsig-core1 3.2.1
expect: reject
mutate:
  - sign
  - impersonate: /Response/Assertion
caught-by: [value-only]
`;

beforeAll(async () => {
  const app = await listeningApp((base) => expressApp(base).app);
  apps.push(app);
  place.write('standin.config.yaml', config(app.base));
  mkdirSync(join(place.path, 'own'));
  place.write('own/changed.yaml', OWN);
});
afterAll(async () => {
  place.remove();
  await Promise.all(apps.map((app) => app.close()));
});

const attack = (...args: readonly string[]) => standin(['attack', ...args], { cwd: place.path });

async function result(...args: readonly string[]): Promise<RunResult> {
  const { stdout, stderr } = await attack(...args, '--json', '--seed', '7');
  expect(stderr).toBe('');
  return JSON.parse(stdout) as RunResult;
}

describe('standin attack', () => {
  it('exits 0 where the service provider resists', async () => {
    const { code, stdout, stderr } = await attack(
      'wrapping',
      '--severity',
      'critical',
      '--seed',
      '7',
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/\d+ resisted/);
  });

  it('exits 1 where one attack gets in, and says who is in, by which clause, and how to repeat it', async () => {
    const { code, stdout } = await attack(
      'xsw3-assertion-before',
      '--defect',
      'first-assertion',
      '--seed',
      '7',
    );
    expect(code).toBe(1);
    expect(stdout).toContain('a session of the victim');
    expect(stdout).toContain('saml-core 5.4');
    expect(stdout).toContain(
      'standin attack xsw3-assertion-before --idp okta --seed 7 --defect first-assertion',
    );
  });

  it('gives the same bytes for the same seed, and other identifiers for another', async () => {
    const [one, two] = [
      await attack('sig-none', '--json', '--seed', '7'),
      await attack('sig-none', '--json', '--seed', '7'),
    ];
    expect(one.stdout).toBe(two.stdout);
    const [first] = (JSON.parse(one.stdout) as RunResult).stories;
    const [other] = (await result('sig-none', '--idp', 'entra')).stories;
    expect(first?.attack?.sent).toMatch(/^[0-9a-f]{64}$/);
    expect(other?.attack?.sent).not.toBe(first?.attack?.sent);
  });

  it('tells a refusal from a refusal of everything', async () => {
    const { code, stderr } = await attack('sig-none', '--defect', 'reject-all');
    expect(code).toBe(3);
    expect(stderr).toContain('calibration-failed');
    expect(stderr).toContain('genuine logins');
  });

  it('does not attack a service provider that takes what was changed after it was signed', async () => {
    const { code, stderr } = await attack('sig-none', '--defect', 'value-only');
    expect(code).toBe(3);
    expect(stderr).toContain('changed after it was signed');
  });

  it('plays files of one’s own', async () => {
    const { stories } = await result('own/changed.yaml');
    expect(stories.map(({ attack: facts, file }) => [facts?.id, facts?.verdict, file])).toEqual([
      ['changed', 'no-session', 'own/changed.yaml'],
    ]);
  });

  it.each([
    [
      ['xsw3-assertion-befor'],
      'There is no attack and no group',
      'Did you mean "xsw3-assertion-before"?',
    ],
    [['sig-none', '--severity', 'hihg'], '"hihg"', 'Did you mean "high"?'],
    [['sig-none', '--defect', 'first-asertion'], 'is no defect', 'Did you mean "first-assertion"?'],
    [['sig-none', '--sp', 'my-ap'], 'no target "my-ap"', 'Did you mean "my-app"?'],
    [['sig-none', '--sp', 'my-app', '--defect', 'first-assertion'], 'Only the embedded', '--sp'],
    [['no-such-file.yaml'], 'no attack file', '.yaml'],
    [['--fuzz', 'many'], 'no number of forgeries', '--fuzz 1000'],
    [['--explain', 'nothing'], 'There is no attack', '--list'],
  ])('%s is refused', async (args, problem, fix) => {
    const { code, stderr } = await attack(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(problem);
    expect(stderr).toContain(fix);
  });
});

describe('standin attack --list and --explain', () => {
  it('lists ids, severities and what is right, by group', async () => {
    const { code, stdout } = await attack('wrapping', 'sig-none', '--list');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^signature\n {2}sig-none +critical +reject +\S/m);
    expect(stdout).toMatch(/^wrapping\n/m);
  });

  it.each(['okta', 'entra', 'google-workspace', 'onelogin', 'generic'])(
    'explains with the message of %s',
    async (vendor) => {
      const { code, stdout } = await attack('--explain', 'xsw3-assertion-before', '--idp', vendor);
      expect(code).toBe(0);
      const anywhere = stdout.replace(PACKAGE_ROOT, '');
      await expect(anywhere).toMatchFileSnapshot(`golden/explain-${vendor}.txt`);
    },
  );

  it('says what is changed where the message is not', async () => {
    const { stdout } = await attack('--explain', 'enc-base64-double');
    expect(stdout).toContain('The XML stays as it was');
  });
});

describe('standin attack --sp', () => {
  it('attacks an app over HTTP, and leaves out what it cannot be asked', async () => {
    const { stories, leftOut, verdict, notes } = await result(
      'sig-none',
      'sig-value-correct-digest-stale',
      'tenant-key-cross',
      '--sp',
      'my-app',
    );
    expect(verdict).toBe('passed');
    // The app answers what it refuses as Express does: an error of its own.
    expect(notes.some((note) => note.includes('status of 500'))).toBe(true);
    expect(stories.map(({ attack: facts }) => [facts?.id, facts?.verdict, facts?.control])).toEqual(
      [
        ['sig-none', 'no-session', 'accepted'],
        ['sig-value-correct-digest-stale', 'no-session', 'accepted'],
      ],
    );
    expect(leftOut.every(({ why }) => why.includes('second tenant'))).toBe(true);
    expect(leftOut.length).toBeGreaterThan(0);
  });

  it('refuses another host unless it is named to the letter', async () => {
    const { code, stderr } = await attack('sig-none', '--sp', 'elsewhere');
    expect(code).toBe(2);
    expect(stderr).toContain('host-refused');
    expect(stderr).toContain('--allow-host app.example');
    const near = await attack('sig-none', '--sp', 'elsewhere', '--allow-host', 'example');
    expect(near.code).toBe(2);
    expect(near.stderr).toContain('host-refused');
  });

  it('never asks a host that was not named', async () => {
    let asked = 0;
    const server = createServer((_, response) => {
      asked += 1;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
    const { port } = server.address() as { port: number };
    const file = place.write(
      'public.yaml',
      `targets:\n  other:\n    url: http://0.0.0.0:${port}\n    start: /login\n    session: { url: /me, email: /email }\n`,
    );
    const { code } = await attack('sig-none', '--sp', 'other', '--config', file);
    expect({ code, asked }).toEqual({ code: 2, asked: 0 });
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('standin attack --prove and --fuzz', () => {
  it('proves a part of the corpus', async () => {
    const { code, stdout } = await attack(
      '--prove',
      'xsw3-assertion-before',
      'ok-assertion-signed',
    );
    expect(stdout).toMatch(/^proven: \d+ attacks? and 1 controls?/);
    expect(code).toBe(0);
  });

  it('finds the gap of a file that breaks nothing', async () => {
    writeFileSync(
      join(place.path, 'own', 'tame.yaml'),
      OWN.replace('value-only', 'without-audience'),
    );
    const { code, stdout } = await attack('--prove', 'own/tame.yaml');
    expect(code).toBe(1);
    expect(stdout).toContain('the mutant "without-audience" does not fall to it');
  });

  it('fuzzes: nothing gets in at the strict service provider', async () => {
    const { code, stdout } = await attack('--fuzz', '25', '--seed', '7');
    expect(stdout).toMatch(/^# 0 findings in 25 forgeries \(\d+ could not be made\), seed 7\n$/);
    expect(code).toBe(0);
  });

  it('prints what gets in as a file that plays, and breaks the same defect again', async () => {
    const { code, stdout } = await attack(
      '--fuzz',
      '40',
      '--seed',
      '1',
      '--defect',
      'signature-optional',
    );
    expect(code).toBe(1);
    const [file = ''] = stdout.split('---\n');
    const [found] = loadAttack(file, { file: 'found.yaml' });
    expect(found?.expect).toBe('not-victim');
    writeFileSync(join(place.path, 'found.yaml'), file);
    const again = await attack('found.yaml', '--defect', 'signature-optional');
    expect(again.code).toBe(1);
    expect(again.stdout).toContain('a session of the victim');
    expect((await attack('found.yaml')).code).toBe(0);
  });
});

describe('standin mint --mutate', () => {
  const mint = (...args: readonly string[]) =>
    standin([
      'mint',
      ...['--idp', 'okta', '--acs', 'https://app.example/acs', '--email', 'me@corp.example'],
      ...['--now', '2026-03-02T09:00:00Z', '--seed', '7', ...args],
    ]);

  it('prints the forged message', async () => {
    const { code, stdout } = await mint(
      '--mutate',
      'xsw3-assertion-before',
      '--victim',
      'boss@corp.example',
    );
    expect(code).toBe(0);
    expect(
      stdout.match(/<saml2:NameID[^>]*>[^<]*/g)?.map((each) => each.replace(/.*>/, '')),
    ).toEqual(['boss@corp.example', 'me@corp.example']);
  });

  it('prints the request to the byte', async () => {
    const { stdout } = await mint(
      '--mutate',
      'enc-param-duplicate/genuine-first',
      '--format',
      'http',
    );
    expect(stdout).toMatch(/^POST https:\/\/app\.example\/acs\n/);
    expect(stdout.match(/SAMLResponse=/g)?.length).toBe(2);
  });

  it('refuses what forges no message', async () => {
    const { code, stderr } = await mint('--mutate', 'replay-same-response');
    expect(code).toBe(2);
    expect(stderr).toContain('standin attack replay-same-response');
  });

  it('leaves genuine messages as they were', async () => {
    const { stdout } = await mint('--format', 'http');
    const xml = (await mint()).stdout.trim();
    const body = new URLSearchParams(stdout.split('\n\n')[1]?.trim());
    expect(Buffer.from(body.get('SAMLResponse') ?? '', 'base64').toString()).toBe(xml);
  });
});

describe('the help of attack', () => {
  it('names every reporter, sarif among them', async () => {
    const { stdout } = await standin(['attack', '--help']);
    expect(stdout).toContain('sarif');
    expect(readFileSync('docs/guide/security.md', 'utf8')).toContain('sarif=');
  });
});

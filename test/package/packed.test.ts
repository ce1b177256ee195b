import { execFileSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = new URL('../..', import.meta.url).pathname;
const work = mkdtempSync(join(tmpdir(), 'standin-packed-'));
const project = join(work, 'project');

/** Runs a program and gives its output; what it wrote to stderr is part of the failure message. */
function run(command: string, args: readonly string[], cwd = project): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: 'pipe' });
}

/** What a strict consumer writes; compiled with skipLibCheck off and executed. */
const CONSUMER = `import { LIFECYCLES, VENDORS, loadScenario, openDirectory, seededRandom } from 'standin';
import type { Scenario } from 'standin';

const text = "scenario: One login\\nidp: okta\\nsp: proof\\nusers: { ada: { email: ada@acme.example } }\\nsteps: [{ login: ada }]\\n";
const scenario: Scenario = loadScenario(text, { file: 'one.yaml' });
const directory = openDirectory({ lifecycle: LIFECYCLES.okta, random: seededRandom('1') });
directory.record({ at: 0, verb: 'hire', user: { handle: 'ada', email: 'ada@acme.example' } });
console.log(scenario.title, VENDORS.okta.title, directory.at(0).user('ada')?.id.slice(0, 3));
`;

beforeAll(() => {
  run('npm', ['pack', '--pack-destination', work, '--silent'], ROOT);
  const tarball = readdirSync(work).find((file) => file.endsWith('.tgz')) ?? '';
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }');
  run('npm', ['install', '--silent', '--no-audit', '--no-fund', join(work, tarball)]);
});

afterAll(() => rmSync(work, { recursive: true, force: true }));

describe('the packed tarball, installed', () => {
  it('plays the built-in stories', () => {
    const output = run(join(project, 'node_modules/.bin/standin'), [
      'run',
      '--grep',
      'first-login',
    ]);
    expect(output).toMatch(/first-login|first login/iu);
  });

  it('is imported from ESM', () => {
    writeFileSync(
      join(project, 'consumer.mjs'),
      CONSUMER.replace(/import type .*\n/u, '').replace(': Scenario', ''),
    );
    expect(run('node', ['consumer.mjs'])).toBe('One login Okta 00u\n');
  });

  it('is required from CommonJS', () => {
    writeFileSync(
      join(project, 'consumer.cjs'),
      "console.log(require('standin').VENDORS.entra.title);",
    );
    expect(run('node', ['consumer.cjs'])).toContain('Entra');
  });

  it('compiles for a strict consumer without skipLibCheck', () => {
    writeFileSync(join(project, 'consumer.ts'), CONSUMER);
    writeFileSync(
      join(project, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          strict: true,
          skipLibCheck: false,
          exactOptionalPropertyTypes: true,
          module: 'NodeNext',
          target: 'ES2023',
          types: ['node'],
          typeRoots: [join(ROOT, 'node_modules/@types')],
          noEmit: true,
        },
        files: ['consumer.ts'],
      }),
    );
    expect(run('node', [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', '.'])).toBe('');
  });

  it('keeps everything else out of reach', () => {
    writeFileSync(join(project, 'deep.mjs'), "import 'standin/dist/login.js';");
    expect(() => run('node', ['deep.mjs'])).toThrow(/ERR_PACKAGE_PATH_NOT_EXPORTED/u);
  });

  it('ships the data it needs and no tests', () => {
    const files = readdirSync(join(project, 'node_modules/standin')).sort();
    expect(files).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'bin',
      'certs',
      'dist',
      'package.json',
      'scenarios',
      'schema',
    ]);
  });
});

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Project } from './project.js';
import { makeProject } from './project.js';

let project: Project;
beforeAll(() => {
  project = makeProject({ type: 'module' });
});
afterAll(() => project.remove());

/** What a user writes first. */
const CONSUMER = `import { LIFECYCLES, VENDORS, loadScenario, openDirectory, seededRandom } from 'standin';

const text = "scenario: One login\\nidp: okta\\nsp: proof\\nusers: { ada: { email: ada@acme.example } }\\nsteps: [{ login: ada }]\\n";
const scenario = loadScenario(text, { file: 'one.yaml' });
const directory = openDirectory({ lifecycle: LIFECYCLES.okta, random: seededRandom('1') });
directory.record({ at: 0, verb: 'hire', user: { handle: 'ada', email: 'ada@acme.example' } });
console.log(scenario.title, VENDORS.okta.title, directory.at(0).user('ada')?.id.slice(0, 3));
`;

describe('the packed tarball, installed', () => {
  it('plays the built-in stories', () => {
    const bin = join(project.folder, 'node_modules/.bin/standin');
    expect(project.output(bin, 'run', '--grep', 'first-login')).toMatch(
      /first-login|first login/iu,
    );
  });

  it('is imported from ESM', () => {
    project.write('consumer.mjs', CONSUMER);
    expect(project.output('node', 'consumer.mjs')).toBe('One login Okta 00u\n');
  });

  it('is required from CommonJS, with everything that ESM has', () => {
    const script = `import('standin').then((module) => {
      const names = (all) => Object.keys(all).filter((name) => name !== 'module.exports').sort();
      console.log(require('standin').VENDORS.entra.title, ...names(require('standin')));
      console.log('-', ...names(module));
    })`;
    const [required = '', imported = ''] = project.output('node', '-e', script).split('\n- ');
    expect(required).toMatch(/^Microsoft Entra ID .*loadScenario/);
    expect(required.replace('Microsoft Entra ID ', '')).toBe(imported.trim());
  });

  it('finds its stories, profiles and keys from CommonJS', () => {
    const script = `const { planRun, runPlan } = require('standin');
      const paths = [require.resolve('standin/package.json') + '/../scenarios/lifecycle/first-login.yaml'];
      const plan = planRun({ paths, cwd: process.cwd(), now: 0 });
      runPlan(plan, { seed: '1', version: '0', command: '' }).then(({ verdict }) => console.log(verdict));`;
    expect(project.output('node', '-e', script)).toBe('passed\n');
  });

  it('keeps everything else out of reach', () => {
    project.write('deep.mjs', "import 'standin/dist/login.js';");
    expect(project.run('node', 'deep.mjs').stderr).toContain('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });

  it('hands out its editor schemas', () => {
    project.write(
      'schema.cjs',
      "console.log(require('standin/schema/scenario.schema.json').$schema)",
    );
    expect(project.output('node', 'schema.cjs')).toContain('json-schema.org');
  });

  it('says whose code is in the bundles', () => {
    const modules = join(project.folder, 'node_modules/standin/dist');
    for (const folder of ['bundle', 'cjs']) {
      const notices = readFileSync(join(modules, folder, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
      for (const one of ['samlify', 'xml-crypto', 'express', 'node-forge', 'zod', 'yaml']) {
        expect(notices).toMatch(new RegExp(`^${one} \\d`, 'mu'));
      }
    }
  });

  it('ships the data it needs and no tests', () => {
    const files = readdirSync(join(project.folder, 'node_modules/standin')).sort();
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

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Project } from './project.js';
import { makeProject, versionOf } from './project.js';
import { statuses, testsOf } from './runner-report.js';

let project: Project;
let report: string;
beforeAll(() => {
  const packages = ['vitest', 'express', '@node-saml/node-saml'].map(versionOf);
  project = makeProject({ type: 'module' }, packages, 'vitest');
  project.run('npx', 'vitest', 'run', '--reporter=json', '--outputFile=report.json');
  report = readFileSync(join(project.folder, 'report.json'), 'utf8');
});
afterAll(() => project.remove());

const STORY = 'first[okta] A first login makes an account, a second one follows the directory';

describe('an ESM project with Vitest', () => {
  it('is green at an app that follows the directory', () => {
    expect(statuses(testsOf(report, 'green.test.js'))).toEqual({
      'a first login': 'passed',
      'a person who has left': 'passed',
      'a message that has expired': 'passed',
      'a promise resolves to a login': 'passed',
      [STORY]: 'passed',
      'rotation[okta]': 'skipped',
    });
  });

  it('is red at one that does not, and says what happened', () => {
    const tests = testsOf(report, 'red.test.js');
    expect(new Set(Object.values(statuses(tests)))).toEqual(new Set(['failed']));
    const [drift = ''] = tests.get('the account follows')?.failureMessages ?? [];
    expect(drift).toContain('expect(login).toUpdateAccount({"lastName":"King"})');
    expect(drift).toContain('The app logged ada in.');
    expect(drift).toMatch(/lastName +\w+ +\(directory: King\)/);
    expect(drift).toMatch(/<saml2:Attribute Name="lastName"><saml2:AttributeValue>King</);
    expect(tests.get('a forgotten await')?.failureMessages.join()).toContain('"await" is missing');
    expect(tests.get('a forgotten app')?.failureMessages.join()).toContain('.to(app)');
  });

  it('shows a story that fails with its place, both values and the command', () => {
    const [message = ''] = testsOf(report, 'red.test.js').get(STORY)?.failureMessages ?? [];
    expect(message).toContain('stories/first.yaml:16:43');
    expect(message).toMatch(/account\.lastName[^]*expected +Lovelace[^]*observed +Byron/);
    expect(message).toContain(`{ target, idp: 'okta', seed: "7" }`);
  });
});

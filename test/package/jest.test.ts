import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Project } from './project.js';
import { makeProject, versionOf } from './project.js';
import { statuses, testsOf } from './runner-report.js';

/** What an administrator would type into the app, asked of the library as a script would. */
const OKTA = `require('standin').mockIdp().then(async (idp) => {
  const { ssoUrl, certificate } = idp;
  await idp.close();
  console.log(JSON.stringify({ ssoUrl, certificate }));
});`;

let project: Project;
let report: string;
beforeAll(() => {
  const packages = ['jest@30', ...['express', '@node-saml/node-saml'].map(versionOf)];
  project = makeProject({}, packages, 'jest');
  project.write('okta.json', project.output('node', '-e', OKTA));
  report = project.run('npx', 'jest', '--json').stdout;
});
afterAll(() => project.remove());

const STORY = 'first[okta] A first login makes an account, a second one follows the directory';

describe('a CommonJS project with Jest', () => {
  it('is green at an app that follows the directory', () => {
    const tests = testsOf(report, 'green.test.js');
    expect(statuses(tests)).toMatchObject({
      'a first login': 'passed',
      'a person who has left': 'passed',
      'a promise resolves to a login': 'passed',
      [STORY]: 'passed',
    });
    expect([...tests.values()].filter(({ status }) => status === 'failed')).toEqual([]);
    const rotation = [...tests.keys()].find((title) => title.startsWith('rotation[okta]'));
    expect(rotation).toBe("rotation[okta] (needs an app that reads the IdP's new certificates)");
  });

  it('leaves out what the profile does not promise before anything runs', () => {
    const titles = [...testsOf(report, 'green.test.js').keys()];
    expect(titles.filter((title) => title.includes('not promised by the profile'))).not.toEqual([]);
  });

  it('is red at one that does not, and says what happened', () => {
    const tests = testsOf(report, 'red.test.js');
    expect(new Set(Object.values(statuses(tests)))).toEqual(new Set(['failed']));
    const [drift = ''] = tests.get('the account follows')?.failureMessages ?? [];
    expect(drift).toContain('expect(login).toUpdateAccount({"lastName":"King"})');
    expect(drift).toMatch(/lastName +\w+ +\(directory: King\)/);
    expect(tests.get('a forgotten await')?.failureMessages.join()).toContain('"await" is missing');
    const [story = ''] = tests.get(STORY)?.failureMessages ?? [];
    expect(story).toMatch(/account\.lastName[^]*expected +Lovelace[^]*observed +Byron/);
  });
});

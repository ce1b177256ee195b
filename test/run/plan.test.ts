import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { UserError } from '../../src/base/errors.js';
import { PlanError } from '../../src/run/plan-error.js';
import { planRun } from '../../src/run/plan.js';
import type { PlanOptions } from '../../src/run/plan.js';
import { HEAD, storyFolder } from './stories.js';

const NOW = Date.parse('2026-03-02T09:00:00Z');
const LOGIN = 'steps:\n  - login: ada\n';
const folders: { remove(): void }[] = [];
afterAll(() => folders.forEach((folder) => folder.remove()));

function plan(files: Readonly<Record<string, string>>, change: Partial<PlanOptions> = {}) {
  const folder = storyFolder(files);
  folders.push(folder);
  return planRun({ paths: ['.'], cwd: folder.path, now: NOW, ...change });
}

/** The problems of a plan as `file:line:column code: message | fix`. */
function problems(files: Readonly<Record<string, string>>, change: Partial<PlanOptions> = {}) {
  try {
    plan(files, change);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const all = error instanceof PlanError ? error.problems : [error];
    return all.map(({ at, code, message, fix }) => {
      const place = at === undefined ? '' : `${at.file ?? ''}:${at.line}:${at.column} `;
      return `${place}${code}: ${message} | ${fix ?? ''}`;
    });
  }
  return [];
}

function ids(files: Readonly<Record<string, string>>, change: Partial<PlanOptions> = {}) {
  return plan(files, change).items.map(({ id }) => id);
}

const matrix = HEAD.replace('idp: okta', 'matrix: { idp: [okta, entra] }');

describe('planRun', () => {
  it('sorts stories, keeps the order of a matrix, and gives stable ids', () => {
    const files = {
      'scenarios/b/second.yaml': matrix + LOGIN,
      'scenarios/a/first.yml': HEAD + LOGIN,
      'scenarios/profiles/own.yaml': 'not: a story',
      'notes.txt': 'nor this',
    };
    expect(ids(files)).toEqual(['a/first[okta]', 'b/second[okta]', 'b/second[entra]']);
    expect(ids(files, { paths: ['scenarios/b'] })).toEqual(['b/second[okta]', 'b/second[entra]']);
    expect(ids(files, { paths: ['scenarios/b', 'scenarios/b/second.yaml'] })).toHaveLength(2);
  });

  it('names the SP when there are several, and numbers the same IdP twice', () => {
    const text = HEAD.replace(
      'idp: okta\nsp: proof\n',
      'matrix: { idp: [okta, { vendor: okta, tenant: other }], sp: [proof, strict-sync] }\n',
    );
    expect(ids({ 's.yaml': text + LOGIN })).toEqual([
      's[okta,proof]',
      's[okta,strict-sync]',
      's[okta,proof#2]',
      's[okta,strict-sync#2]',
    ]);
  });

  it('plays a portable story under the IdP asked for, and leaves others out', () => {
    const settled = HEAD.replace('okta', '{ vendor: entra, app: { label: App } }');
    const files = {
      'any.yaml': HEAD + LOGIN,
      'entra.yaml': settled + LOGIN,
      'both.yaml': matrix + LOGIN,
    };
    expect(ids(files, { idp: 'entra' })).toEqual(['any[entra]', 'both[entra]', 'entra[entra]']);
    expect(ids(files, { idp: 'okta' })).toEqual(['any[okta]', 'both[okta]']);
    expect(plan(files, { idp: 'okta' }).leftOut).toEqual([
      { id: 'entra', why: 'not made for okta' },
    ]);
    expect(problems({ 'entra.yaml': settled + LOGIN }, { idp: 'okta' })).toEqual([
      'scenario-not-found: Not made for okta: entra. | Leave --idp out, or add the IdP to "matrix" in the file.',
    ]);
  });

  it('selects by id, title and tag', () => {
    const files = {
      'one.yaml': HEAD.replace('scenario: Ada', 'scenario: Drift of names') + LOGIN,
      'two.yaml': HEAD + 'tags: [offboarding]\n' + LOGIN,
    };
    expect(ids(files, { grep: /^one$/ })).toEqual(['one[okta]']);
    expect(ids(files, { grep: /drift/i })).toEqual(['one[okta]']);
    expect(ids(files, { grep: /offb/ })).toEqual(['two[okta]']);
  });

  it('finds profiles beside the story before those that come with Standin', () => {
    const own = HEAD.replace('sp: proof', 'sp: own') + LOGIN;
    expect(problems({ 's.yaml': own })).toEqual([
      expect.stringMatching(
        /^s\.yaml:3:5 profile-unknown: There is no profile "own"\. \| Use one of: /,
      ),
    ]);
    const inMap = own.replace('sp: own', 'sp: { plan: pro, profile: own }');
    expect(problems({ 's.yaml': inMap })[0]).toMatch(/^s\.yaml:3:27 profile-unknown/);
    const proof = readFileSync('scenarios/profiles/proof.yaml', 'utf8');
    const [item] = plan({
      's.yaml': own,
      'profiles/own.yaml': proof.replace(/^title: .*$/m, 'title: Ours'),
    }).items;
    expect(item?.profile).toMatchObject({ name: 'own', title: 'Ours' });
    expect(problems({ 's.yaml': own.replace('own', 'proff') })[0]).toContain(
      'Did you mean "proof"?',
    );
  });
});

describe('planRun finds every mistake before anything is sent', () => {
  it('in all files at once', () => {
    const found = problems({
      'a.yaml': HEAD + 'steps:\n  - loginn: ada\n',
      'b.yaml': 'steps: 7\n',
    });
    expect(found[0]).toBe('a.yaml:8:5 key-unknown: unknown step "loginn" | Did you mean "login"?');
    expect(found.some((problem) => problem.startsWith('b.yaml:1:8'))).toBe(true);
  });

  it.each([
    [
      'a transition that the vendor does not have',
      'steps:\n  - suspend: ada\n  - suspend: ada\n',
      's.yaml:9:14 transition-impossible: ada is suspended (okta): suspend is impossible. | Possible in this state: ',
    ],
    [
      'a transition of another vendor',
      'steps:\n  - delete: ada\n  - restore: ada\n',
      's.yaml:9:14 transition-impossible: ada is deleted (okta): restore is impossible.',
    ],
    [
      'a user nobody knows',
      'steps:\n  - deactivate: adaa\n',
      's.yaml:8:17 user-unknown: there is no user "adaa" | Did you mean "ada"?',
    ],
    [
      'a group the user is not in',
      'steps:\n  - leave: ada\n    groups: [Notaries]\n',
      's.yaml:9:13 group-unknown: ada is not a member of the group "Notaries".',
    ],
    [
      'an assignment that is not there',
      'steps:\n  - unassign: ada\n  - unassign: ada\n',
      's.yaml:9:15 transition-impossible: ada is not assigned to the application',
    ],
    [
      'a second rotation of keys',
      'steps:\n  - rotate-keys:\n  - rotate-keys:\n',
      's.yaml:9:5 not-supported: the keys of a story can be rotated once | Split the story in two.',
    ],
  ])('%s', (_name, steps, problem) => {
    const found = problems({ 's.yaml': HEAD + steps });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(problem);
  });

  it('a vendor setting that does not exist, at its key, once for each IdP it is wrong for', () => {
    const text = HEAD.replace('okta', '\n  vendor: okta\n  app:\n    lable: App\n') + LOGIN;
    const [problem, another] = problems({ 's.yaml': text });
    expect(problem).toMatch(/^s\.yaml:5:\d+ setting-invalid: .*lable.*Did you mean "label"\?$/);
    expect(another).toBe(undefined);
  });

  it('a state that the vendor does not have, and a change that time does not allow', () => {
    const seed = HEAD.replace('lastName: Byron', 'lastName: Byron, state: disabled') + LOGIN;
    expect(problems({ 's.yaml': seed })[0]).toMatch(
      /^s\.yaml:6:\d+ value-invalid: ada cannot be disabled/,
    );
    const late =
      HEAD.replace('okta', 'entra') +
      'steps:\n  - delete: ada\n  - advance: 31d\n  - restore: ada\n';
    expect(problems({ 's.yaml': late })[0]).toContain('s.yaml:10:14 transition-impossible');
    expect(problems({ 's.yaml': late.replace('31d', '29d') })).toEqual([]);
  });
});

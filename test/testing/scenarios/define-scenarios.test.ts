import { afterAll, describe, expect, it } from 'vitest';
import { defineScenarios } from '../../../src/testing/scenarios/define-scenarios.js';
import type { PlayOptions } from '../../../src/testing/scenarios/play-options.js';
import { ABLE, offer } from '../../run/offers.js';
import { HEAD, storyFolder } from '../../run/stories.js';
import type { Ended } from './fake-runner.js';
import { fakeRunner } from './fake-runner.js';

const GOOD = `${HEAD}steps:\n  - { login: ada, expect: { outcome: logged-in, account: { created: true } } }\n`;
const ROTATES = `${HEAD}steps:\n  - rotate-keys: { overlap: true }\n  - login: ada\n`;
const folder = storyFolder({
  'good.yaml': GOOD.replace('scenario: Ada', 'scenario: Ada gets in'),
  'bad.yaml': `${HEAD}steps:\n  - login: ada\n    expect:\n      outcome: refused-by-sp\n      account: { lastName: Lovelace }\n`,
  'rotates.yaml': ROTATES,
  'rotates-too.yaml': ROTATES,
  'accounts.yaml': `${HEAD}steps:\n  - expect: { accounts: { count: 0 } }\n`,
  'standin.config.yaml': 'targets:\n  my-app: { url: "http://127.0.0.1:9", start: /login }\n',
  'wrong/wrong.yaml': 'scenario: Wrong\n',
});
afterAll(() => folder.remove());

const at = (name: string): string => `${folder.path}/${name}`;

async function run(files: readonly string[], options?: PlayOptions): Promise<readonly Ended[]> {
  const fake = fakeRunner();
  defineScenarios(fake.runner, files.map(at), options);
  return fake.run();
}

describe('playScenarios', () => {
  it('one group of the files, one test a story', () => {
    const fake = fakeRunner();
    defineScenarios(fake.runner, [at('{good,bad,rotates}.yaml')], { target: offer() });
    expect(fake.groups).toEqual([`${at('{good,bad,rotates}.yaml')} at my-app`]);
    expect(fake.titles).toEqual(['bad[okta] Ada', 'good[okta] Ada gets in', 'rotates[okta]']);
    const again = fakeRunner();
    defineScenarios(again.runner, [at('good.yaml'), at('bad.yaml')]);
    expect(again.titles).toEqual(['bad[okta] Ada', 'good[okta] Ada gets in']);
  });

  it('a story that holds', async () => {
    expect(await run(['good.yaml'])).toEqual([{ title: 'good[okta] Ada gets in' }]);
  });

  it('a story that does not: place, both values, the command, and a stack that leads to the file', async () => {
    const [ended] = await run(['bad.yaml'], { seed: '7' });
    const message = ended?.failure?.message ?? '';
    const [file] = /\S*bad\.yaml/.exec(message) ?? [];
    expect(message.replaceAll(file ?? '', 'bad.yaml')).toMatchInlineSnapshot(`
      "bad[okta]  Ada
        bad.yaml:10:16  outcome  step 1: ada logs in (SP-initiated)
          expected  refused-by-sp
          observed  logged-in
          and what follows from it: 1 more of this step
        repeat: standin run bad.yaml --idp okta --seed 7"
    `);
    expect(ended?.failure?.stack).toContain(`(${file ?? ''}:10:16)`);
  });

  it('every IdP that is asked for, and only stories that match', () => {
    const fake = fakeRunner();
    defineScenarios(fake.runner, [at('{good,bad,rotates}.yaml')], { idp: 'entra', grep: 'gets' });
    expect(fake.titles).toEqual(['good[entra] Ada gets in']);
  });

  it('mistakes are found before a test runs', () => {
    const fake = fakeRunner();
    const define = (path: string, options?: PlayOptions) => () =>
      defineScenarios(fake.runner, [at(path)], options);
    expect(define('wrong')).toThrow(/wrong\.yaml:1:1: the key "idp" is missing[^]*"sp"/);
    expect(define('none/*.yaml')).toThrow(/No scenario file matches[^]*standin:lifecycle/);
    expect(define('good.yaml', { grep: '(' })).toThrow('grep');
    expect(fake.titles).toEqual([]);
  });
});

describe('at a target', () => {
  it('what it cannot do is skipped, with the reason', async () => {
    expect(await run(['good.yaml', 'rotates.yaml'], { target: offer() })).toEqual([
      { title: 'good[okta] Ada gets in' },
      { title: 'rotates[okta]', skipped: "needs an app that reads the IdP's new certificates" },
    ]);
  });

  it('what it does not promise is skipped when it comes to it', async () => {
    const target = offer({
      abilities: ABLE,
      profile: { profile: 'proof', jit: { create: false } },
    });
    const [ended] = await run(['good.yaml'], { target });
    expect(ended?.skipped).toContain('not promised by the profile');
  });

  it('what it cannot do is one test for each reason', async () => {
    const [skipped, ...others] = await run(['rotates.yaml', 'rotates-too.yaml'], {
      target: offer(),
    });
    expect(skipped).toEqual({
      title: '2 stories',
      skipped:
        "needs an app that reads the IdP's new certificates: rotates-too[okta], rotates[okta]",
    });
    expect(others).toEqual([]);
  });

  it('of which nothing can be shown is skipped', async () => {
    const target = offer({ abilities: ABLE }, () => ({
      accounts: () => Promise.resolve({ kind: 'unknown', why: 'no account view' }),
    }));
    const [ended] = await run(['accounts.yaml'], { target });
    expect(ended?.skipped).toBe('not verified: accounts.count: no account view');
  });

  it('what it cannot show is noted, and fails when that is asked for', async () => {
    const target = offer({ abilities: ABLE }, () => ({
      accounts: () => Promise.resolve({ kind: 'unknown', why: 'no account view' }),
    }));
    const [ended] = await run(['good.yaml'], { target });
    expect(ended).toMatchObject({ note: 'not verified: account.created: no account view' });
    const [strict] = await run(['good.yaml'], { target, strict: true });
    expect(strict?.failure?.message).toContain('no account view');
  });

  it('a failure says how to repeat it in the test: no command line knows the app', async () => {
    const [ended] = await run(['bad.yaml'], { target: offer(), seed: '7' });
    expect(ended?.failure?.message).toMatch(
      /repeat: playScenarios\(".*bad\.yaml", \{ target, idp: 'okta', seed: "7" \}\)$/,
    );
  });

  it('a target is found in the configuration by its name', () => {
    const config = at('standin.config.yaml');
    const define = (target: string) => () =>
      defineScenarios(fakeRunner().runner, [at('good.yaml')], { target, config });
    expect(define('my-app')).not.toThrow();
    expect(define('my-ap')).toThrow(/no target "my-ap"[^]*Did you mean "my-app"/);
    const nowhere = () =>
      defineScenarios(fakeRunner().runner, [at('good.yaml')], { target: 'x', config: at('none') });
    expect(nowhere).toThrow(expect.objectContaining({ code: 'config-not-found' }));
  });

  it('the app is started once, before all stories, and stopped after them', async () => {
    const log: string[] = [];
    const note = (what: string) => () => Promise.resolve(void log.push(what));
    const target = offer({ start: note('start'), stop: note('stop') }, () => ({
      reset: note('reset'),
    }));
    await run(['good.yaml', 'bad.yaml'], { target });
    expect(log).toEqual(['start', 'reset', 'reset', 'stop']);
  });
});

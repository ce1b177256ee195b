import { afterAll, describe, expect, it } from 'vitest';
import { fitPlan } from '../../src/run/applicability/fit-plan.js';
import { BUILT_IN_STORIES } from '../../src/run/package-root.js';
import type { Plan, PlanOptions } from '../../src/run/plan.js';
import { planRun } from '../../src/run/plan.js';
import type { RunEvent } from '../../src/run/result.js';
import { ABLE, offer, UNABLE } from './offers.js';
import { HEAD, storyFolder } from './stories.js';

const folders: { remove(): void }[] = [];
afterAll(() => folders.forEach((folder) => folder.remove()));

function plan(text: string, options: Partial<PlanOptions>): Plan {
  const folder = storyFolder({ 'story.yaml': text });
  folders.push(folder);
  return planRun({ paths: ['story.yaml'], cwd: folder.path, now: 0, ...options });
}

const steps = (text: string): string => `${HEAD}steps:\n${text}`;
const LOGIN = '  - login: ada\n';
const HELD = '  - login: ada\n    hold: late\n';
const DELIVERED = '  - deliver: late\n';
const OWN = steps(LOGIN).replace('idp: okta', 'idp: { vendor: okta, app: { label: own } }');
const EC = OWN.replace('vendor: okta', 'vendor: generic').replace(
  'label: own',
  'signatureAlgorithm: ecdsa-sha256',
);
const SIGNED = OWN.replace('label: own', 'signedRequests: true');
const PUSHED = steps(`  - deactivate: ada\n${LOGIN}`).replace('sp: proof', 'sp: strict-sync');

describe('what a target must be able to do', () => {
  it.each([
    ['a login', steps(LOGIN), undefined, undefined],
    ['a rotation with overlap', steps(`  - rotate-keys: { overlap: true }\n${LOGIN}`), 'trust', ''],
    ['a rotation without', steps(`  - rotate-keys: { overlap: false }\n${LOGIN}`), undefined, ''],
    ['an application of its own', OWN, 'trust', 'was not told of'],
    ['a key of its own', EC, 'trust', 'was not told of'],
    ['a deactivation that is pushed', PUSHED, 'deprovision', 'told of deactivations'],
    ['the POST binding', steps(`${LOGIN}    binding: post\n`), 'startOptions', 'binding'],
    ['a RelayState', steps(`${LOGIN}    relayState: /x\n`), 'startOptions', 'RelayState'],
    ['one of the IdP', steps(`${LOGIN}    start: idp\n    relayState: /x\n`), undefined, ''],
    ['a single logout', steps(`${LOGIN}  - logout: ada\n`), 'singleLogout', 'single logout'],
    ['signed requests', SIGNED, 'signsRequests', 'signs its AuthnRequests'],
  ] as const)('%s', (_what, text, ability, why) => {
    const without = plan(text, { target: offer({ abilities: UNABLE }) });
    const able = plan(text, { target: offer({ abilities: ABLE }) });
    expect(able.leftOut).toEqual([]);
    expect(without.leftOut.map(({ id }) => id)).toEqual(
      ability === undefined ? [] : [text === EC ? 'story[generic]' : 'story[okta]'],
    );
    expect(without.leftOut[0]?.why ?? '').toContain(why ?? '');
    if (ability === undefined) return;
    const lacking = plan(text, { target: offer({ abilities: { ...ABLE, [ability]: false } }) });
    expect(lacking.leftOut).toEqual(without.leftOut);
  });
});

describe('the IdPs that a target trusts', () => {
  const BOTH = steps(LOGIN).replace('idp: okta', 'matrix: { idp: [okta, entra] }');
  const ids = (text: string, options: Partial<PlanOptions>): readonly string[] =>
    plan(text, options).items.map(({ id }) => id);

  it('are those of the story', () => {
    expect(ids(BOTH, { target: offer() })).toEqual(['story[okta]', 'story[entra]']);
    expect(ids(BOTH, { target: offer({ idps: ['entra'] }) })).toEqual(['story[entra]']);
    expect(ids(BOTH, { target: offer(), idp: 'okta' })).toEqual(['story[okta]']);
  });

  it('play stories that are for any IdP', () => {
    expect(ids(steps(LOGIN), { target: offer({ idps: ['generic'] }) })).toEqual(['story[generic]']);
  });

  it('decide that nothing is to be played', () => {
    expect(() => ids(OWN, { target: offer({ idps: ['entra'] }) })).toThrow(
      'Made for an IdP that the target does not trust: story.',
    );
    expect(() => ids(BOTH, { target: offer({ idps: ['entra'] }), idp: 'okta' })).toThrow(
      'The target does not trust okta: story.',
    );
  });
});

describe('a story that names a target', () => {
  const NAMED = steps(LOGIN).replace('sp: proof', 'sp: { profile: proof, target: my-app }');
  const targets = (): ReturnType<typeof offer> => offer();

  it('is played at it', () => {
    const [item] = plan(NAMED, { targets }).items;
    expect(item?.target?.name).toBe('my-app');
  });

  it('is left out at another', () => {
    const target = offer({ name: 'other' });
    expect(() => plan(NAMED, { target, targets })).toThrow('Made for the target "my-app": story.');
  });

  it('needs a configuration', () => {
    expect(() => plan(NAMED, {})).toThrow('The story names the target "my-app".');
  });
});

describe('time, at a target whose clock nobody moves', () => {
  const LATE = steps(
    `${HELD}${LOGIN}  - advance: 10m\n${DELIVERED}    expect: { outcome: refused-by-sp }\n`,
  );
  const at = (text: string, clock: boolean): Promise<Plan> =>
    fitPlan(plan(text, { target: offer({ abilities: { ...ABLE, clock } }) }));

  it.each([
    ['is taken back before the first message', `${HELD}  - advance: 10m\n${DELIVERED}${LOGIN}`, 1],
    ['is left out between logins', `${LOGIN}  - advance: 1h\n${LOGIN}`, 0],
    ['is left out at the end', `${LOGIN}  - advance: 1h\n  - visit: ada\n`, 0],
  ])('%s', async (_what, text, pauses) => {
    const [item] = (await at(steps(text), false)).items;
    const waits = item?.scenario.steps.filter(({ verb }) => verb === 'advance');
    expect(waits).toHaveLength(pauses);
    const [moved] = (await at(steps(text), true)).items;
    expect(moved?.scenario.steps).toHaveLength(text.split('  - ').length - 1);
  });

  it('decides when the story does not hold without it', async () => {
    expect(await at(LATE, false)).toMatchObject({
      items: [],
      leftOut: [{ id: 'story[okta]', why: "needs the app's clock" }],
    });
    expect((await at(LATE, true)).items).toHaveLength(1);
  });

  it('does not excuse what the profile does not promise anyway', async () => {
    const text = LATE.replace('users:', 'tags: [x]\nusers:').replace('10m', '1s');
    const target = offer({ profile: { profile: 'proof' }, abilities: { ...ABLE, clock: false } });
    const { leftOut } = await fitPlan(plan(text, { target }));
    expect(leftOut).toEqual([{ id: 'story[okta]', why: 'not promised by the profile "proof"' }]);
  });
});

describe('fitPlan', () => {
  it('leaves out what the profile of the target does not promise', async () => {
    const paths = ['name-drift', 'name-follows-when-updating', 'first-login'].map(
      (name) => `${BUILT_IN_STORIES}/${name}.yaml`,
    );
    const fitted = async (profile: string): Promise<Plan> => {
      const target = offer({ profile: { profile }, abilities: ABLE, idps: ['okta'] });
      return fitPlan(planRun({ paths, cwd: '/', now: 0, target }));
    };
    const proof = await fitted('proof');
    expect(proof.items.map(({ scenario }) => scenario.id)).toEqual([
      'lifecycle/first-login',
      'lifecycle/name-drift',
    ]);
    expect(proof.leftOut).toEqual([
      {
        id: 'lifecycle/name-follows-when-updating[okta]',
        why: 'not promised by the profile "proof"',
      },
    ]);
    const updating = await fitted('proof-updating');
    expect(updating.items.map(({ scenario }) => scenario.id)).toEqual([
      'lifecycle/first-login',
      'lifecycle/name-follows-when-updating',
    ]);
  });

  it('says how far it is, of targets only', async () => {
    const events: RunEvent[] = [];
    const target = offer({ profile: { profile: 'proof' }, abilities: ABLE });
    await fitPlan(plan(steps(LOGIN), { target }), (event) => events.push(event));
    await fitPlan(plan(steps(LOGIN), {}), (event) => events.push(event));
    expect(events).toEqual([{ kind: 'story-fitted', id: 'story[okta]', done: 1, stories: 1 }]);
  });

  it('plays everything at a target without a profile', async () => {
    const whole = plan(steps(LOGIN), { target: offer() });
    expect(await fitPlan(whole)).toEqual({ ...whole, fitted: true });
  });
});

import { describe, expect, it } from 'vitest';
import {
  ATTACK_CLOCK,
  attackStory,
  controlStory,
  type AttackSetting,
} from '../../src/attack/story.js';
import type { Attack } from '../../src/scenario/attack.js';
import { loadAttack } from '../../src/scenario/load-attack.js';

const TOP = 'attack: x\nseverity: high\nmodel: user\nclause: policy\nexpect: reject\n';
const SETTING = { idp: { vendor: 'okta' }, sp: { profile: 'strict' } } as unknown as AttackSetting;

function only(rest: string): Attack {
  const [attack] = loadAttack(TOP + rest, { file: 'attacks/wrapping/x.yaml' });
  if (attack === undefined) throw new Error('no attack');
  return attack;
}

describe('the story of an attack', () => {
  const attack = only('mutate: [{ remove: //Signature }]\nsigned: both\nnever: { leaves: true }');

  it('lets the victim in, then plays the attack and promises how it ends', () => {
    const story = attackStory(attack, SETTING);
    expect(story).toMatchObject({ id: 'attacks/wrapping/x', clock: ATTACK_CLOCK, ...SETTING });
    expect(story.tags).toEqual(['wrapping', 'high']);
    expect(story.steps).toMatchObject([
      { verb: 'login', user: 'victim', signed: 'both', expect: { outcome: 'logged-in' } },
      {
        verb: 'attack',
        attack: 'x',
        expect: { attack: 'reject' },
        definition: { never: { leaves: true } },
      },
    ]);
  });

  it('has its promise and its operations where the file says them', () => {
    const story = attackStory(attack, SETTING);
    expect(story.locate(['steps', 1, 'expect', 'attack'])).toMatchObject({ line: 5 });
    expect(story.locate(['steps', 1, 'mutate', 0])).toMatchObject({ line: 6 });
    expect(story.locate(['steps', 0])).toMatchObject({ line: 1 });
    expect(story.locate(['references'])).toMatchObject({ line: 1 });
  });

  it('has a control: the same login without what forges it', () => {
    const begun = only('mutate: [sign]\nlogin: { start: idp, despite: deactivated }');
    const [, last] = controlStory(begun, SETTING)?.steps ?? [];
    if (last?.verb !== 'attack') throw new Error('no attack');
    const [login] = last.definition?.steps ?? [];
    expect(last.expect).toEqual({ attack: 'accept' });
    expect(last.definition?.never).toEqual({});
    expect(login).toMatchObject({ start: 'idp' });
    expect(login).not.toHaveProperty('mutate');
    expect(login).not.toHaveProperty('despite');
  });

  it('has the control that the file says, and none without a login', () => {
    const said = controlStory(only('mutate: [sign]\ncontrol: [{ remove: //a }]'), SETTING);
    expect(said?.steps[1]).toMatchObject({
      definition: { steps: [{ mutate: [{ operation: 'remove' }] }] },
    });
    expect(controlStory(only('steps: [{ advance: 1h }]'), SETTING)).toBeUndefined();
  });
});

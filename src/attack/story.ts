/** Floor 6: an attack as a story: the victim is there, then the attack, and a promise of how it ends. */
import type { Attack } from '../scenario/attack.js';
import type { Mutation } from '../scenario/mutation.js';
import type { AttackExpectation, IdpSettings, Scenario, SpSettings } from '../scenario/scenario.js';
import type { AttackStep, LoginStep, Step } from '../scenario/step.js';

/** When stories of the corpus happen, where the clock can be set: nothing in a message depends on today. */
export const ATTACK_CLOCK: number = Date.parse('2026-03-02T09:00:00Z');

/** Where the story is played. */
export interface AttackSetting {
  readonly idp: IdpSettings;
  readonly sp: SpSettings;
}

/** What an IdP does that was told to encrypt. */
const ENCRYPTED: readonly Mutation[] = [
  { operation: 'sign', settings: {} },
  { operation: 'encrypt', settings: { at: '/Response/Assertion' } },
];

/** The victim has an account, or there would be nobody to be taken for. */
function victimLogsIn({ signed, needs }: Attack): LoginStep {
  return {
    ...(needs.includes('encryption-required') ? { mutate: ENCRYPTED } : {}),
    verb: 'login',
    index: 0,
    user: 'victim',
    start: 'sp',
    binding: 'redirect',
    signed,
    note: 'The victim has an account.',
    expect: { outcome: 'logged-in' },
  };
}

function attackStep(attack: Attack, steps: readonly Step[], expect: AttackExpectation): AttackStep {
  return {
    verb: 'attack',
    index: 1,
    attack: attack.id,
    user: 'attacker',
    victim: 'victim',
    definition: { ...attack, steps },
    expect: { attack: expect },
  };
}

type Located = Pick<Scenario, 'locate'>;

/** The promise stands in the attack's file, and so does everything of the victim's login. */
function locateIn(attack: Attack): Located['locate'] {
  return ([first, index, ...rest], part) => {
    if (first !== 'steps') return attack.locate(first === undefined ? [] : [first], part);
    if (rest[0] === 'mutate') return attack.locate(rest, part);
    return attack.locate(index === 1 && rest.includes('expect') ? ['expect'] : ['attack'], part);
  };
}

function storyOf(attack: Attack, setting: AttackSetting, last: AttackStep): Scenario {
  const { group, id, file, title, description, references, users } = attack;
  return {
    id: `attacks/${group}/${id}`,
    file,
    title,
    ...(description === undefined ? {} : { description }),
    tags: [group, attack.severity],
    references,
    ...setting,
    clock: ATTACK_CLOCK,
    users,
    groups: {},
    matrix: {},
    steps: [victimLogsIn(attack), last],
    locate: locateIn(attack),
  };
}

/** The attack, and what a correct SP does with it. */
export function attackStory(attack: Attack, setting: AttackSetting): Scenario {
  return storyOf(attack, setting, attackStep(attack, attack.steps, attack.expect));
}

/** A genuine login of the attacker, begun as the attack's last login is. */
function genuine({ steps }: Attack): readonly Step[] {
  const login = steps.findLast((step): step is LoginStep => step.verb === 'login');
  if (login === undefined) return [];
  const { mutate, hold, despite, ...rest } = login;
  return [rest];
}

/** The same without what makes it an attack: the attacker must get in as himself. `undefined`: there is no such login. */
export function controlStory(attack: Attack, setting: AttackSetting): Scenario | undefined {
  const steps = attack.control ?? genuine(attack);
  if (steps.length === 0) return undefined;
  const { never, ...rest } = attack;
  return storyOf(attack, setting, attackStep({ ...rest, never: {} }, steps, 'accept'));
}

/** Floor 6: composes a forgery by chance. What the IdP signs is genuine; everything by chance comes after it. */
import type { Random } from '../../base/random.js';
import type { Attack } from '../../scenario/attack.js';
import type { Mutation } from '../../scenario/mutation.js';
import type { LoginStep } from '../../scenario/step.js';
import { GAMBITS } from './gambits.js';
import { pick, PIECES } from './pieces.js';

/** The most operations that chance adds to an opening; more break everything they touch. */
const MOST = 3;

/** Names that an attacker may have at the IdP: some of them hold the victim's. */
const ATTACKERS = [
  'mallory@corp.example',
  'zz-admin@corp.example',
  'admin@corp.example.evil.test',
] as const;

const SIGN: Mutation = { operation: 'sign', settings: {} };

/** An attack of one login. */
export type Composed = Attack & { readonly steps: readonly [LoginStep] };

/** The attack with these operations after the genuine signature. */
export function withMutations(attack: Composed, mutations: readonly Mutation[]): Composed {
  const [login] = attack.steps;
  return { ...attack, steps: [{ ...login, mutate: [SIGN, ...mutations] }] };
}

/** The operations after the genuine signature. */
export function mutationsOf({ steps }: Composed): readonly Mutation[] {
  return (steps[0].mutate ?? []).slice(1);
}

/** An opening, and single operations wherever they fall. */
function drawn(random: Random): readonly Mutation[] {
  let mutations = pick(random, GAMBITS)(random);
  for (let extra = random.below(MOST + 1); extra > 0; extra--) {
    const at = random.below(mutations.length + 1);
    mutations = mutations.toSpliced(at, 0, pick(random, PIECES)(random));
  }
  return mutations;
}

/**
 * Composes one attack.
 *
 * @param random - a source of its own
 * @param id - what the attack is called
 */
export function composeAttack(random: Random, id: string): Composed {
  const signed = pick(random, ['assertion', 'assertion', 'response', 'both'] as const);
  const attacker = pick(random, ATTACKERS);
  const mutations = drawn(random);
  const login: LoginStep = {
    verb: 'login',
    index: 0,
    user: 'attacker',
    victim: 'victim',
    start: 'sp',
    binding: 'redirect',
    signed,
  };
  const composed: Composed = {
    id,
    group: 'fuzz',
    file: `${id}.yaml`,
    title: 'Composed by chance',
    severity: 'critical',
    model: 'user',
    clause: 'saml-core 5.4.2',
    references: [],
    expect: 'not-victim',
    needs: [],
    sp: {},
    signed,
    users: {
      attacker: { email: attacker, firstName: 'Mallory', lastName: 'Moss' },
      victim: { email: 'admin@corp.example', firstName: 'Ada', lastName: 'Min' },
    },
    steps: [login],
    never: {},
    caughtBy: [],
    locate: () => ({ line: 1, column: 1 }),
  };
  return withMutations(composed, mutations);
}

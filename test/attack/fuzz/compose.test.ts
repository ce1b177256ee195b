import { describe, expect, it } from 'vitest';
import { composeAttack, mutationsOf, withMutations } from '../../../src/attack/fuzz/compose.js';
import { GAMBITS } from '../../../src/attack/fuzz/gambits.js';
import { PIECES, pick } from '../../../src/attack/fuzz/pieces.js';
import { seededRandom, type Random } from '../../../src/base/random.js';
import { UserError } from '../../../src/base/errors.js';
import type { Mutation } from '../../../src/scenario/mutation.js';
import { OPERATION_SCHEMAS } from '../../../src/scenario/schema/mutations.js';
import type { FixedKeyName } from '../../../src/keys/key-file-names.js';
import { fixedKey, scene } from '../../idp/scene.js';
import { VENDORS } from '../../mutation/text/playing.js';

const seeds = Array.from({ length: 200 }, (_, index) => String(index));
const shownBy = (seed: string): string => JSON.stringify(composeAttack(seededRandom(seed), 'f'));

describe('what chance composes', () => {
  it('is the same for the same seed, and not for others', () => {
    expect(seeds.map(shownBy)).toEqual(seeds.map(shownBy));
    expect(new Set(seeds.map(shownBy)).size).toBeGreaterThan(190);
  });

  it('begins with the genuine signature', () => {
    for (const seed of seeds) {
      const attack = composeAttack(seededRandom(seed), 'f');
      const [login] = attack.steps;
      expect(login.mutate?.[0]).toEqual({ operation: 'sign', settings: {} });
      expect(mutationsOf(attack)).toEqual(login.mutate?.slice(1));
      expect(mutationsOf(attack).length).toBeGreaterThan(0);
      expect(attack).toMatchObject({ id: 'f', group: 'fuzz', expect: 'not-victim' });
      expect(attack.signed).toBe(login.signed);
    }
  });

  it('is changed operation by operation', () => {
    const attack = composeAttack(seededRandom('1'), 'f');
    const few = mutationsOf(attack).slice(0, 1);
    const changed = withMutations(attack, few);
    expect(mutationsOf(changed)).toEqual(few);
    expect(mutationsOf(withMutations(changed, mutationsOf(attack)))).toEqual(mutationsOf(attack));
    expect(withMutations(attack, mutationsOf(attack))).toEqual(attack);
  });
});

describe('every piece and every opening', () => {
  const drawn: readonly (readonly [string, (random: Random) => readonly Mutation[]])[] = [
    ...PIECES.map(
      (piece, index) => [`piece ${index}`, (random: Random) => [piece(random)]] as const,
    ),
    ...GAMBITS.map((gambit, index) => [`opening ${index}`, gambit] as const),
  ];

  it.each(drawn)('%s is written as the schema has it', (_, draw) => {
    for (const seed of seeds) {
      for (const { operation, settings } of draw(seededRandom(seed))) {
        const read = OPERATION_SCHEMAS[operation].safeParse(settings);
        expect(read.error?.issues ?? []).toEqual([]);
        expect(read.data).toEqual(settings);
      }
    }
  });
});

describe.each(VENDORS)('forgeries by chance, of a message of %s', (vendor) => {
  it('come about or are impossible: nothing else happens', () => {
    const key = (name: string) =>
      fixedKey((/-\d+$/.test(name) ? name : `${name}-1`) as FixedKeyName);
    let made = 0;
    for (const seed of seeds.slice(0, 120)) {
      const mutations = composeAttack(seededRandom(seed), 'f').steps[0].mutate ?? [];
      const forgery = {
        mutations,
        parts: { attacker: 'ada', victim: 'ada' },
        values: {},
        key: (name: string) => (name === 'genuine' ? fixedKey(`${vendor}-1`) : key(name)),
      };
      try {
        expect(scene(vendor).issue({ forgery }).xml).toContain('Response');
        made += 1;
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
      }
    }
    expect(made).toBeGreaterThan(40);
  });
});

it('picks any of them', () => {
  const random = seededRandom('p');
  const picked = new Set(Array.from({ length: 100 }, () => pick(random, ['a', 'b', 'c'])));
  expect([...picked].sort()).toEqual(['a', 'b', 'c']);
});

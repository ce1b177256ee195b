/** The proof of the corpus: the strict SP resists, every attack breaks the mutants that it names, no mutant goes free. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { listCorpus, selectAttacks } from '../../src/attack/corpus.js';
import { openCanary, type Canary } from '../../src/run/canary.js';
import { proveCorpus, type Proof } from '../../src/run/campaign/prove.js';
import { openEmbedded } from '../../src/run/open-embedded.js';
import { CORPUS } from '../../src/run/package-root.js';
import type { Attack } from '../../src/scenario/attack.js';
import { ATTACKABLE } from '../../src/sp/defects/mutants.js';

const ATTACKS = selectAttacks(listCorpus(CORPUS), { names: [] });
const NAMED = (...ids: readonly string[]): readonly Attack[] =>
  ATTACKS.filter(({ id }) => ids.includes(id));

const STORY = { seed: '1', strict: false, flags: [], label: () => 'x', open: openEmbedded };

const kept: { canary?: Canary } = {};

beforeAll(async () => {
  kept.canary = await openCanary();
});
afterAll(() => kept.canary?.close());

function prove(
  attacks: readonly Attack[],
  { defects = [] }: { readonly defects?: readonly string[] } = {},
): Promise<Proof> {
  const { canary } = kept;
  return proveCorpus({
    attacks,
    vendor: 'okta',
    defects,
    version: '0',
    story: STORY,
    ...(canary === undefined ? {} : { canary }),
  });
}

describe('the proof', () => {
  it('holds for messages of Okta, and every mutant is caught', async () => {
    const proof = await prove(ATTACKS, { defects: ATTACKABLE });
    expect(proof.gaps).toEqual([]);
    expect(proof.attacks).toBeGreaterThanOrEqual(300);
    expect(proof.controls).toBeGreaterThanOrEqual(58);
  }, 1_800_000);
});

vi.setConfig({ testTimeout: 240_000 });

describe('the proof can fail', () => {
  const [attack] = NAMED('xsw3-assertion-before');
  if (attack === undefined) throw new Error('the corpus has no xsw3-assertion-before');

  it('at a mutant that does not fall', async () => {
    const { gaps } = await prove([{ ...attack, caughtBy: ['without-audience'] }]);
    expect(gaps).toEqual([
      { about: attack.id, why: 'the mutant "without-audience" does not fall to it' },
    ]);
  });

  it('at an attack that nothing falls to', async () => {
    const { gaps } = await prove([{ ...attack, caughtBy: [] }]);
    expect(gaps.map(({ why }) => why)).toEqual(['nothing is said to fall to it (caught-by)']);
  });

  it('at a mutant that nobody catches', async () => {
    const { gaps } = await prove([attack], { defects: ['first-assertion', 'first-text-node'] });
    expect(gaps).toEqual([
      { about: 'first-text-node', why: 'no attack is said to catch this mutant' },
    ]);
  });

  it('at two attacks that send the same', async () => {
    const { gaps } = await prove([attack, { ...attack, id: 'copy' }]);
    expect(gaps).toEqual([
      { about: 'copy', why: 'it sends the same bytes as xsw3-assertion-before' },
    ]);
  });

  it('at an attack that the strict SP does not resist', async () => {
    const [genuine] = NAMED('ok-assertion-signed');
    if (genuine === undefined) throw new Error('the corpus has no ok-assertion-signed');
    const { gaps } = await prove([{ ...genuine, expect: 'reject', caughtBy: ['accept-all'] }]);
    expect(gaps).toEqual([
      expect.objectContaining({
        about: genuine.id,
        why: expect.stringContaining('himself') as string,
      }),
    ]);
  });

  it('at an attack whose control is refused, too', async () => {
    const control = attack.steps.map((step) =>
      step.verb === 'login'
        ? { ...step, mutate: [{ operation: 'remove', settings: { at: '//Issuer' } } as const] }
        : step,
    );
    const { gaps } = await prove([{ ...attack, control }]);
    expect(gaps).toEqual([
      expect.objectContaining({
        about: attack.id,
        why: expect.stringContaining('its control is refused, too') as string,
      }),
    ]);
  });
});

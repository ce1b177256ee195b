/** The corpus at real releases: what it says falls, falls as the victim; the releases in which that was mended do not. */
import { describe, expect, it } from 'vitest';
import { impersonates } from '../../../src/attack/impersonates.js';
import { listCorpus, selectAttacks } from '../../../src/attack/corpus.js';
import { isRight } from '../../../src/attack/verdict.js';
import { runCampaign } from '../../../src/run/campaign/campaign.js';
import { openEmbedded } from '../../../src/run/open-embedded.js';
import { CORPUS } from '../../../src/run/package-root.js';
import type { AttackFacts } from '../../../src/run/result.js';
import type { Attack } from '../../../src/scenario/attack.js';
import { offerApp } from '../../../src/sp/app.js';
import type { TargetOffer } from '../../../src/sp/target.js';
import { FIXED, VULNERABLE, type AppOfLibrary } from './apps.js';
import { openApp, tested } from './harness.js';
import { mockIdp } from '../../../src/index.js';

const ATTACKS = selectAttacks(listCorpus(CORPUS), { names: [] });

/** Entra's messages: the oldest of the libraries knows no others. */
const VENDOR = 'entra';

type Signing = Attack['signed'];

async function offerOf(library: AppOfLibrary, signed: Signing): Promise<TargetOffer> {
  const idp = await mockIdp({ idp: VENDOR });
  const app = openApp(library, idp, signed);
  return offerApp({ ...tested(app), idps: [VENDOR] });
}

/** How the attacks ended at an app that wants what each of them signs. */
async function played(
  library: AppOfLibrary,
  attacks: readonly Attack[],
): Promise<readonly AttackFacts[]> {
  const facts: AttackFacts[] = [];
  for (const signed of ['assertion', 'response', 'both'] as const) {
    const fitting = attacks.filter((attack) => attack.signed === signed);
    if (fitting.length === 0) continue;
    const result = await runCampaign({
      attacks: fitting,
      vendor: VENDOR,
      target: await offerOf(library, signed),
      story: { seed: '1', strict: false, flags: [], label: () => 'x1', open: openEmbedded },
      version: '0',
      command: '',
      flags: [],
    });
    expect(result.stories.filter(({ verdict }) => verdict === 'error')).toEqual([]);
    facts.push(...result.stories.flatMap(({ attack }) => (attack === undefined ? [] : [attack])));
  }
  return facts;
}

const NAMED = ATTACKS.filter(({ caughtBy }) => caughtBy.some((name) => name.includes('@')));

function fallsTo(library: AppOfLibrary): readonly Attack[] {
  return ATTACKS.filter(({ caughtBy }) => caughtBy.includes(library.name));
}

/** An SP that verifies nothing takes the plainly bad message as well: no campaign is played there. */
const VERIFYING = VULNERABLE.filter(({ name }) => !name.includes('no cert'));

function attackOf({ id }: AttackFacts): Attack {
  const attack = ATTACKS.find((each) => each.id === id);
  if (attack === undefined) throw new Error(`the corpus has no ${id}`);
  return attack;
}

const shown = ({ id, verdict }: AttackFacts): string => `${id}: ${verdict}`;

describe.each(VERIFYING.map((library) => [library.name, library] as const))('%s', (_, library) => {
  it('falls to every attack that names it, and to the victim where one is impersonated', async () => {
    const attacks = fallsTo(library);
    expect(attacks.length).toBeGreaterThan(0);
    const facts = await played(library, attacks);
    expect(facts.length).toBe(attacks.length);
    expect(
      facts.filter(({ verdict, expect: right }) => isRight(verdict, right)).map(shown),
    ).toEqual([]);
    const forged = facts.filter((each) => impersonates(attackOf(each)));
    expect(forged.filter(({ verdict }) => verdict !== 'as-victim').map(shown)).toEqual([]);
  }, 900_000);
});

describe.each(FIXED.map((library) => [library.name, library] as const))('%s', (_, library) => {
  it('lets nobody in as the victim by an attack that breaks another release', async () => {
    const facts = await played(library, NAMED);
    expect(facts.length).toBeGreaterThan(0);
    const fallen = facts.filter(({ verdict }) => verdict === 'as-victim' || verdict === 'as-other');
    const told = fallen.filter((each) => !attackOf(each).caughtBy.includes(library.name));
    expect(told.map(shown)).toEqual([]);
  }, 900_000);
});

describe('an app without certificates', () => {
  it('is not attacked: it takes what was changed after it was signed', async () => {
    const [library] = VULNERABLE.filter(({ name }) => name.includes('no cert'));
    if (library === undefined) throw new Error('the table has no such configuration');
    await expect(played(library, ATTACKS.slice(0, 5))).rejects.toThrow(
      /changed after it was signed/,
    );
  }, 900_000);
});

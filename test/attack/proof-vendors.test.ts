/** The strict SP resists the corpus, whoever's messages it is made of. */
import { expect, it } from 'vitest';
import { listCorpus, selectAttacks } from '../../src/attack/corpus.js';
import { runCampaign } from '../../src/run/campaign/campaign.js';
import { openCanary } from '../../src/run/canary.js';
import { openEmbedded } from '../../src/run/open-embedded.js';
import { CORPUS } from '../../src/run/package-root.js';

const ATTACKS = selectAttacks(listCorpus(CORPUS), { names: [] });
const STORY = { seed: '1', strict: false, flags: [], label: () => 'x', open: openEmbedded };

it.each(['entra', 'generic'] as const)(
  'the strict SP resists messages of %s, each for the right reason, and takes all controls',
  async (vendor) => {
    const canary = await openCanary();
    const about = { vendor, version: '0', story: STORY, command: '', flags: [] };
    const result = await runCampaign({ ...about, attacks: ATTACKS, canary });
    await canary.close();
    const wrong = result.stories.filter(({ verdict }) => verdict !== 'passed');
    expect(wrong.map(({ attack }) => [attack?.id, attack?.verdict, attack?.control])).toEqual([]);
    expect(result.leftOut).toEqual([]);
    expect(result.stories.length).toBe(ATTACKS.length);
  },
  1_800_000,
);

/** The whole corpus at the embedded SP in this process, many times: how fast, whose time, and does memory stay flat? */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { listCorpus, selectAttacks } from '../../dist/attack/corpus.js';
import { runCampaign } from '../../dist/run/campaign/campaign.js';
import { openCanary } from '../../dist/run/canary.js';
import { openEmbedded } from '../../dist/run/open-embedded.js';
import { CORPUS } from '../../dist/run/package-root.js';
import { median } from './measure.mjs';
import { profiled, shares } from './whose-time.mjs';

const MEGABYTE = 1024 * 1024;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

/** What is held when nothing is under way. */
function held() {
  collect();
  return process.memoryUsage().heapUsed / MEGABYTE;
}

/** Plays the whole corpus, as often as it is asked to. */
function openPlay(canary) {
  const attacks = selectAttacks(listCorpus(CORPUS), { names: [] });
  const story = { seed: '1', strict: false, flags: [], label: () => 'x', open: openEmbedded };
  const about = { vendor: 'okta', version: 'bench', command: 'bench', flags: [] };
  const play = async () => {
    const { verdict } = await runCampaign({ ...about, attacks, story, canary });
    if (verdict !== 'passed') throw new Error(`the campaign ended as ${verdict}`);
  };
  return { cases: attacks.length, play };
}

/**
 * Plays campaigns.
 *
 * @param count - how many of them, one after the other
 */
export async function measureCampaigns(count) {
  const canary = await openCanary();
  const { cases, play } = openPlay(canary);
  await play();
  const memory = [held()];
  const seconds = [];
  const { share, atMost, validation } = shares(await profiled(play));
  for (let round = 1; round < count; round++) {
    const started = performance.now();
    await play();
    seconds.push((performance.now() - started) / 1000);
    memory.push(held());
  }
  await canary.close();
  const early = median(memory.slice(0, 5));
  const late = median(memory.slice(-5));
  const perSecond = cases / median(seconds);
  return {
    cases,
    perSecond,
    share,
    atMost,
    validation,
    megabytes: { early, late },
    growth: late / early,
  };
}

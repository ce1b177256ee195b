/** Floor 8: the run as a whole. */
import { countsOf } from '../../run/counts.js';
import type { RunResult } from '../../run/result.js';
import { attacksIn, isAttack, ordinaryIn } from '../campaign/ending.js';
import { campaignCounts } from '../campaign/words.js';
import { leftOutReasons } from '../left-out.js';
import { countsText } from '../verdict-words.js';
import { campaignTable } from './campaign-table.js';
import { factsList } from './facts-list.js';
import type { Markup } from './markup.js';
import { folded, h, NOTHING } from './markup.js';
import { commandBox } from './story.js';

const HEADLINES: Readonly<Record<RunResult['verdict'], string>> = {
  passed: 'Everything is as promised',
  failed: 'Not everything is as promised',
  error: 'The SP could not be driven',
};

const CAMPAIGN_HEADLINES: Readonly<Record<RunResult['verdict'], string>> = {
  passed: 'Every attack ended as it should',
  failed: 'Not every attack ended as it should',
  error: 'Not every attack could be played',
};

function isCampaign({ stories }: RunResult): boolean {
  return stories.length > 0 && stories.every(isAttack);
}

/** What there was how much of; attacks are counted in words of their own. */
export function countsLine({ stories }: RunResult): string {
  const ordinary = ordinaryIn(stories);
  const attacks = campaignCounts(attacksIn(stories)).map(({ text }) => text);
  const told = ordinary.length > 0 || attacks.length === 0 ? [countsText(countsOf(ordinary))] : [];
  return [...told, ...attacks].join(', ');
}

function leftOutTitle(result: RunResult): string {
  const count = result.leftOut.length;
  const [one, several] = isCampaign(result) ? ['attack', 'attacks'] : ['story', 'stories'];
  return `${count} ${count === 1 ? one : several} left out`;
}

function notesBox({ notes }: RunResult): Markup {
  if (notes.length === 0) return NOTHING;
  return h`<section class="notes" aria-label="Notes">\n<h2>Worth knowing</h2>\n<ul>\n${notes.map((note) => h`<li>${note}</li>\n`)}</ul>\n</section>\n`;
}

function leftOutBox(result: RunResult): Markup {
  const { leftOut } = result;
  if (leftOut.length === 0) return NOTHING;
  const reasons = leftOutReasons(leftOut).map(
    ({ why, ids }) =>
      h`<li>${why} <span class="dim">(${ids.length})</span><ul>${ids.map((id) => h`<li><code>${id}</code></li>`)}</ul></li>\n`,
  );
  return h`<section class="left-out" aria-label="Left out">${folded(leftOutTitle(result), h`<ul>\n${reasons}</ul>\n`)}</section>\n`;
}

/** Headline, how to repeat it, what to know, and what was left out. */
export function runSummary(result: RunResult): Markup {
  const { verdict, version, seed, command, stories } = result;
  const headlines = isCampaign(result) ? CAMPAIGN_HEADLINES : HEADLINES;
  const facts = factsList([
    ['Seed', seed],
    ['Standin', version],
    ['Repeat', commandBox(command)],
  ]);
  return h`<header class="run ${verdict}">
<p class="brand">Standin</p>
<h1>${headlines[verdict]}</h1>
<p class="counts">${countsLine(result)}</p>
${facts}</header>
${campaignTable(attacksIn(stories))}${notesBox(result)}${leftOutBox(result)}`;
}

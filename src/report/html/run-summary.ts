/** Floor 8: the run as a whole. */
import type { RunResult } from '../../run/result.js';
import { leftOutReasons } from '../left-out.js';
import { countsText } from '../verdict-words.js';
import { factsList } from './facts-list.js';
import type { Markup } from './markup.js';
import { folded, h, NOTHING } from './markup.js';
import { commandBox } from './story.js';

const HEADLINES: Readonly<Record<RunResult['verdict'], string>> = {
  passed: 'Everything is as promised',
  failed: 'Not everything is as promised',
  error: 'The SP could not be driven',
};

function stories(count: number): string {
  return count === 1 ? '1 story' : `${count} stories`;
}

function notesBox({ notes }: RunResult): Markup {
  if (notes.length === 0) return NOTHING;
  return h`<section class="notes" aria-label="Notes">\n<h2>Worth knowing</h2>\n<ul>\n${notes.map((note) => h`<li>${note}</li>\n`)}</ul>\n</section>\n`;
}

function leftOutBox({ leftOut }: RunResult): Markup {
  if (leftOut.length === 0) return NOTHING;
  const reasons = leftOutReasons(leftOut).map(
    ({ why, ids }) =>
      h`<li>${why} <span class="dim">(${ids.length})</span><ul>${ids.map((id) => h`<li><code>${id}</code></li>`)}</ul></li>\n`,
  );
  const title = `${stories(leftOut.length)} left out`;
  return h`<section class="left-out" aria-label="Left out">${folded(title, h`<ul>\n${reasons}</ul>\n`)}</section>\n`;
}

/** Headline, how to repeat it, what to know, and what was left out. */
export function runSummary(result: RunResult): Markup {
  const { verdict, version, seed, command, counts } = result;
  const facts = factsList([
    ['Seed', seed],
    ['Standin', version],
    ['Repeat', commandBox(command)],
  ]);
  return h`<header class="run ${verdict}">
<p class="brand">Standin</p>
<h1>${HEADLINES[verdict]}</h1>
<p class="counts">${countsText(counts)}</p>
${facts}</header>
${notesBox(result)}${leftOutBox(result)}`;
}

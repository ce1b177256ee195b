/** Floor 8: a campaign as a table: groups down, severities across. */
import type { AttackStory, Ending } from '../campaign/ending.js';
import type { Tally, TallyRow } from '../campaign/tally.js';
import { tallyOf, tallyTable } from '../campaign/tally.js';
import { countOf, ENDING_SIGNS, ENDING_WORDS } from '../campaign/words.js';
import type { Markup } from './markup.js';
import { h, NOTHING } from './markup.js';

/** A sign for the eye, words for whoever is read to. */
function part([ending, count]: Tally[number]): Markup {
  return h`<span class="${ending}"><span aria-hidden="true">${count}${ENDING_SIGNS[ending]}</span><span class="unseen">${countOf(ending, count)}</span></span> `;
}

function row({ name, cells }: TallyRow): Markup {
  const shown = cells.map((tally) => h`<td>${tally.map(part)}</td>`);
  return h`<tr><th scope="row">${name}</th>${shown}</tr>\n`;
}

function legend(attacks: readonly AttackStory[]): Markup {
  const item = (ending: Ending): Markup =>
    h`<li><span class="${ending}">${ENDING_SIGNS[ending]}</span> ${ENDING_WORDS[ending][0]}</li>\n`;
  const items = tallyOf(attacks).map(([ending]) => item(ending));
  return h`<ul class="legend" aria-hidden="true">\n${items}</ul>\n`;
}

/** The table; nothing when nothing was attacked. */
export function campaignTable(attacks: readonly AttackStory[]): Markup {
  if (attacks.length === 0) return NOTHING;
  const { severities, rows } = tallyTable(attacks);
  const heads = ['group', ...severities].map((name) => h`<th scope="col">${name}</th>`);
  return h`<section class="campaign" tabindex="0" aria-label="Attacks by group and severity">
<table>
<caption>Attacks by group and severity</caption>
<thead><tr>${heads}</tr></thead>
<tbody>
${rows.map(row)}</tbody>
</table>
${legend(attacks)}</section>
`;
}

/** Floor 8: a campaign as a table of the job summary. */
import type { Markup } from '../../base/html.js';
import { html } from '../../base/html.js';
import type { AttackStory } from '../campaign/ending.js';
import type { TallyRow } from '../campaign/tally.js';
import { tallyTable } from '../campaign/tally.js';
import { campaignCounts, tallyText } from '../campaign/words.js';
import { oneLine } from '../one-line.js';

function row({ name, cells }: TallyRow): Markup {
  return html`<tr>
    <td>${oneLine(name)}</td>
    ${cells.map((tally) => html`<td>${tallyText(tally)}</td> `)}
  </tr> `;
}

/** The sum, and a table of groups and severities; empty when nothing was attacked. */
export function campaignTable(attacks: readonly AttackStory[]): string {
  if (attacks.length === 0) return '';
  const { severities, rows } = tallyTable(attacks);
  const counts = campaignCounts(attacks).map(({ text }) => text);
  return html`<p>Attacks: ${counts.join(', ')}</p>
    <table>
      <tr>
        <th>group</th>
        ${severities.map((severity) => html`<th>${severity}</th> `)}
      </tr>
      ${rows.map(row)}
    </table> `.html;
}

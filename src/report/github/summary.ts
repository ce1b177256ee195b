/** Floor 8: the job summary of GitHub Actions. */
import type { Markup } from '../../base/html.js';
import { html } from '../../base/html.js';
import type { RunResult, StoryResult } from '../../run/result.js';
import { blemishesOf, sentenceOf, stepName } from '../blemishes.js';
import { attacksIn, byUrgency, ordinaryIn } from '../campaign/ending.js';
import { leftOutReasons } from '../left-out.js';
import { oneLine } from '../one-line.js';
import { countsText, VERDICT_WORDS } from '../verdict-words.js';
import { campaignTable } from './campaign-table.js';

/** Characters of details that are written: GitHub refuses a whole summary beyond 1 MiB. */
const BUDGET = 250_000;

const MARKS: Readonly<Record<StoryResult['verdict'], string>> = {
  passed: '✅',
  failed: '❌',
  'not-verified': '❔',
  error: '⚠️',
};

/** No blank line may stand in a block of HTML, or Markdown begins again: texts are on one line each. */
function row({ id, title, verdict, steps }: StoryResult): Markup {
  return html`<tr>
    <td>${MARKS[verdict]} ${VERDICT_WORDS[verdict]}</td>
    <td><code>${oneLine(id)}</code></td>
    <td>${oneLine(title)}</td>
    <td>${steps.length}</td>
  </tr> `;
}

function errorItem({ error }: StoryResult): Markup {
  if (error === undefined) return html``;
  return html`<li>
    ${oneLine(error.message)} ${oneLine(error.fix ?? '')} <code>${oneLine(error.code)}</code>
  </li> `;
}

function severityOf({ attack }: StoryResult): Markup {
  return attack === undefined ? html`` : html`<b>${attack.severity}</b> `;
}

function details(story: StoryResult): Markup {
  const { id, title, command } = story;
  const items = blemishesOf(story).map(
    ({ finding, step }) =>
      html`<li>
        ${sentenceOf(finding)}<br /><code
          >${oneLine(`${finding.file}:${finding.line}:${finding.column}`)}</code
        >, ${stepName(step)}
      </li> `,
  );
  return html`<details>
    <summary>
      ${MARKS[story.verdict]} ${severityOf(story)}<code>${oneLine(id)}</code> ${oneLine(title)}
    </summary>
    <ul>
      ${errorItem(story)}${items}
    </ul>
    <pre>${oneLine(command)}</pre>
  </details> `;
}

/** As many as the budget holds; the rest is counted. */
function allDetails(stories: readonly StoryResult[]): string {
  let text = '';
  for (const [index, story] of stories.entries()) {
    const { html: next } = details(story);
    if (text.length + next.length > BUDGET) {
      return `${text}\n${stories.length - index} more in the log.\n`;
    }
    text += next;
  }
  return text;
}

/** Stories that are as promised need no row when there are many; attacks have a table of their own. */
function rowsOf({ stories }: RunResult): readonly StoryResult[] {
  const ordinary = ordinaryIn(stories);
  const blemished = ordinary.filter(({ verdict }) => verdict !== 'passed');
  return ordinary.length <= 100 ? ordinary : blemished.slice(0, 500);
}

/** Stories before attacks, the worst attack first. */
function blemishedOf({ stories }: RunResult): readonly StoryResult[] {
  const ordered = [...ordinaryIn(stories), ...byUrgency(attacksIn(stories))];
  return ordered.filter(({ verdict }) => verdict !== 'passed');
}

function table(result: RunResult): string {
  const rows = rowsOf(result);
  if (rows.length === 0) return '';
  return html`<table>
    <tr>
      <th>verdict</th>
      <th>story</th>
      <th>title</th>
      <th>steps</th>
    </tr>
    ${rows.map(row)}
  </table> `.html;
}

function remarks({ notes, leftOut }: RunResult): string {
  const reasons = leftOutReasons(leftOut).map(({ why, ids }) => `${ids.length} left out: ${why}`);
  const items = [...notes, ...reasons].map((text) => html`<li>${oneLine(text)}</li> `);
  return items.length === 0
    ? ''
    : html`<ul>
        ${items}
      </ul> `.html;
}

/** Markdown whose every foreign text stands in HTML, escaped. */
export function jobSummary(result: RunResult): string {
  const { verdict, counts, seed, version, command, stories } = result;
  const parts = [
    `## Standin: ${verdict}`,
    countsText(counts),
    remarks(result),
    table(result),
    campaignTable(attacksIn(stories)),
    allDetails(blemishedOf(result)),
    html`<p>
      Repeat: <code>${oneLine(command)}</code> (seed ${oneLine(seed)}, Standin ${oneLine(version)})
    </p>`.html,
  ];
  return `${parts
    .filter((part) => part !== '')
    .map((part) => part.trimEnd())
    .join('\n\n')}\n`;
}

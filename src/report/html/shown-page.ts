/** Floor 8: the page that stayed in the browser, as text: it is never rendered. */
import type { StepEvidence } from '../../run/result.js';
import { visibleText } from '../../run/visible-text.js';
import type { Markup } from './markup.js';
import { folded, h, NOTHING } from './markup.js';
import { shorten } from './shorten.js';

/** Characters of visible text and of source that are kept. */
const LONGEST_TEXT = 4_096;
const LONGEST_SOURCE = 4_096;

/**
 * The last page of a step.
 *
 * @param source - also its markup, for whoever has to find out why
 */
export function shownPage({ hops }: StepEvidence, source: boolean): Markup {
  const last = hops.at(-1);
  if (last === undefined || last.body === '') return NOTHING;
  const { status, contentType, body } = last;
  const isHtml = contentType.startsWith('text/html');
  const text = isHtml ? visibleText(body) : body;
  const shown =
    text === ''
      ? h`<p class="dim">No visible text.</p>`
      : h`<p class="page">${shorten(text, LONGEST_TEXT)}</p>`;
  const markup = h`<pre class="source" tabindex="0" role="group" aria-label="Source of the page">${shorten(body, LONGEST_SOURCE)}</pre>`;
  const inside = isHtml && source ? h`${shown}\n${folded('Source', markup)}` : shown;
  const kind = contentType === '' ? 'no content type' : shorten(contentType, 80);
  return folded(h`Page that stays <span class="dim">${status}, ${kind}</span>`, inside);
}

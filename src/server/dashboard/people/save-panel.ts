/** Floor 5: the directory, and what was done, as files to keep. */
import { html, type Markup } from '../../../base/html.js';
import type { ServerState } from '../../state/server-state.js';
import type { TenantState } from '../../state/tenant-state.js';
import { tenantPath } from '../addresses.js';
import { subjectOfStep } from '../story/told-steps.js';

/** The newest steps; the file has all of them. */
const SHOWN = 20;

function words(step: Readonly<Record<string, unknown>>): string {
  const [verb = ''] = Object.keys(step);
  const { groups, expect } = step as { groups?: readonly string[]; expect?: { outcome?: string } };
  const more = groups?.join(', ') ?? expect?.outcome ?? '';
  return `${verb} ${subjectOfStep(step)}${more === '' ? '' : `: ${more}`}`;
}

/** The card. */
export function savePanel({ recorded }: ServerState, { key }: TenantState): Markup {
  const own = recorded.filter(({ tenant }) => tenant === key);
  const path = tenantPath(key);
  const steps = own.slice(-SHOWN).map(({ step }) => html`<li>${words(step)}</li>`);
  const done =
    own.length === 0
      ? html`<p class="soft">
          Nothing was done yet. Logins and changes are recorded as they happen.
        </p>`
      : html`<ol start="${Math.max(1, own.length - SHOWN + 1)}">
          ${steps}
        </ol>`;
  return html`<section class="card" aria-labelledby="save">
    <h2 id="save">Save what you did as a story</h2>
    <p class="soft">
      A scenario file: the people as they were at the start, and every step since, with what came of
      it. standin run plays it again, in CI too.
    </p>
    ${done}
    <div class="row">
      <a class="button" href="${path}/story.yaml" download>Save the story</a>
      <a class="button" href="${path}/export.yaml" download>Save the directory as it is now</a>
    </div>
  </section>`;
}

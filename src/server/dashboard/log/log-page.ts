/** Floor 5: the live log: every message that came and went, and whatever else happened. */
import { html, type Markup } from '../../../base/html.js';
import { parameterOf } from '../../http/request.js';
import type { Handler } from '../../http/route.js';
import { framed } from '../../pages/frame.js';
import type { ServerState } from '../../state/server-state.js';
import { LOG, LOG_EVENTS, SCRIPT, STYLE } from '../addresses.js';
import { filterOf, fits, queryOf, type LogFilter } from './log-filter.js';
import { KINDS, logRow } from './log-row.js';

/** How many entries a page shows: the newest. */
const SHOWN = 200;

function choices(
  values: readonly (readonly [value: string, text: string])[],
  chosen: string | undefined,
): Markup {
  const all: readonly (readonly [string, string])[] = [['', 'all'], ...values];
  return html`${all.map(
    ([value, text]) =>
      html`<option value="${value}" ${value === (chosen ?? '') ? html`selected` : undefined}>
        ${text}
      </option>`,
  )}`;
}

function filterForm({ tenants }: ServerState, { kind, tenant, user }: LogFilter): Markup {
  const kinds = Object.entries(KINDS).map(([name, [word]]) => [name, word] as const);
  const keys = [...tenants.keys()].map((key) => [key, key] as const);
  return html`<form class="card" action="${LOG}">
    <div class="fields">
      <label class="field"
        ><span>Kind</span
        ><select name="kind">
          ${choices(kinds, kind)}
        </select></label
      >
      <label class="field"
        ><span>Tenant</span
        ><select name="tenant">
          ${choices(keys, tenant)}
        </select></label
      >
      <label class="field"
        ><span>User</span><input name="user" value="${user ?? ''}" placeholder="a handle, as ada"
      /></label>
    </div>
    <div class="row"><button class="small">Filter</button> <a href="${LOG}">All of it</a></div>
  </form>`;
}

/** GET */
export const showLog: Handler = (state, http) => {
  const filter = filterOf(http);
  const asked = Number(parameterOf(http, 'after') ?? 0);
  const after = Number.isSafeInteger(asked) ? asked : 0;
  const entries = state.log.after(after).filter((entry) => fits(filter, entry));
  const shown = entries.slice(-SHOWN).reverse();
  const last = state.log.after(0).at(-1)?.id ?? 0;
  const query = queryOf(filter);
  const events = `${LOG_EVENTS}?${query === '' ? '' : `${query}&`}after=${last}`;
  const left = entries.length - shown.length;
  const body = html`<div class="row spread">
      <h1>Log</h1>
      <span class="row"
        ><span id="live" class="chip" role="status">not live</span>
        <a class="button small" href="${LOG}?${query}">Reload</a></span
      >
    </div>
    ${filterForm(state, filter)}
    <section class="card" aria-label="Entries, newest first">
      <p class="soft" id="nothing" ${shown.length === 0 ? undefined : html`hidden`}>
        Nothing yet that fits. Messages appear here as they come.
      </p>
      <ol class="log plain" id="log" data-events="${events}">
        ${shown.map(logRow)}
      </ol>
      ${left === 0 ? undefined : html`<p class="soft">${left} older entries are not shown.</p>`}
    </section>`;
  return framed({
    title: 'Log',
    body,
    width: 'wide',
    here: LOG,
    styles: [STYLE],
    scripts: [SCRIPT],
  });
};

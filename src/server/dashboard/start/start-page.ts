/** Floor 5: `/`: what this server is, what to click first, and what an SP must be told. */
import { html, type Markup } from '../../../base/html.js';
import type { Handler } from '../../http/route.js';
import { framed } from '../../pages/frame.js';
import type { ServerState } from '../../state/server-state.js';
import type { ServedApp, TenantState } from '../../state/tenant-state.js';
import { LOG, RESET, SCRIPT, START, STYLE, tenantPath } from '../addresses.js';
import { clockPanel } from '../clock-panel.js';
import { mayUse } from '../guard.js';
import { logRow } from '../log/log-row.js';
import { everybody } from '../lookup.js';
import { appSetUp } from './app-set-up.js';

/** Where a login begins: at the SP, where that is known, else at the IdP. */
function loginUrl({ sp, application, places }: ServedApp): string {
  if (sp.source !== 'embedded') return sp.startUrl ?? places.launch;
  const url = new URL('/login', sp.startUrl ?? sp.facts.acsUrl);
  url.searchParams.set('idp', application.issuer);
  return url.href;
}

interface Trial {
  readonly tenant: TenantState;
  readonly app: ServedApp;
}

/** Logins at the SP that comes with Standin; without it, at every other that is known. */
function trialsIn({ tenants }: ServerState): readonly Trial[] {
  const all = [...tenants.values()].flatMap((tenant) =>
    [...tenant.apps.values()].map((app) => ({ tenant, app })),
  );
  const embedded = all.filter(({ app }) => app.sp.source === 'embedded');
  return embedded.length > 0 ? embedded : all.filter(({ app }) => !app.waiting);
}

/** Tenants by their vendor's name; by their own, too, where a vendor has several. */
function nameOf({ tenants }: ServerState, { vendor, tenant }: TenantState): string {
  const same = [...tenants.values()].filter((each) => each.vendor.name === vendor.name);
  return same.length === 1 ? vendor.title : `${vendor.title} (${tenant.name})`;
}

/** The first thing to click. */
function tryIt(state: ServerState): Markup | undefined {
  const trials = trialsIn(state);
  const [first] = trials;
  if (first === undefined) return undefined;
  const { source, startUrl, facts } = first.app.sp;
  const own = source === 'embedded';
  const buttons = trials.map(({ tenant, app }) => {
    const place = own ? '' : ` to ${app.application.name}`;
    return html`<a class="button primary" href="${loginUrl(app)}"
      >Log in${place} with ${nameOf(state, tenant)}</a
    >`;
  });
  const open = html`<p><a href="${startUrl ?? facts.acsUrl}">Open the service provider</a></p>`;
  return html`<section class="card" aria-labelledby="try">
    <h2 id="try">Try a login</h2>
    <p class="soft">
      ${own ? 'At the service provider that comes with Standin. ' : ''}Choose anybody.
    </p>
    <div class="row">${buttons}</div>
    ${own ? open : undefined}
  </section>`;
}

/** The second. */
function changeIt(state: ServerState): Markup {
  const buttons = [...state.tenants.values()].map((tenant) => {
    const count = everybody(state, tenant).length;
    return html`<a class="button" href="${tenantPath(tenant.key)}"
      >People of ${nameOf(state, tenant)} <span class="soft">${count}</span></a
    >`;
  });
  return html`<section class="card" aria-labelledby="change">
    <h2 id="change">Change somebody</h2>
    <p class="soft">Deactivate, rename, unassign, hire: the next login shows what comes of it.</p>
    <div class="row">${buttons}</div>
  </section>`;
}

function tenantCard(state: ServerState, tenant: TenantState, open: boolean): Markup {
  const { key, vendor, apps, story } = tenant;
  const waiting = [...apps.values()].find((app) => app.waiting);
  const shown = [...apps.values()].map((app) =>
    appSetUp(state, tenant, app, open && app === (waiting ?? [...apps.values()][0])),
  );
  return html`<section class="card" aria-labelledby="${key}">
    <h3 id="${key}">${vendor.title} <span class="soft">${tenant.tenant.name}</span></h3>
    ${story === undefined ? undefined : html`<p class="soft">As in ${story}.</p>`}
    <div class="stack">${shown}</div>
  </section>`;
}

function lately(state: ServerState): Markup {
  const latest = state.log.after(0).slice(-5).reverse();
  const rows =
    latest.length === 0
      ? html`<p class="soft">Nothing yet.</p>`
      : html`<ol class="log plain">
          ${latest.map(logRow)}
        </ol>`;
  return html`<section class="card" aria-labelledby="lately">
    <div class="row spread">
      <h2 id="lately">Lately</h2>
      <a class="button small" href="${LOG}">Live log</a>
    </div>
    ${rows}
  </section>`;
}

function startOver(): Markup {
  return html`<section class="card" aria-labelledby="reset">
    <h2 id="reset">Start over</h2>
    <p class="soft">Everybody and everything as at the start: people, time, sessions, log.</p>
    <form method="post" action="${RESET}"><button class="small danger">Reset</button></form>
  </section>`;
}

/** GET */
export const showStart: Handler = (state, http) => {
  const tenants = [...state.tenants.values()];
  const titles = [...new Set(tenants.map(({ vendor }) => vendor.title))];
  const names = new Intl.ListFormat('en').format(titles);
  const body = html`<div class="stack">
      <h1>Log in as anybody</h1>
      <p class="lead">
        Standin plays ${names} at this address. Nobody here is real, and nobody has a password:
        point your app at it, choose a person, and change what the directory says of them.
      </p>
    </div>
    <div class="columns">${tryIt(state)} ${changeIt(state)}</div>
    <section class="stack" aria-labelledby="connect">
      <h2 id="connect">Connect your app</h2>
      <div class="stack">
        ${tenants.map((tenant, index) => tenantCard(state, tenant, index === 0))}
      </div>
    </section>
    <div class="columns">
      ${mayUse(state, http) ? lately(state) : undefined} ${clockPanel(state)} ${startOver()}
    </div>`;
  return framed({ title: 'Start', body, here: START, styles: [STYLE], scripts: [SCRIPT] });
};

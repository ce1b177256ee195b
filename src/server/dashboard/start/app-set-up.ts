/** Floor 5: an application with everything its SP must be told, to copy. */
import { html, type Markup } from '../../../base/html.js';
import type { AttributeStatement } from '../../../idp/tenant.js';
import { chip } from '../../pages/state-chips.js';
import type { ServerState } from '../../state/server-state.js';
import type { ServedApp, TenantState } from '../../state/tenant-state.js';
import { tenantPath } from '../addresses.js';
import { fingerprint } from './certificate.js';
import { snippetsFor } from './snippets.js';

/** How the SP became known, in a sentence. */
function origin({ options }: ServerState, { sp, waiting }: ServedApp): string {
  if (waiting && options.strict) {
    return 'Standin is strict and learns no SP from its requests: name yours with --sp-metadata.';
  }
  if (waiting) {
    return 'Give your app these values and let it send its first AuthnRequest: Standin learns the rest from it.';
  }
  switch (sp.source) {
    case 'embedded':
      return 'This SP comes with Standin, to try logins on.';
    case 'metadata':
      return 'This SP is known from its metadata.';
    case 'configuration':
      return 'This SP is known from the configuration.';
    case 'request':
      return 'This SP was learnt from its first AuthnRequest.';
  }
}

/** The word beside the application's name. */
function sourceChip({ sp, waiting }: ServedApp): Markup {
  if (waiting) return chip('waiting for your app', 'warn');
  const words = {
    embedded: 'try it here',
    metadata: 'from metadata',
    configuration: 'configured',
    request: 'learnt',
  } as const;
  return chip(words[sp.source], 'info');
}

/** A value that one click selects whole. */
function copied(value: string): Markup {
  return html`<code class="copy">${value}</code>`;
}

function fact(name: string, value: Markup | string | undefined): Markup | undefined {
  if (value === undefined) return undefined;
  return html`<dt>${name}</dt>
    <dd>${value}</dd>`;
}

function sourceOf({ source, values, groups }: AttributeStatement): string {
  if (source !== undefined) return source;
  if (groups !== undefined) return `groups: ${groups.filter} ${groups.value}`;
  return values?.map((value) => `“${value}”`).join(', ') ?? '';
}

function attributes({ application }: ServedApp): Markup {
  if (application.attributes.length === 0) return html`<p class="soft">none</p>`;
  const rows = application.attributes.map(
    (statement) =>
      html`<li>
        <code>${statement.name}</code> <span class="soft">${sourceOf(statement)}</span>
      </li>`,
  );
  return html`<ul class="plain">
    ${rows}
  </ul>`;
}

function forTheSp({ key, keyring }: TenantState, app: ServedApp): Markup {
  const { places, application } = app;
  const { certificate } = keyring.current;
  return html`<dl class="facts">
    ${fact('Metadata URL', copied(places.metadata))}
    ${fact('Entity ID (Issuer)', copied(application.issuer))}
    ${fact('SSO URL (redirect and POST)', copied(places.sso))}
    ${places.slo === undefined ? undefined : fact('Single logout URL', copied(places.slo))}
    ${fact(
      'Signing certificate',
      html`<a href="${tenantPath(key)}/certificate.pem" download>${key}.pem</a>`,
    )}
    ${fact('Its SHA-256', copied(fingerprint(certificate, 'sha256')))}
    ${fact('Its SHA-1', copied(fingerprint(certificate, 'sha1')))}
  </dl>`;
}

function ofTheSp({ sp, waiting }: ServedApp): Markup | undefined {
  if (waiting) return undefined;
  const { entityId, acsUrl, sloUrl } = sp.facts;
  return html`<h4>What Standin knows of the SP</h4>
    <dl class="facts">
      ${fact('Entity ID', copied(entityId))} ${fact('ACS URL', copied(acsUrl))}
      ${sloUrl === undefined ? undefined : fact('Single logout URL', copied(sloUrl))}
    </dl>`;
}

function messages(app: ServedApp): Markup {
  const { nameId, signed, windows } = app.application;
  const parts = [signed.response ? 'Response' : '', signed.assertion ? 'Assertion' : ''];
  return html`<h4>What the messages say</h4>
    <dl class="facts">
      ${fact('NameID', html`${nameId.source} <code>${nameId.format}</code>`)}
      ${fact('Signed', parts.filter((part) => part !== '').join(' and ') || 'nothing')}
      ${fact('Good for', `${windows.notOnOrAfter} seconds`)} ${fact('Attributes', attributes(app))}
    </dl>`;
}

function snippets(state: ServerState, tenant: TenantState, app: ServedApp): Markup {
  const shown = snippetsFor(state.origin, tenant, app).map(
    ({ title, text }) =>
      html`<details>
        <summary>${title}</summary>
        <pre class="code copy" tabindex="0" role="group" aria-label="${title}">${text}</pre>
      </details>`,
  );
  return html`<h4>In code</h4>
    <div class="snippets">${shown}</div>`;
}

/** The application, to be opened. @param open - it is what a newcomer looks for */
export function appSetUp(
  state: ServerState,
  tenant: TenantState,
  app: ServedApp,
  open: boolean,
): Markup {
  const { application, places, waiting } = app;
  const launch = waiting
    ? undefined
    : html`<p>
        <a class="button small" href="${places.launch}">Open ${application.name}</a>
        <span class="soft">as from the user's app page (IdP-initiated)</span>
      </p>`;
  return html`<details class="app" ${open ? html`open` : undefined}>
    <summary>${application.name} ${sourceChip(app)}</summary>
    <div class="stack">
      <p class="soft">${origin(state, app)}</p>
      ${launch}
      <h4>What the SP must be told</h4>
      ${forTheSp(tenant, app)} ${snippets(state, tenant, app)} ${ofTheSp(app)} ${messages(app)}
    </div>
  </details>`;
}

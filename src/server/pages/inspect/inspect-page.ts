/** Floor 5: the page that shows a message before it is sent. */
import { html, type Markup } from '../../../base/html.js';
import type { UserError } from '../../../base/errors.js';
import type { Refusal } from '../../../idp/outcome.js';
import { encodePost } from '../../../saml/encode.js';
import type { Answer } from '../../http/answer.js';
import type { Decided } from '../../sso/finish-login.js';
import { closedHost } from '../../sso/forgery-target.js';
import type { OfferedAttack } from '../../state/corpus.js';
import type { ServerState } from '../../state/server-state.js';
import { framed } from '../frame.js';
import { printed } from '../login/request-panel.js';
import { stateChips } from '../state-chips.js';
import { attackPanel, expectedOf, usualVictim } from './attack-view.js';
import { editor } from './edit-view.js';
import { remarksCard, remarksOf } from './findings-view.js';
import { INSPECT_STYLE_PATH } from './inspect-style.js';
import { messageCards } from './message-view.js';
import type { Draft, Preview } from './preview.js';
import { signatureCard } from './signature-view.js';

/** What the page is made of. */
export interface Inspection {
  readonly state: ServerState;
  readonly decided: Decided;
  readonly preview: Preview;
  readonly attacks: readonly OfferedAttack[];
  /** Said above everything: why the last press did nothing. */
  readonly refused?: UserError;
}

/** Forms may be redirected to where the message goes (CSP 3, form-action). */
function destinations({ app }: Decided): readonly string[] {
  const urls = app.application.acsUrls.filter((url) => /^https?:/.test(url) && URL.canParse(url));
  return urls.map((url) => new URL(url).origin);
}

function problemNotice({ message, fix }: UserError): Markup {
  return html`<div class="notice bad" role="alert">
    <strong>It cannot be made so.</strong> ${message} ${fix}
  </div>`;
}

function refusalNotice({ code, reason }: Refusal, { tenant }: Decided): Markup {
  return html`<div class="notice bad">
    <strong>${tenant.vendor.title} refuses: <code>${code}</code></strong> (${reason}). Nothing would
    be sent. Below you can have it sent although the directory says no.
  </div>`;
}

function attackNotice({ choice }: Preview, attacks: readonly OfferedAttack[]): Markup | undefined {
  const attack = attacks.find(({ id }) => id === choice.forgery?.attack);
  if (attack === undefined) return undefined;
  return html`<div class="notice warn">
    <strong>${attack.title}</strong> (${attack.severity}): ${expectedOf(attack)}. What is shown is
    what can be read of the forged message.
  </div>`;
}

function sendRow({ choice, refusal }: Preview): Markup {
  const what =
    choice.forgery !== undefined ? 'the attack' : choice.overrides ? 'the edited message' : 'it';
  const checked = (yes: boolean | undefined): Markup | undefined =>
    yes === true ? html` checked` : undefined;
  return html`<section class="card">
    <h2>Send</h2>
    <label class="check"
      ><input type="checkbox" name="remember" value="1" ${checked(choice.remember)} /><span
        >Keep this person signed in</span
      ></label
    >
    <label class="check"
      ><input type="checkbox" name="despite" value="1" ${checked(choice.despite)} /><span
        >Send it although the directory says no</span
      ></label
    >
    <div class="row">
      <button class="primary" name="do" value="send">
        ${refusal === undefined ? `Send ${what}` : 'Show the refusal'}
      </button>
      <button name="do" value="preview">Show it again</button>
    </div>
  </section>`;
}

function rawPanels({ outcome, clear }: Draft, encrypted: boolean): Markup {
  const { request, xml } = outcome;
  const sent =
    request === undefined
      ? undefined
      : html`<details class="card">
          <summary>The HTTP request, to the byte</summary>
          <pre class="code" tabindex="0" aria-label="The HTTP request">
${request.method} ${request.url}
${Object.entries(request.headers).map(([name, value]) => html`${name}: ${value} `)}
${Buffer.from(request.body ?? []).toString('utf8')}</pre>
        </details>`;
  return html`<details class="card">
      <summary>The XML${encrypted ? ', before it is encrypted' : ''}, indented for reading</summary>
      <pre class="code" tabindex="0" aria-label="The XML">${printed(clear)}</pre>
    </details>
    <details class="card">
      <summary>SAMLResponse, as it is sent</summary>
      <pre class="code wrapped" tabindex="0" aria-label="SAMLResponse">${encodePost(xml)}</pre>
    </details>
    ${sent}`;
}

function messagePart({ state, decided, preview }: Inspection): Markup | undefined {
  const { draft, choice, overrides } = preview;
  if (draft === undefined) return undefined;
  const { facts } = draft;
  const { app, tenant } = decided;
  const now = state.clock.now();
  const view = { now, ...(overrides === undefined ? {} : { overrides }) };
  const forged = choice.forgery !== undefined;
  const readable =
    facts === undefined
      ? html`<p class="notice bad">The forged message is no XML that can be read.</p>`
      : html`${messageCards(facts, view)}${signatureCard(tenant, app, { facts, forged })}`;
  return html`${remarksCard(remarksOf(preview, decided, now))}
    <div class="columns">${readable}</div>
    ${rawPanels(draft, app.application.encryption !== undefined)}`;
}

function changePart({ state, decided, preview, attacks }: Inspection): Markup {
  const { tenant, app } = decided;
  const { edits, overrides, choice } = preview;
  const users = [...tenant.directory.at(state.clock.now()).users()];
  const open = overrides !== undefined || preview.problem !== undefined;
  return html`${edits === undefined ? undefined : editor(edits, actionOf(decided), open)}${attackPanel(
    {
      attacks,
      users,
      chosen: choice.forgery,
      victim: choice.forgery?.victim ?? usualVictim(users, decided),
      closed: closedHost(state, app),
    },
  )}`;
}

function heading({ state, decided }: Inspection): Markup {
  const { tenant, app, user, arrival } = decided;
  const person = tenant.directory.at(state.clock.now()).user(user);
  return html`<div class="stack">
    <h1>What ${app.application.name} would be told</h1>
    <p class="lead">
      Nothing has been sent. Identifiers, and times that you do not change, are set anew when it is.
    </p>
    <div class="row">
      <strong>${person?.displayName ?? user}</strong>
      ${
        person === undefined
          ? undefined
          : html`<span>${stateChips(person, app.application.name)}</span>`
      }
      <a href="/__standin/login/${arrival.id}">Somebody else</a>
    </div>
  </div>`;
}

/** Where the form goes: here. */
function actionOf({ arrival, user }: Decided): string {
  return `/__standin/login/${arrival.id}/inspect?user=${encodeURIComponent(user)}`;
}

/** The page. */
export function inspectPage(inspection: Inspection): Answer {
  const { decided, preview, attacks, refused } = inspection;
  const { tenant } = decided;
  const problem = refused ?? preview.problem;
  const action = actionOf(decided);
  const body = html`${heading(inspection)}
    ${problem === undefined ? undefined : problemNotice(problem)}
    ${preview.refusal === undefined ? undefined : refusalNotice(preview.refusal, decided)}
    ${attackNotice(preview, attacks)}
    <form class="stack inspect" method="post" action="${action}">
      <button class="hidden" name="do" value="preview" tabindex="-1" aria-hidden="true"></button>
      ${messagePart(inspection)} ${changePart(inspection)} ${sendRow(preview)}
    </form>`;
  return framed({
    status: problem === undefined ? 200 : 422,
    title: 'Inspect before sending',
    vendor: tenant.vendor.title,
    styles: [INSPECT_STYLE_PATH],
    formTo: destinations(decided),
    body,
  });
}

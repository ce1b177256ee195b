/** Floor 5: one entry of the log, with its message decoded. */
import { html, type Markup } from '../../../base/html.js';
import { UserError } from '../../../base/errors.js';
import { parseXml } from '../../../xml/parse.js';
import { prettyXml } from '../../../xml/pretty.js';
import { chip, type Tone } from '../../pages/state-chips.js';
import type { LogEntry, LogKind } from '../../state/log.js';
import { LOG, userPath } from '../addresses.js';

/** What each kind is called, and its colour. */
export const KINDS: Readonly<Record<LogKind, readonly [word: string, tone: Tone]>> = {
  'authn-request': ['AuthnRequest', 'info'],
  launch: ['launch', 'info'],
  response: ['Response', 'good'],
  refusal: ['refusal', 'bad'],
  session: ['session', ''],
  'logout-request': ['LogoutRequest', 'info'],
  'logout-response': ['LogoutResponse', 'good'],
  directory: ['directory', ''],
  application: ['application', ''],
  clock: ['clock', ''],
  keys: ['keys', ''],
  delivery: ['delivery', ''],
  error: ['error', 'bad'],
};

/** Indented; a message that is no XML, or was cut, stays as it is. */
function readable(xml: string): string {
  try {
    return prettyXml(parseXml(xml, { allowDtd: true }));
  } catch (error) {
    if (error instanceof UserError) return xml;
    throw error;
  }
}

function chipOf({ kind, facts }: LogEntry): Markup {
  const [word, tone] = KINDS[kind];
  if (kind !== 'delivery') return chip(word, tone);
  return chip(word, facts?.['outcome'] === 'accepted' ? 'good' : 'bad');
}

function about({ tenant, app, user }: LogEntry): Markup | undefined {
  const person =
    user === undefined || tenant === undefined
      ? user
      : html`<a href="${userPath(tenant, user)}">${user}</a>`;
  const parts = [tenant, app, person].filter((part) => part !== undefined);
  if (parts.length === 0) return undefined;
  return html`<span class="soft"
    >${parts.map((part, index) => html`${index === 0 ? '' : ' · '}${part}`)}</span
  >`;
}

function inside({ xml, facts = {} }: LogEntry): Markup | undefined {
  const named = Object.entries(facts);
  if (xml === undefined && named.length === 0) return undefined;
  const rows = named.map(
    ([name, value]) =>
      html`<dt>${name}</dt>
        <dd>${value}</dd>`,
  );
  const message =
    xml === undefined
      ? undefined
      : html`<pre class="code" tabindex="0" role="group" aria-label="Message">
${readable(xml)}</pre>`;
  return html`<details>
    <summary>${xml === undefined ? 'Details' : 'Message'}</summary>
    <div class="stack">
      <dl class="facts">${rows}</dl>
      ${message}
    </div>
  </details>`;
}

/** The entry as an item of the list. */
export function logRow(entry: LogEntry): Markup {
  const { id, at, summary } = entry;
  return html`<li id="entry-${id}">
    <div class="row">
      <a class="at" href="${LOG}?after=${id - 1}#entry-${id}"
        ><time datetime="${at}">${at.slice(11, 19)}</time></a
      >
      ${chipOf(entry)} ${about(entry)}
    </div>
    <p>${summary}</p>
    ${inside(entry)}
  </li>`;
}

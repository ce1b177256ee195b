/** Floor 5: what a message says, for people: whom it is about, what it says of the person, and for how long. */
import { html, type Markup } from '../../../base/html.js';
import type { AssertionFacts, MessageFacts } from '../../../saml/facts.js';
import type { MessageOverrides } from '../../../scenario/step.js';
import { clipped } from '../login/request-panel.js';
import { chip } from '../state-chips.js';
import { distance } from '../words.js';
import type { FieldName } from './message-fields.js';

interface View {
  readonly overrides?: MessageOverrides;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

type Row = readonly [label: string, value: string | undefined, field?: FieldName];

const NOT_THERE = html`<span class="soft">not there</span>`;

function edited(yes: boolean): Markup | undefined {
  return yes ? html` ${chip('edited', 'warn')}` : undefined;
}

function shown(value: string | undefined): Markup {
  if (value === undefined) return NOT_THERE;
  return value === ''
    ? html`<span class="soft">empty</span>`
    : html`<code>${clipped(value)}</code>`;
}

function table(rows: readonly Row[], { overrides = {} }: View): Markup {
  const lines = rows.map(
    ([label, value, field]) =>
      html`<dt>${label}</dt>
        <dd>${shown(value)}${edited(field !== undefined && overrides[field] !== undefined)}</dd>`,
  );
  return html`<dl class="facts">${lines}</dl>`;
}

function subjectCard(facts: MessageFacts, assertion: AssertionFacts, view: View): Markup {
  const { subject, audiences, issuer } = assertion;
  const confirmation = subject?.confirmations[0];
  return html`<section class="card">
    <h2>Subject</h2>
    ${table(
      [
        ['NameID', subject?.nameId, 'nameId'],
        ['Format', subject?.nameIdFormat, 'nameIdFormat'],
        ['Issuer', issuer, 'issuer'],
        ['Audience', audiences.length === 0 ? undefined : audiences.join(', '), 'audience'],
        ['Recipient', confirmation?.recipient, 'recipient'],
        ['Destination', facts.destination, 'destination'],
        ['InResponseTo', facts.inResponseTo, 'inResponseTo'],
        ['Status', facts.status.map((code) => code.replace(/^.*:/, '')).join(' > ')],
      ],
      view,
    )}
  </section>`;
}

type Attributes = AssertionFacts['attributes'];

function attributesTable(
  attributes: Attributes,
  changes: Readonly<Record<string, unknown>>,
): Markup {
  if (attributes.length === 0) return html`<p class="soft">none</p>`;
  const rows = attributes.map(
    ({ name, values }) =>
      html`<tr>
        <th scope="row">${clipped(name)}${edited(Object.hasOwn(changes, name))}</th>
        <td>
          <ul class="plain">
            ${values.map((value) => html`<li>${clipped(value)}</li>`)}
          </ul>
        </td>
      </tr>`,
  );
  return html`<div class="table" tabindex="0" role="region" aria-label="Attributes">
    <table>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Values</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

function attributesCard({ attributes }: AssertionFacts, { overrides = {} }: View): Markup {
  const changes = overrides.attributes ?? {};
  const removed = Object.entries(changes).filter(([, values]) => values === null);
  const names = removed.map(
    ([name]) => html`<li><del>${clipped(name)}</del> ${chip('removed', 'warn')}</li>`,
  );
  const list = html`<ul class="plain">
    ${names}
  </ul>`;
  return html`<section class="card">
    <h2>Attributes</h2>
    ${attributesTable(attributes, changes)} ${names.length === 0 ? undefined : list}
  </section>`;
}

type Instant = readonly [
  label: string,
  value: string | undefined,
  says: 'from' | 'until' | 'at',
  field?: FieldName,
];

/** How an instant stands to now. */
function standing(value: string, says: Instant[2], now: number): Markup {
  const instant = Date.parse(value);
  if (Number.isNaN(instant)) return chip('no instant', 'bad');
  const away = distance(instant, now);
  if (says === 'at') return html`<span class="soft">${away}</span>`;
  if (says === 'from') {
    return instant <= now ? chip(`began ${away}`, 'good') : chip(`begins ${away}`, 'bad');
  }
  return instant > now ? chip(`holds, ends ${away}`, 'good') : chip(`over, ended ${away}`, 'bad');
}

function timesCard(facts: MessageFacts, assertion: AssertionFacts, view: View): Markup {
  const confirmation = assertion.subject?.confirmations[0];
  const instants: readonly Instant[] = [
    ['IssueInstant', assertion.issueInstant ?? facts.issueInstant, 'at'],
    ['NotBefore', assertion.notBefore, 'from', 'notBefore'],
    ['NotOnOrAfter', assertion.notOnOrAfter, 'until', 'notOnOrAfter'],
    ['Confirmed until', confirmation?.notOnOrAfter, 'until', 'notOnOrAfter'],
    ['AuthnInstant', assertion.authnInstant, 'at', 'authnInstant'],
    ['Session until', assertion.sessionNotOnOrAfter, 'until'],
  ];
  const rows = instants.flatMap(([label, value, says, field]) =>
    value === undefined
      ? []
      : [
          html`<dt>${label}</dt>
            <dd>
              <code>${clipped(value)}</code> ${standing(value, says, view.now)}${edited(
                field !== undefined && view.overrides?.[field] !== undefined,
              )}
            </dd>`,
        ],
  );
  return html`<section class="card">
    <h2>Validity and session</h2>
    <dl class="facts">${rows}</dl>
    ${table(
      [
        ['SessionIndex', assertion.sessionIndex, 'sessionIndex'],
        ['AuthnContext', assertion.authnContextClassRef],
      ],
      view,
    )}
  </section>`;
}

/** The cards. */
export function messageCards(facts: MessageFacts, view: View): Markup {
  const [assertion] = facts.assertions;
  if (assertion === undefined) {
    return html`<p class="notice bad">There is no Assertion in this message that can be read.</p>`;
  }
  return html`${subjectCard(facts, assertion, view)}${attributesCard(assertion, view)}${timesCard(
    facts,
    assertion,
    view,
  )}`;
}

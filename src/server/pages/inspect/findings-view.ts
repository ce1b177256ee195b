/** Floor 5: what is remarkable about a message before it is sent. */
import { html, type Markup } from '../../../base/html.js';
import type { MessageFacts } from '../../../saml/facts.js';
import { lintMessage } from '../../../saml/lint.js';
import type { LintSeverity } from '../../../saml/lint-rule.js';
import { UserError } from '../../../base/errors.js';
import type { Decided } from '../../sso/finish-login.js';
import { clipped } from '../login/request-panel.js';
import { chip, needsSecondFactor, type Tone } from '../state-chips.js';
import type { Draft, Preview } from './preview.js';

/** One remark. */
export interface Remark {
  readonly severity: LintSeverity;
  readonly message: string;
  readonly clause?: string;
}

/** RelayState must not be longer (saml-bindings 3.4.3, 3.5.3). */
const LONGEST_RELAY_STATE = 80;

function remark(when: boolean, severity: LintSeverity, message: string, clause?: string): Remark[] {
  return when ? [{ severity, message, ...(clause === undefined ? {} : { clause }) }] : [];
}

/** Not for this SP, or not for this address. */
function ofAddressee(
  { destination, assertions }: MessageFacts,
  { app: { application } }: Decided,
  acsUrl: string,
): readonly Remark[] {
  const audiences = assertions[0]?.audiences ?? [];
  const own = [application.audience, application.id, `spn:${application.id}`];
  const addressed = audiences.length === 0 || audiences.some((each) => own.includes(each));
  return [
    ...remark(
      !addressed,
      'warning',
      `the audience is not this SP, ${application.audience}`,
      'saml-core 2.5.1.4',
    ),
    ...remark(
      destination !== undefined && destination !== acsUrl,
      'warning',
      `the Destination is not where it is sent, ${acsUrl}`,
      'saml-bindings 3.5.5.2',
    ),
  ];
}

/** Not an answer to this request, or not the one that was asked for. */
function ofRequest(
  { inResponseTo, assertions }: MessageFacts,
  { arrival }: Decided,
): readonly Remark[] {
  const asked = arrival.request?.request;
  const format = asked?.nameIdPolicy?.format;
  const sent = assertions[0]?.subject?.nameIdFormat;
  const answers =
    asked === undefined
      ? 'it says that it answers a request, and none was sent'
      : `it does not answer the request ${asked.id}`;
  return [
    ...remark(inResponseTo !== asked?.id, 'warning', answers, 'saml-profiles 4.1.4.3'),
    ...remark(
      format !== undefined && !format.endsWith(':unspecified') && sent !== format,
      'note',
      `the request asked for the NameID format ${format ?? ''}`,
      'saml-core 3.4.1.1',
    ),
  ];
}

/** What the message alone does not show. */
function ofContext({ facts, outcome }: Draft, decided: Decided): readonly Remark[] {
  const { acsUrl, relayState = '' } = outcome;
  const length = Buffer.byteLength(relayState);
  const said =
    facts === undefined
      ? []
      : [...ofAddressee(facts, decided, acsUrl), ...ofRequest(facts, decided)];
  return [
    ...said,
    ...remark(
      length > LONGEST_RELAY_STATE,
      'note',
      `RelayState has ${length} bytes; it should have ${LONGEST_RELAY_STATE} at most`,
      'saml-bindings 3.5.3',
    ),
  ];
}

function ofForm(clear: string, now: number): readonly Remark[] {
  try {
    return lintMessage(clear, { now });
  } catch (error) {
    if (error instanceof UserError) return [{ severity: 'error', message: error.message }];
    throw error;
  }
}

/** Everything, the worst first. */
export function remarksOf(
  { draft, choice }: Preview,
  decided: Decided,
  now: number,
): readonly Remark[] {
  if (draft === undefined) return [];
  const { tenant, user } = decided;
  const person = tenant.directory.at(now).user(user);
  const all = [
    ...ofForm(draft.clear, now),
    ...ofContext(draft, decided),
    ...remark(
      choice.despite === true,
      'warning',
      'the directory would refuse this person: no real IdP would send it',
    ),
    ...remark(
      person !== undefined && needsSecondFactor(person),
      'note',
      'the second factor counts as approved',
    ),
  ];
  const order: readonly LintSeverity[] = ['error', 'warning', 'note'];
  return order.flatMap((severity) => all.filter((each) => each.severity === severity));
}

const TONES: Readonly<Record<LintSeverity, Tone>> = { error: 'bad', warning: 'warn', note: 'info' };

/** The card. */
export function remarksCard(remarks: readonly Remark[]): Markup {
  const items = remarks.map(
    ({ severity, message, clause }) =>
      html`<li>
        ${chip(severity, TONES[severity])} ${clipped(message)}
        ${clause === undefined ? undefined : html`<span class="soft">(${clause})</span>`}
      </li>`,
  );
  return html`<section class="card">
    <h2>Remarks</h2>
    ${
      items.length === 0
        ? html`<p>Nothing: a strict SP finds no fault with its form, addresses and times.</p>`
        : html`<ul class="plain stack">
            ${items}
          </ul>`
    }
  </section>`;
}

/** Floor 5: what the SP asked for, for people. */
import { html, type Markup } from '../../../base/html.js';
import type { ReceivedAuthnRequest } from '../../../saml/authn-request.js';
import { parseXml } from '../../../xml/parse.js';
import { prettyXml } from '../../../xml/pretty.js';
import { chip } from '../state-chips.js';
import type { Waiting } from './entry.js';

/** A request can be as long as a body; nobody reads that on a page. */
const LONGEST = 2000;

type Fact = readonly [name: string, value: string | Markup | undefined];

/** A long text, cut. */
export function clipped(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** Names and values; what has no value is left out. */
function factList(facts: readonly Fact[]): Markup {
  const rows = facts.flatMap(([name, value]) =>
    value === undefined
      ? []
      : [
          html`<dt>${name}</dt>
            <dd>${typeof value === 'string' ? clipped(value) : value}</dd>`,
        ],
  );
  return html`<dl class="facts">${rows}</dl>`;
}

/** The message for people; as it is where it cannot be read. */
export function printed(xml: string): string {
  try {
    return prettyXml(parseXml(xml, { allowDtd: true }));
  } catch {
    return xml;
  }
}

function signatureOf({ query, hasSignature }: ReceivedAuthnRequest, checked: boolean): string {
  if (query === undefined && !hasSignature) return 'not signed';
  return checked
    ? 'signed, and verified'
    : 'signed; not checked, the application does not demand it';
}

function policyOf({ request }: ReceivedAuthnRequest): string | undefined {
  const { nameIdPolicy } = request;
  if (nameIdPolicy === undefined) return undefined;
  const { format = 'any format', allowCreate, spNameQualifier } = nameIdPolicy;
  const qualifier = spNameQualifier === undefined ? '' : `, SPNameQualifier ${spNameQualifier}`;
  return `${format}${allowCreate === true ? ', AllowCreate' : ''}${qualifier}`;
}

function contextOf({ request }: ReceivedAuthnRequest): string | undefined {
  const { requestedAuthnContext: asked } = request;
  if (asked === undefined) return undefined;
  return `${asked.comparison}: ${asked.classRefs.join(', ')}`;
}

function askedChips({ request }: ReceivedAuthnRequest): Markup | undefined {
  const { forceAuthn, isPassive } = request;
  if (!forceAuthn && !isPassive) return undefined;
  return html`${forceAuthn ? chip('ForceAuthn', 'warn') : undefined}
  ${isPassive ? chip('IsPassive', 'warn') : undefined}`;
}

function ofRequest(received: ReceivedAuthnRequest, { app }: Waiting): Markup {
  const { request, binding, relayState, xml } = received;
  const { acsUrl, acsIndex } = request;
  const index = acsIndex === undefined ? undefined : `index ${acsIndex}`;
  return html`${factList([
      ['Issuer', request.issuer ?? 'none'],
      ['Binding', binding === 'redirect' ? 'HTTP-Redirect' : 'HTTP-POST'],
      ['Signature', signatureOf(received, app.application.requestSigning !== undefined)],
      ['ID', request.id],
      ['ACS', acsUrl ?? index ?? 'not named: the application’s first'],
      ['NameIDPolicy', policyOf(received)],
      ['RequestedAuthnContext', contextOf(received)],
      ['Asks for', askedChips(received) ?? 'nothing more'],
      ['RelayState', relayState === undefined ? 'none' : html`<code>${clipped(relayState)}</code>`],
    ])}
    <details>
      <summary>The AuthnRequest</summary>
      <pre class="code" tabindex="0" aria-label="The AuthnRequest">${clipped(printed(xml))}</pre>
    </details>`;
}

/** The panel. */
export function requestPanel(waiting: Waiting): Markup {
  const { arrival, app } = waiting;
  const { request, relayState } = arrival;
  const body =
    request === undefined
      ? html`<p>Nothing: the login starts here, at the identity provider.</p>
          ${factList([
            ['ACS', app.application.acsUrls[0]],
            ['RelayState', relayState ?? app.application.defaultRelayState ?? 'none'],
          ])}`
      : ofRequest(request, waiting);
  return html`<details class="card">
    <summary>What the application asked ${request && askedChips(request)}</summary>
    ${body}
  </details>`;
}

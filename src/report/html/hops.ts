/** Floor 8: what the browser did, request by request. */
import type { MessageEvidence, StepEvidence } from '../../run/result.js';
import type { Markup } from './markup.js';
import { h, NOTHING } from './markup.js';
import { shorten, shortUrl } from './shorten.js';

type EvidenceHop = StepEvidence['hops'][number];

const LONGEST_VALUE = 64;

const WHO: Readonly<Record<EvidenceHop['by'], string>> = { sp: 'SP', idp: 'IdP' };

function isRedirect({ status, location }: EvidenceHop): boolean {
  return status >= 300 && status < 400 && location !== undefined;
}

/** How the browser came to a request. */
function arrow(hop: EvidenceHop, before: EvidenceHop | undefined): string {
  if (before === undefined) return hop.method === 'GET' ? 'opens' : 'posts';
  if (isRedirect(before)) return 'redirected to';
  const page = before.contentType.startsWith('text/html') && /<form\b/i.test(before.body);
  return hop.method === 'POST' && page ? 'the page submits a form to' : 'then';
}

function formText({ form }: EvidenceHop): Markup {
  const fields = Object.entries(form ?? {});
  if (fields.length === 0) return NOTHING;
  const texts = fields.map(
    ([name, value]) => `${shorten(name, 80)}=${shorten(value, LONGEST_VALUE)}`,
  );
  return h`<div class="dim form">with ${texts.join(', ')}</div>`;
}

function carried(messages: readonly MessageEvidence[], index: number): Markup {
  const kinds = messages.filter(({ hop }) => hop === index).map(({ kind }) => kind);
  return kinds.length === 0 ? NOTHING : h` <span class="carries">${kinds.join(', ')}</span>`;
}

function statusClass({ status }: EvidenceHop): string {
  return status >= 400 ? 'failed' : 'dim';
}

/** Requests in order, each with who answered and how. */
export function hopList({ hops, messages }: StepEvidence): Markup {
  if (hops.length === 0) return NOTHING;
  const items = hops.map(
    (hop, index) =>
      h`<li class="${hop.by}"><span class="arrow">${arrow(hop, hops[index - 1])}</span> <span class="who">${WHO[hop.by]}</span> <code>${hop.method} ${shortUrl(hop.url)}</code>${carried(messages, index)} <span class="${statusClass(hop)}">→ ${hop.status}</span>${formText(hop)}</li>\n`,
  );
  return h`<h5>Requests</h5>\n<ol class="hops">\n${items}</ol>\n`;
}

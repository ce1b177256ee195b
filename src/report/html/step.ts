/** Floor 8: one step on the time line of a story. */
import type { StepEvidence, StepResult } from '../../run/result.js';
import { evidenceBody } from './evidence.js';
import { findingsOf } from './findings.js';
import { instant, span } from './instant.js';
import type { Markup } from './markup.js';
import { folded, h, NOTHING, when } from './markup.js';
import { messageBox } from './message.js';
import { sentMessage } from './sent-message.js';

function verdictClass({ findings }: StepResult): string {
  if (findings.some(({ verdict }) => verdict === 'failed')) return 'failed';
  if (findings.some(({ verdict }) => verdict === 'not-verified')) return 'doubt';
  return findings.length > 0 ? 'passed' : 'silent';
}

/** What passed since the step before; nothing when it is hardly anything. */
function since(step: StepResult, before: StepResult | undefined): Markup {
  const gap = Date.parse(step.at) - Date.parse(before?.at ?? step.at);
  return gap >= 1_000 ? h` <span class="gap">${span(gap)} later</span>` : NOTHING;
}

function outcomeOf({ outcome, reason, code }: StepResult): Markup {
  if (outcome === undefined) return NOTHING;
  const words = [outcome.replaceAll('-', ' '), reason, code].filter((word) => word !== undefined);
  return h` <span class="outcome">${words.join(' · ')}</span>`;
}

/** A message that was kept without the rest of the evidence. */
function bareMessage({ at, message }: StepResult): Markup {
  return when(message, (xml) =>
    messageBox({ kind: 'Response', binding: 'post', hop: 0, xml }, { at }, undefined),
  );
}

function isEmpty({ hops, messages, session, before, account, user }: StepEvidence): boolean {
  const seen = [session, before, account, user].some((each) => each !== undefined);
  return hops.length === 0 && messages.length === 0 && !seen;
}

function evidenceOf(step: StepResult, detailed: boolean): Markup {
  const { evidence } = step;
  if (evidence === undefined) return bareMessage(step);
  if (isEmpty(evidence)) return NOTHING;
  return folded('Evidence', evidenceBody(step, evidence, detailed), detailed);
}

/**
 * A step: when, what, how it ended, what was promised, what was seen.
 *
 * @param before - the step before it
 * @param last - the step at which the SP could not be driven on: shown as a failed one
 */
export function stepItem(step: StepResult, before: StepResult | undefined, last: boolean): Markup {
  const { at, title, findings, line } = step;
  const verdict = last ? 'failed' : verdictClass(step);
  const detailed = verdict === 'failed';
  const sent = step.attack === undefined ? NOTHING : sentMessage(step, detailed);
  return h`<li class="step ${verdict}">
<p class="when"><time datetime="${at}">${instant(at)}</time>${since(step, before)} · line ${line}</p>
<h4>${title}${outcomeOf(step)}</h4>
${findingsOf(findings)}${sent}${evidenceOf(step, detailed)}</li>\n`;
}

/** Floor 8: what was seen in one step. */
import type { StepEvidence, StepResult } from '../../run/result.js';
import { accountTable } from './account-diff.js';
import { hopList } from './hops.js';
import type { Markup } from './markup.js';
import { h, NOTHING, when } from './markup.js';
import { messageBox } from './message.js';
import { shownPage } from './shown-page.js';

function sessionText(session: NonNullable<StepEvidence['session']>): Markup {
  if (session.kind === 'none') return h`<p>Session: nobody is logged in.</p>\n`;
  if (session.kind === 'unknown') return h`<p>Session: it cannot be seen: ${session.why}</p>\n`;
  const { nameId, email, accountId } = session;
  const facts = [
    email,
    nameId === undefined ? undefined : `NameID ${nameId}`,
    accountId === undefined ? undefined : `account ${accountId}`,
  ].filter((fact) => fact !== undefined);
  return h`<p>Session: <strong>${facts.length === 0 ? 'of somebody' : facts.join(', ')}</strong></p>\n`;
}

/** Of an attack that nobody has to look into, the message as it was sent is enough: it stands above. */
function messages(step: StepResult, evidence: StepEvidence, detailed: boolean): Markup {
  const { at, attack } = step;
  if (evidence.messages.length === 0 || (attack !== undefined && !detailed)) return NOTHING;
  const { certificates } = evidence;
  const setting = { at, ...(certificates === undefined ? {} : { certificates }) };
  const boxes = evidence.messages.map((message) => {
    return messageBox(message, setting, evidence.hops[message.hop]?.url);
  });
  return h`<h5>Messages</h5>\n${boxes}`;
}

/**
 * Requests, messages, page, session and account of a step.
 *
 * @param detailed - with the sources of pages, and with the messages of an attack
 */
export function evidenceBody(step: StepResult, evidence: StepEvidence, detailed: boolean): Markup {
  return h`${hopList(evidence)}${messages(step, evidence, detailed)}${shownPage(evidence, detailed)}${when(evidence.session, sessionText)}${accountTable(evidence)}`;
}

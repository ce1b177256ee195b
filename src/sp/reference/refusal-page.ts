/** Floor 5: how the reference SP says no: a page, a stable reason, never a session. */
import { SP_REASONS, type SpReason } from '../../base/reasons.js';
import { DETAIL_HEADER, REASON_HEADER } from '../reason-headers.js';
import type { Answer, Refused } from './answer.js';
import { html } from '../../base/html.js';
import { shown, type Habit } from './habit.js';
import { page } from './layout.js';

/** Characters of a detail that are shown. */
const LONGEST_DETAIL = 300;

/** The message itself is no good: 400 or 413; anything else is a refusal of a readable message: 403. */
const STATUSES: Readonly<Partial<Record<SpReason, number>>> = {
  'message-malformed': 400,
  'message-too-large': 413,
  'dtd-refused': 400,
  'schema-invalid': 400,
};

/** The page for a refusal. */
export function refusalPage(
  name: string,
  { reason, detail }: Refused,
  habits: ReadonlySet<Habit> = new Set(),
): Answer {
  const text = Array.from(detail).slice(0, LONGEST_DETAIL).join('');
  return page(name, {
    status: STATUSES[reason] ?? 403,
    title: 'You are not signed in',
    headers: { [REASON_HEADER]: reason, [DETAIL_HEADER]: encodeURIComponent(text) },
    body: html`<p class="bad">${SP_REASONS[reason]}.</p>
      <p>${shown(text, habits)}.</p>
      <p class="soft">Reason: <code>${reason}</code></p>
      <p><a href="/login">Try again</a></p>`,
  });
}

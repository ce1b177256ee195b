/** Floor 9: what the embedded SP made of each assertion, told to the server's log. */
import type { LogEvent } from '../../base/context.js';
import type { LogEntry } from '../../server/state/log.js';
import type { ServerState } from '../../server/state/server-state.js';

/** What became of a message. */
interface Delivery {
  readonly outcome: string;
  readonly assertionId?: string;
  readonly detail?: string;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function deliveryOf(event: LogEvent): Delivery | undefined {
  const assertionId = textOf(event['assertion']);
  const about = assertionId === undefined ? {} : { assertionId };
  if (event.kind === 'sp-logged-in') return { outcome: 'accepted', ...about };
  if (event.kind !== 'sp-refused') return undefined;
  const detail = textOf(event['detail']);
  const outcome = textOf(event['reason']) ?? 'refused';
  return { outcome, ...about, ...(detail === undefined ? {} : { detail }) };
}

/** The Response it came with; of a forged message, whose ids may be anything, the last one that was sent. */
function sentAs({ log }: ServerState, { assertionId }: Delivery): LogEntry | undefined {
  const responses = log.after(0).filter(({ kind }) => kind === 'response');
  const named = responses.findLast(({ facts }) => facts?.['assertionId'] === assertionId);
  return assertionId === undefined ? responses.at(-1) : (named ?? responses.at(-1));
}

function sentence({ outcome, detail }: Delivery, user: string | undefined): string {
  if (outcome === 'accepted') return `The embedded service provider lets ${user ?? 'somebody'} in`;
  const why = detail === undefined ? outcome : `${outcome}: ${detail}`;
  return `The embedded service provider refuses ${user ?? 'a message'} (${why})`;
}

/** Tells the log. */
export function logDelivery(state: ServerState, event: LogEvent): void {
  const delivery = deliveryOf(event);
  if (delivery === undefined) return;
  const sent = sentAs(state, delivery);
  const { tenant, app, user, facts } = sent ?? {};
  const assertionId = facts?.['assertionId'] ?? delivery.assertionId;
  state.log.add({
    kind: 'delivery',
    ...(tenant === undefined ? {} : { tenant }),
    ...(app === undefined ? {} : { app }),
    ...(user === undefined ? {} : { user }),
    summary: sentence(delivery, user),
    facts: {
      outcome: delivery.outcome,
      ...(assertionId === undefined ? {} : { assertionId }),
      ...(delivery.detail === undefined ? {} : { detail: delivery.detail }),
    },
  });
}

/** Floor 5: the operation that reads the log, and waits for what is still to come. */
import { z } from 'zod';
import type { LogEntry, LogKind } from '../../state/log.js';
import type { ServerState } from '../../state/server-state.js';
import { findTenant } from '../find-tenant.js';
import type { Later } from '../operation.js';
import { operation, type Operation } from '../operation.js';
import { tenantFilter } from '../schema/parameter.js';
import { instantText } from '../schema/span.js';

/** What each kind of entry tells. */
const KINDS: Readonly<Record<LogKind, string>> = {
  'authn-request': 'an SP sends somebody to log in',
  launch: 'somebody opens an application at the IdP',
  response: 'a Response is sent to an SP',
  refusal: 'somebody is refused; `facts` has `reason` and `code`',
  session: 'somebody signs out at the IdP itself',
  'logout-request': 'a LogoutRequest',
  'logout-response': 'a LogoutResponse',
  directory: 'a change of a directory',
  application: 'an application is added or removed',
  clock: 'the clock is set',
  keys: 'a tenant changes its keys',
  delivery: 'what an SP answered to a message',
  error: 'Standin failed',
};

/** The longest that a client waits, in milliseconds. */
const LONGEST = 60_000;

const kind = z.enum(Object.keys(KINDS) as LogKind[]).meta({
  id: 'log-kind',
  description: Object.entries(KINDS)
    .map(([name, tells]) => `\`${name}\`: ${tells}`)
    .join('; '),
});

const logEntry = z
  .strictObject({
    id: z.int().meta({ description: 'Counts up from 1, over resets too.' }),
    at: instantText,
    kind,
    tenant: z.string().meta({ description: "The tenant's key." }).exactOptional(),
    app: z.string().meta({ description: "The application's name." }).exactOptional(),
    user: z.string().meta({ description: 'A handle.' }).exactOptional(),
    summary: z.string().meta({ description: 'One sentence for people.' }),
    xml: z
      .string()
      .meta({ description: 'The message, shortened when it is long.' })
      .exactOptional(),
    facts: z.record(z.string(), z.string()).readonly().exactOptional(),
  })
  .meta({ id: 'log-entry', description: 'One thing that happened at the server.' });

const logPage = z
  .strictObject({
    entries: z.array(logEntry),
    last: z
      .int()
      .meta({ description: 'The id of the newest entry of all: `after` for next time.' }),
  })
  .meta({ id: 'log-page', description: 'Entries that fit, oldest first.' });

type LogPage = z.input<typeof logPage>;

const filters = z.strictObject({
  kind: z
    .union([kind, z.array(kind)])
    .meta({
      description: 'Only entries of this kind; may be given several times.',
      examples: ['authn-request'],
    })
    .exactOptional(),
  tenant: tenantFilter,
  app: z
    .string()
    .meta({ description: 'Only entries about this application.', examples: ['your-app'] })
    .exactOptional(),
  user: z
    .string()
    .meta({ description: 'Only entries about this handle.', examples: ['ada'] })
    .exactOptional(),
  after: z.coerce
    .number()
    .int()
    .min(0)
    .meta({ description: 'Only entries with a higher id.', examples: [17] })
    .exactOptional(),
  wait: z.coerce
    .number()
    .int()
    .min(0)
    .max(LONGEST)
    .meta({
      description:
        'Milliseconds to wait for the first entry that fits, when there is none yet; at most 60000.',
      examples: [10_000],
    })
    .exactOptional(),
});

type Filters = z.output<typeof filters>;

function fits(entry: LogEntry, { kind: kinds, app, user }: Filters, key?: string): boolean {
  const wanted = typeof kinds === 'string' ? [kinds] : kinds;
  return (
    (wanted?.includes(entry.kind) ?? true) &&
    (key ?? entry.tenant) === entry.tenant &&
    (app ?? entry.app) === entry.app &&
    (user ?? entry.user) === entry.user
  );
}

/** Sends the first entry that fits, or an empty page when the time is over. */
function awaited({ log }: ServerState, query: Filters, key?: string): Later<LogPage> {
  const { after = 0, wait = 0 } = query;
  return {
    later(send) {
      const forget = (): void => {
        clearTimeout(timer);
        stop();
      };
      const stop = log.subscribe((entry) => {
        if (!fits(entry, query, key)) return;
        forget();
        send({ entries: [entry], last: entry.id });
      });
      const timer = setTimeout(() => {
        stop();
        send({ entries: [], last: log.after(0).at(-1)?.id ?? after });
      }, wait);
      return forget;
    },
  };
}

/** The row of the table. */
export const LOG_OPERATIONS: readonly Operation[] = [
  operation({
    id: 'readLog',
    method: 'GET',
    address: '/log',
    group: 'Log',
    summary: 'Reads what happened, or waits for it.',
    detail:
      'With `wait`, the answer comes with the first entry that fits, at once when there are some already; after that time the list is empty.',
    query: filters,
    gives: logPage,
    refuses: [404],
    run({ state, query }) {
      const key = query.tenant === undefined ? undefined : findTenant(state, query.tenant).key;
      const { after = 0, wait = 0 } = query;
      const entries = state.log.after(after).filter((entry) => fits(entry, query, key));
      if (entries.length === 0 && wait > 0) return awaited(state, query, key);
      return { entries, last: state.log.after(0).at(-1)?.id ?? after };
    },
  }),
];

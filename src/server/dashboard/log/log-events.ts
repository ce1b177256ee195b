/** Floor 5: the log as server-sent events (HTML living standard, 9.2): rows as they come, made and escaped here. */
import type { ServerResponse } from 'node:http';
import { parameterOf, type HttpRequest } from '../../http/request.js';
import type { Handler } from '../../http/route.js';
import { messagePage } from '../../pages/message-page.js';
import type { Log, LogEntry } from '../../state/log.js';
import { filterOf, fits, type LogFilter } from './log-filter.js';
import { logRow } from './log-row.js';

/** Proxies and browsers give a silent connection up after half a minute or more. */
const HEARTBEAT = 15_000;
/** How many may listen to one log. */
const MOST_LISTENERS = 50;
/** What may wait for somebody who reads slowly, in bytes; they come back and go on where they were. */
const MOST_UNREAD = 2 * 1024 * 1024;

/** Who listens to which log. */
const LISTENERS = new WeakMap<Log, Set<ServerResponse>>();

function listenersOf(log: Log): Set<ServerResponse> {
  const known = LISTENERS.get(log);
  if (known !== undefined) return known;
  const none = new Set<ServerResponse>();
  LISTENERS.set(log, none);
  return none;
}

/** One event: the id to go on from, and a row of the list. */
function eventOf(entry: LogEntry): string {
  const data = logRow(entry)
    .html.split(/\r\n|\r|\n/)
    .map((line) => `data: ${line}\n`);
  return `id: ${entry.id}\n${data.join('')}\n`;
}

/** After which entry the browser wants to go on: where it was, or what its page has. */
function resumeAt({ log }: { readonly log: Log }, http: HttpRequest): number {
  const asked = http.headers['last-event-id'] ?? parameterOf(http, 'after');
  const id = typeof asked === 'string' && /^\d{1,15}$/.test(asked) ? Number(asked) : undefined;
  return id ?? log.after(0).at(-1)?.id ?? 0;
}

/** What was missed, and from then on everything that comes: nothing can come in between. */
function follow(
  log: Log,
  { filter, after }: { readonly filter: LogFilter; readonly after: number },
  response: ServerResponse,
): void {
  const missed = log.after(after).filter((entry) => fits(filter, entry));
  response.write(missed.map(eventOf).join(''));
  const listeners = listenersOf(log);
  listeners.add(response);
  const leave = log.subscribe((entry) => {
    if (!fits(filter, entry)) return;
    response.write(eventOf(entry));
    if (response.writableLength > MOST_UNREAD) response.destroy();
  });
  const beat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT);
  beat.unref();
  response.on('close', () => {
    clearInterval(beat);
    leave();
    listeners.delete(response);
  });
}

/** GET: goes on until the browser or the server leaves. */
export const streamLog: Handler = (state, http) => {
  const { log } = state;
  if (listenersOf(log).size >= MOST_LISTENERS) {
    const message = `${MOST_LISTENERS} pages follow the log already.`;
    return messagePage({ status: 503, title: 'Too many listeners', message });
  }
  const from = { filter: filterOf(http), after: resumeAt(state, http) };
  return {
    status: 200,
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-accel-buffering': 'no',
    },
    body: 'retry: 1000\n\n',
    stream: (response) => follow(log, from, response),
  };
};

import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { streamLog } from '../../../src/server/dashboard/log/log-events.js';
import type { HttpRequest } from '../../../src/server/http/request.js';
import { readPage } from '../../report/html/page-reader.js';
import { openServer, type TestServer } from '../open-server.js';
import { visitor } from './visitor.js';

const EVENTS = '/__standin/log/events';
const kept: { server?: TestServer } = {};

beforeEach(async () => {
  kept.server = await openServer();
});
afterEach(async () => {
  vi.useRealTimers();
  await kept.server?.[Symbol.asyncDispose]();
});

function server(): TestServer {
  if (kept.server === undefined) throw new Error('not open');
  return kept.server;
}

function say(
  summary: string,
  more: { readonly user?: string; readonly tenant?: string } = {},
): number {
  return server().state.log.add({ kind: 'directory', summary, ...more }).id;
}

/** Follows the events; `until` reads on until the text has come. */
async function follow(
  query = '',
  headers: Readonly<Record<string, string>> = {},
): Promise<{ until(text: string): Promise<string>; leave(): Promise<void> }> {
  const leaving = new AbortController();
  const answered = await fetch(`${server().origin}${EVENTS}${query}`, {
    headers,
    signal: leaving.signal,
  });
  expect(answered.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  const reader = answered.body?.pipeThrough(new TextDecoderStream()).getReader();
  const read = { text: '' };
  return {
    async until(text) {
      while (!read.text.includes(text)) {
        const piece = await reader?.read();
        if (piece?.done !== false) throw new Error(`the stream ended before "${text}"`);
        read.text += piece.value;
      }
      return read.text;
    },
    async leave() {
      await reader?.cancel();
      leaving.abort();
    },
  };
}

/** The ids of a stream's events, in order. */
function idsIn(text: string): readonly number[] {
  return [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
}

/** The row of the last event: what a browser puts together of its data (HTML 9.2.6). */
function rowIn(text: string): string {
  const last = text.trimEnd().split('\n\n').at(-1) ?? '';
  return [...last.matchAll(/^data: (.*)$/gm)].map(([, line]) => line).join('\n');
}

describe('the events of the log', () => {
  it('come as they happen, as rows that are escaped', async () => {
    const stream = await follow();
    const id = say('<b>Ada</b>\r\n\ndata: no line of its own\rx', { user: '"ada"' });
    const text = await stream.until(`id: ${id}`).then(() => stream.until('own'));
    await stream.leave();
    expect(idsIn(text)).toEqual([id]);
    const row = readPage(rowIn(text));
    expect(row.values('li', 'id')).toEqual([`entry-${id}`]);
    expect(row.texts('b')).toEqual([]);
    expect(row.texts('p')).toEqual(['<b>Ada</b> data: no line of its own x']);
  });

  it('go on after the last one that a browser has', async () => {
    const first = say('first');
    const second = say('second');
    const third = say('third');
    const resumed = await follow(`?after=${third}`, { 'last-event-id': String(first) });
    expect(idsIn(await resumed.until('third'))).toEqual([second, third]);
    await resumed.leave();
    const fresh = await follow();
    const fourth = say('fourth');
    expect(idsIn(await fresh.until('fourth'))).toEqual([fourth]);
    await fresh.leave();
  });

  it('are only those that are asked for', async () => {
    const stream = await follow('?user=ada&tenant=okta-acme');
    say('of nobody');
    say('of another tenant', { user: 'ada', tenant: 'entra-acme' });
    const id = say('of ada', { user: 'ada', tenant: 'okta-acme' });
    expect(idsIn(await stream.until('of ada'))).toEqual([id]);
    await stream.leave();
  });

  it('end with the server', async () => {
    const stream = await follow();
    await server()[Symbol.asyncDispose]();
    await expect(stream.until('anything')).rejects.toThrow();
  });

  it('are for so many listeners and no more', async () => {
    const streams = await Promise.all(Array.from({ length: 50 }, () => follow()));
    const refused = await fetch(`${server().origin}${EVENTS}`);
    expect(refused.status).toBe(503);
    const id = say('to everybody');
    for (const stream of streams) {
      expect(idsIn(await stream.until('to everybody'))).toEqual([id]);
      await stream.leave();
    }
  });
});

/** A connection that writes down what is sent, and how much of it nobody has read. */
class Connection extends EventEmitter {
  readonly sent: string[] = [];
  writableLength = 0;
  destroyed = false;
  write(text: string): boolean {
    this.sent.push(text);
    return true;
  }
  destroy(): void {
    this.destroyed = true;
    this.emit('close');
  }
}

const REQUEST: HttpRequest = {
  method: 'GET',
  path: EVENTS,
  query: '',
  headers: {},
  cookies: new Map(),
  body: '',
  peer: '127.0.0.1',
};

async function connect(): Promise<Connection> {
  const connection = new Connection();
  const { stream } = await streamLog(server().state, REQUEST, {});
  stream?.(connection as unknown as ServerResponse);
  return connection;
}

describe('a connection', () => {
  it('is kept alive while nothing happens, and forgotten when it closes', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const connection = await connect();
    const before = connection.sent.length;
    vi.advanceTimersByTime(45_000);
    expect(connection.sent.slice(before)).toEqual(
      Array.from({ length: 3 }, () => ': still here\n\n'),
    );
    connection.emit('close');
    vi.advanceTimersByTime(45_000);
    say('to nobody');
    expect(connection.sent).toHaveLength(before + 3);
  });

  it('is given up when nobody reads', async () => {
    const connection = await connect();
    connection.writableLength = 3 * 1024 * 1024;
    say('one more');
    expect(connection.destroyed).toBe(true);
  });
});

describe('the page of the log', () => {
  it('shows messages decoded and indented, newest first', async () => {
    const somebody = visitor(server().origin);
    const app = server().state.tenants.get('okta-acme')?.apps.get('app');
    if (app === undefined) throw new Error('no application');
    await somebody.logIn(app, 'ada');
    await somebody.logIn(app, 'dana');
    const { page, html } = await somebody.get('/__standin/log');
    expect(page.texts('#log .chip')).toEqual([
      'refusal',
      'AuthnRequest',
      'Response',
      'AuthnRequest',
    ]);
    const [request, response] = [...html.matchAll(/<pre[^>]*>([^<]*)<\/pre>/g)].map(
      ([, text]) => text,
    );
    expect(request).toContain('\n  &lt;saml:Issuer&gt;https://app.example/metadata');
    expect(response).toContain('\n  &lt;saml2:Assertion');
    expect(page.texts('#log dt')).toContain('assertionId');
    const only = await somebody.get('/__standin/log?kind=refusal&user=dana');
    expect(only.page.texts('#log .chip')).toEqual(['refusal']);
    expect(only.page.values('#log', 'data-events')).toEqual([
      `${EVENTS}?kind=refusal&user=dana&after=4`,
    ]);
    expect(only.page.values('option[selected]', 'value')).toEqual(['refusal', '']);
  });

  it('shows what is no XML as it is', async () => {
    server().state.log.add({ kind: 'error', summary: 'broken', xml: '<a><b></a> &x; <!DOCTYPE' });
    const { page } = await visitor(server().origin).get('/__standin/log');
    expect(page.texts('#log pre')).toEqual(['<a><b></a> &x; <!DOCTYPE']);
  });
});

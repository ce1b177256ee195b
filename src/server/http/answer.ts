/** Floor 5: what the server answers. Handlers return it; one place writes it. */
import type { ServerResponse } from 'node:http';
import type { Page } from '../../idp/outcome.js';

/** An answer, whole; or one that goes on, as server-sent events do. */
export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string;
  /** Goes on after headers and body; closes when the browser or the server does. */
  readonly stream?: (response: ServerResponse) => void;
}

/** An IdP's page as an answer, with cookies. */
export function pageAnswer(page: Page, cookies: readonly string[] = []): Answer {
  const { status, headers, html } = page;
  const set = cookies.length === 0 ? {} : { 'set-cookie': cookies };
  return { status, headers: { ...headers, ...set }, body: html };
}

/** Sends the browser to another page of this server, by GET (RFC 9110 15.4.4). */
export function seeOther(path: string, cookies: readonly string[] = []): Answer {
  const set = cookies.length === 0 ? {} : { 'set-cookie': cookies };
  return {
    status: 303,
    headers: { location: path, 'cache-control': 'no-store', ...set },
    body: '',
  };
}

/** A value as JSON. */
export function jsonAnswer(status: number, value: unknown): Answer {
  return {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
    body: `${JSON.stringify(value)}\n`,
  };
}

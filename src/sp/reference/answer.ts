/** Floor 5: what a handler of the reference SP answers. Handlers return it; one place writes it. */
import type { SpReason } from '../../base/reasons.js';

/** An answer: status, headers, text, and cookies to set or clear. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly cookies?: readonly string[];
}

/** A refusal by its stable reason, with facts for people. */
export interface Refused {
  readonly reason: SpReason;
  readonly detail: string;
}

/** JSON, as the observation endpoints answer. */
export function json(status: number, value: unknown): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    body: `${JSON.stringify(value, null, 2)}\n`,
  };
}

/** A redirect; 303 after a POST makes the browser come back with a GET (RFC 9110 15.4.4). */
export function redirect(status: 302 | 303, location: string): Answer {
  return { status, headers: { location, 'cache-control': 'no-store' }, body: '' };
}

/** The same answer with cookies. */
export function withCookies(answer: Answer, cookies: readonly string[]): Answer {
  return { ...answer, cookies: [...(answer.cookies ?? []), ...cookies] };
}

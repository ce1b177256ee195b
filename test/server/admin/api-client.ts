/** Calls the admin API of a server under test, as a program does. */
import type { TestServer } from '../open-server.js';

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** What the JSON says; tests name the parts that they look at. */
  readonly json: Readonly<Record<string, unknown>>;
}

export interface ApiCall {
  /** Written as JSON, unless it is a text. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function call(
  { origin }: Pick<TestServer, 'origin'>,
  line: string,
  { body, headers = {} }: ApiCall = {},
): Promise<ApiAnswer> {
  const [method = '', path = ''] = line.split(' ');
  const answer = await fetch(`${origin}/__standin/api${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const json = (await answer.json()) as Readonly<Record<string, unknown>>;
  return { status: answer.status, headers: answer.headers, json };
}

/** The code of a refusal. */
export function codeOf({ json }: ApiAnswer): unknown {
  return (json['error'] as Readonly<Record<string, unknown>> | undefined)?.['code'];
}

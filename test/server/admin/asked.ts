/** How tests ask for operations. */
import type { TestServer } from '../open-server.js';
import type { ApiCall } from './api-client.js';

/** One way to ask for an operation, and what comes of it. */
interface Asked extends ApiCall {
  readonly line: string;
  readonly status: number;
  /** What must be so in the answer, beside the schema. */
  readonly says?: object;
  /** What has to happen before; a text that it tells stands for `{told}`. */
  readonly after?: (server: TestServer) => Promise<unknown>;
}

/** By operation. */
export type AskedOf = Readonly<Record<string, readonly Asked[]>>;

/** The address at the Okta tenant. */
export function at(line: string): string {
  return `${line}?tenant=okta`;
}

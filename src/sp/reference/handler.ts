/** Floor 5: what a handler of the reference SP gets and gives. */
import type { Answer } from './answer.js';
import type { ReferenceSp } from './reference-sp.js';
import type { Session } from './sessions.js';

/** A request, read once, before anything judges it. */
export interface Visit {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, readonly string[]>>;
  /** The query as it was spelled. */
  readonly search: string;
  readonly form: Readonly<Record<string, readonly string[]>>;
  /** Values of the SP's own cookies. */
  readonly browser: string | undefined;
  readonly session: Session | undefined;
  /** How it came, where a proxy says so. */
  readonly scheme: string | undefined;
  /** The hosts that the request says it is for: a proxy's word, and its own. */
  readonly hosts: readonly string[];
}

export type Handler = (sp: ReferenceSp, visit: Visit) => Answer | Promise<Answer>;

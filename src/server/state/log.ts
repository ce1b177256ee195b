/** Floor 5: what happened at the server, newest last; the oldest is forgotten. */

import { detached } from './detached.js';

/** What kind of thing happened. */
export type LogKind =
  | 'authn-request'
  | 'launch'
  | 'response'
  | 'refusal'
  | 'session'
  | 'logout-request'
  | 'logout-response'
  | 'directory'
  | 'application'
  | 'clock'
  | 'keys'
  | 'delivery'
  | 'error';

/** One thing that happened. */
export interface LogEntry {
  /** Counts up from 1, over resets too. */
  readonly id: number;
  /** ISO instant, by the server's clock. */
  readonly at: string;
  readonly kind: LogKind;
  /** The tenant's key: `okta-acme`. */
  readonly tenant?: string;
  /** The application's name. */
  readonly app?: string;
  /** A handle of the directory. */
  readonly user?: string;
  /** One sentence for people. */
  readonly summary: string;
  /** The message as it was, shortened when it is long. */
  readonly xml?: string;
  /** Further facts, by name. */
  readonly facts?: Readonly<Record<string, string>>;
}

/** What a caller says of it. */
type LogNote = Omit<LogEntry, 'id' | 'at'>;

/** The log. */
export interface Log {
  add(note: LogNote): LogEntry;
  /** Entries after that id, oldest first. */
  after(id: number): readonly LogEntry[];
  /** Told of every new entry, until the returned function is called. */
  subscribe(listener: (entry: LogEntry) => void): () => void;
  /** Forgets all entries; ids go on. */
  clear(): void;
}

const MOST_ENTRIES = 1000;
/** The longest message that is kept, in characters. */
const LONGEST_MESSAGE = 65_536;

/** The longest sentence or fact, in characters: what a request says of itself can be as long as a request. */
const LONGEST_FACT = 2000;

function clipped(text: string, longest: number): string {
  return text.length <= longest ? text : detached(`${text.slice(0, longest)}...`);
}

function shortened({ xml, facts, ...note }: LogNote): LogNote {
  const short = Object.entries(facts ?? {}).map(([name, value]) => [
    name,
    detached(clipped(value, LONGEST_FACT)),
  ]);
  return {
    ...note,
    summary: clipped(note.summary, LONGEST_FACT),
    ...(xml === undefined ? {} : { xml: clipped(xml, LONGEST_MESSAGE) }),
    ...(facts === undefined ? {} : { facts: Object.fromEntries(short) as typeof facts }),
  };
}

/** Opens an empty log. @param now - milliseconds since the epoch, by the server's clock */
export function openLog(now: () => number): Log {
  const entries: LogEntry[] = [];
  const listeners = new Set<(entry: LogEntry) => void>();
  const counter = { last: 0 };
  return {
    add(note) {
      counter.last += 1;
      const entry = { id: counter.last, at: new Date(now()).toISOString(), ...shortened(note) };
      entries.push(entry);
      if (entries.length > MOST_ENTRIES) entries.shift();
      for (const listener of listeners) listener(entry);
      return entry;
    },
    after: (id) => entries.filter((entry) => entry.id > id),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    clear: () => void entries.splice(0),
  };
}

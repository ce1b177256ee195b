/** Floor 5: one request that a browser is about to make for its window. */

/** A body that is no list of plain form fields, ready to be sent. */
export interface EncodedBody {
  readonly type: string;
  readonly content: string | Uint8Array;
}

/** A request, and who wants it. */
export interface Navigation {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  /** Fields of a POST, the last value of each name; empty for a GET. */
  readonly form: Readonly<Record<string, string>>;
  /** What is sent instead of `form`: several values of one name, or another encoding than the usual one. */
  readonly body?: EncodedBody;
  /** Who started it: the person (typed the address), a page (its URL), or a page we know nothing of. */
  readonly initiator: 'person' | 'stranger' | URL;
  /** The URLs that redirected here, oldest first. */
  readonly via?: readonly URL[];
}

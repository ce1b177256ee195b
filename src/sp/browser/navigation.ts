/** Floor 5: one request that a browser is about to make for its window. */
export interface Navigation {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  /** Fields of a POST; empty for a GET. */
  readonly form: Readonly<Record<string, string>>;
  /** Who started it: the person (typed the address), a page (its URL), or a page we know nothing of. */
  readonly initiator: 'person' | 'stranger' | URL;
}

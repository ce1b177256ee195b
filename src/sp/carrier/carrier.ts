/** Floor 5: what brings a request to an app and its answer back: a socket, a function, a supertest agent. */

/** What the browser sends. */
export interface Outgoing {
  readonly method: 'GET' | 'POST';
  /** The public URL. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What came back: the text whole, header values of one name joined, `set-cookie` apart. */
export interface Incoming {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: string;
}

/** Carries requests to one app. It follows no redirects and keeps no cookies: that is the browser's part. */
export interface Carrier {
  /**
   * Sends a request and reads the whole answer.
   *
   * @throws TargetError `target-unreachable` when no answer comes in time or the connection breaks,
   *   `target-undrivable` when the answer is longer than 8 MiB
   */
  send(outgoing: Outgoing): Promise<Incoming>;
  close(): Promise<void>;
}

/** Floor 5: what brings a request to an app and its answer back: a socket, a function, a supertest agent. */

/** What is sent. */
export interface Outgoing {
  /** GET or POST from a browser; whatever a reset or a deprovisioning call needs. */
  readonly method: string;
  /** The public URL. */
  readonly url: URL;
  /** Names in lower case. A `host` goes instead of the URL's own; where the request is sent it does not change. */
  readonly headers: Readonly<Record<string, string>>;
  /** Text is sent as UTF-8, bytes as they are. */
  readonly body?: string | Uint8Array;
  /** Names of cookies that the browser has for this URL and holds back: for carriers that keep cookies themselves. */
  readonly withheld?: readonly string[];
}

/** What came back: the text whole, header values of one name joined, `set-cookie` apart. */
export interface Incoming {
  readonly status: number;
  /** Names in lower case. */
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
   *   `target-undrivable` when the answer is longer than 8 MiB, or the app cannot be shown another `host`
   */
  send(outgoing: Outgoing): Promise<Incoming>;
  /** Ends what is under way and releases what the carrier opened itself. */
  close(): Promise<void>;
}

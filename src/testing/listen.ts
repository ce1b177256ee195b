/** Floor 8: the mock IdP on a port of this machine. */

/** Where to listen. */
export interface ListenOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default `127.0.0.1`. */
  readonly host?: string;
}

/** The IdP as it is served. */
export interface Listening {
  /** The origin: `http://127.0.0.1:49152`. */
  readonly url: string;
  readonly ssoUrl: string;
  readonly metadataUrl: string;
  /** Starts a login at the IdP, as the application's tile does. */
  readonly launchUrl: string;
  close(): Promise<void>;
}

/** Floor 5: the part of the network that is the app's. */
import type { Carrier } from '../carrier/carrier.js';

/** Where the app is, and how to get there. */
export interface AppNetwork {
  /** Brings requests to the app, whatever URL they are for. */
  readonly carrier: Carrier;
  /** The origins that are the app's. */
  readonly origins: ReadonlySet<string>;
  /** Sent with every request. Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The origins of absolute URLs. */
export function originsOf(urls: readonly string[]): ReadonlySet<string> {
  return new Set(urls.map((url) => new URL(url).origin));
}

/** Whether a URL is the app's. */
export function isAtApp({ origins }: AppNetwork, url: string): boolean {
  return URL.canParse(url) && origins.has(new URL(url).origin);
}

/** The carrier to the app; none for any other place. */
export function carrierTo(network: AppNetwork): (url: URL) => Carrier | undefined {
  return (url) => (network.origins.has(url.origin) ? network.carrier : undefined);
}

/** Floor 5: what a reverse proxy tells the app behind it. */

/** The public origin in the headers that proxies use: `trust proxy` apps build their URLs from it. */
export function forwardedHeaders(url: URL): Record<string, string> {
  return {
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-host': url.host,
    'x-forwarded-proto': url.protocol.slice(0, -1),
  };
}

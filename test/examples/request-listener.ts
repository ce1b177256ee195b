/** A web-standard handler behind a server of node:http. */
import type { IncomingMessage, RequestListener } from 'node:http';
import { buffer } from 'node:stream/consumers';

async function toRequest(incoming: IncomingMessage): Promise<Request> {
  const { method = 'GET', url = '/', headers } = incoming;
  const body = method === 'GET' ? {} : { body: new Uint8Array(await buffer(incoming)) };
  const pairs = Object.entries(headers).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  return new Request(new URL(url, `http://${String(headers.host)}`), {
    method,
    headers: pairs,
    ...body,
  });
}

/** Listens for a fetch handler. */
export function getRequestListener(
  handle: (request: Request) => Promise<Response>,
): RequestListener {
  return (incoming, outgoing) => {
    void toRequest(incoming)
      .then(handle)
      .then(async (response) => {
        outgoing.writeHead(response.status, [...response.headers].flat());
        outgoing.end(await response.text());
      });
  };
}

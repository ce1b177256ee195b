/** Octets to the server as they are, and what comes back until it closes: no client corrects anything. */
import { connect } from 'node:net';

/**
 * Sends octets and waits for the end.
 *
 * @param close - says that nothing follows: Node then waits for no answer that is not there yet
 * @returns everything the server said; empty when it closed without a word
 */
export function exchange(
  origin: string,
  octets: string | Uint8Array,
  close: boolean = true,
): Promise<string> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect({ host: hostname, port: Number(port) });
    socket.on('data', (chunk) => chunks.push(chunk));
    // A reset after an answer is an end, too: the server does not read on what it does not want.
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error);
    });
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
    if (close) socket.end(octets);
    else socket.write(octets);
  });
}

/** One request, written by hand. */
export function requestText(
  line: string,
  headers: readonly string[] = [],
  body: string = '',
): string {
  const length = body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body, 'latin1')}`];
  return `${[line, ...headers, ...length, 'Connection: close'].join('\r\n')}\r\n\r\n${body}`;
}

/** The status of the first answer; 0: there was none. */
export function statusOf(said: string): number {
  return Number(/^HTTP\/1\.1 (\d{3}) /.exec(said)?.[1] ?? 0);
}

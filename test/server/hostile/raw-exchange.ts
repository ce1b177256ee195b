/** Octets to the server as they are, and what comes back until it closes: no client corrects anything. */
import { connect } from 'node:net';

/**
 * Sends octets, says that nothing follows, and waits for the end.
 *
 * @returns everything the server said; empty when it closed without a word
 */
export function exchange(origin: string, octets: string | Uint8Array): Promise<string> {
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
    socket.end(octets);
  });
}

/** One request, written by hand. */
export function requestText(
  line: string,
  headers: readonly string[] = [],
  body: string = '',
): string {
  const length = body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`];
  return `${[line, ...headers, ...length, 'Connection: close'].join('\r\n')}\r\n\r\n${body}`;
}

/** The status of the first answer; 0: there was none. */
export function statusOf(said: string): number {
  return Number(/^HTTP\/1\.1 (\d{3}) /.exec(said)?.[1] ?? 0);
}

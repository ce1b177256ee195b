/** Floor 5: what is said to somebody whose octets never became a request. */
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { messagePage, type Said } from '../pages/message-page.js';

const BROKEN: Said = {
  status: 400,
  title: 'This is not HTTP',
  message: 'What arrived cannot be read as a request.',
};

/** By Node's code of the error; anything else is broken. */
const SAID: Readonly<Record<string, Said>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    title: 'The URL or a header is too long',
    message: 'No more than 64 kilobytes of URL and headers are read.',
    fix: 'Send long messages with the HTTP-POST binding.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    title: 'The request took too long',
    message: 'It had not arrived when the server stopped waiting.',
  },
};

/** Whether an answer to an earlier request of this connection is still to be written; Node tells it by no other name. */
function isBusy(socket: Duplex): boolean {
  return '_httpMessage' in socket && socket._httpMessage !== null;
}

/** Answers on the bare connection, and closes it; nothing of what arrived is repeated. */
export function answerBroken(error: NodeJS.ErrnoException, socket: Duplex): void {
  const late = error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
  // In the place of another answer it would be taken for that one; a request that is late waits for none.
  if (error.code === 'ECONNRESET' || !socket.writable || (!late && isBusy(socket))) {
    socket.destroy();
    return;
  }
  const { status, headers, body } = messagePage(SAID[error.code ?? ''] ?? BROKEN);
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`),
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}

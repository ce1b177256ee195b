/** Test tool: an app on a port of this machine. */
import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An app that listens. */
export interface ListeningApp {
  /** Without a slash at the end. */
  readonly base: string;
  close(): Promise<void>;
}

/** Listens on an ephemeral port; the app is made when its URL is known. */
export async function listeningApp(make: (base: string) => RequestListener): Promise<ListeningApp> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  server.on('request', make(base));
  return {
    base,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

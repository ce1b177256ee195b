/** Floor 9: the ports of a server and of its embedded SP, and the names that they go by. */
import { UserError } from '../../base/errors.js';
import { holdPort, type HeldPort, type ListenOptions } from '../../server/listen.js';
import type { KeyFolder } from './key-folder.js';
import type { ServeSettings } from './serve-settings.js';

/** The ports, and the names that they go by. */
export interface Ports {
  readonly origin: string;
  readonly server: HeldPort;
  readonly sp?: HeldPort;
  readonly spOrigin?: string;
}

async function listenOptions(settings: ServeSettings, folder: KeyFolder): Promise<ListenOptions> {
  const { port, host, https, hosts } = settings;
  if (!https) return { port, host };
  const names = hosts.map((name) => name.replace(/^\[(.*)\]$/, '$1'));
  const pair = await folder.serverPair(['localhost', '127.0.0.1', '::1', ...names]);
  return { port, host, tls: { key: pair.privateKey, cert: pair.certificate } };
}

/** The next port, or any free one. */
async function holdSpPort(options: ListenOptions, { origin }: HeldPort): Promise<HeldPort> {
  const next = Number(/\d+$/.exec(origin)?.[0]) + 1;
  const port = options.port === 0 || next > 65_535 ? 0 : next;
  try {
    return await holdPort({ ...options, port });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return holdPort({ ...options, port: 0 });
  }
}

/** The SP is seen under the same name as the server. */
function spOriginOf(held: HeldPort, { publicOrigin }: ServeSettings): string {
  if (publicOrigin === undefined) return held.origin;
  const url = new URL(held.origin);
  url.hostname = new URL(publicOrigin).hostname;
  return url.origin;
}

/**
 * Takes the ports.
 *
 * @throws UserError `option-invalid` when the server's port is taken
 */
export async function holdPorts(settings: ServeSettings, folder: KeyFolder): Promise<Ports> {
  const options = await listenOptions(settings, folder);
  const server = await holdPort(options);
  const origin = settings.publicOrigin ?? server.origin;
  if (!settings.sp) return { origin, server };
  const sp = await holdSpPort(options, server);
  return { origin, server, sp, spOrigin: spOriginOf(sp, settings) };
}

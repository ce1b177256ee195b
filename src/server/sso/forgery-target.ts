/** Floor 5: where forged messages may go: to this machine, and nowhere else. */
import { UserError } from '../../base/errors.js';
import { isLoopback } from '../../base/loopback.js';
import type { ServerState } from '../state/server-state.js';
import type { ServedApp } from '../state/tenant-state.js';

/**
 * The host that no attack may be sent to; `undefined` when it may. Attacks go to this machine, by any name that the
 * server knows it by.
 */
export function closedHost(
  { options }: ServerState,
  { application }: ServedApp,
): string | undefined {
  const hosts = application.acsUrls.map((url) => (URL.canParse(url) ? new URL(url).hostname : url));
  return hosts.find((host) => !isLoopback(host) && !options.hosts.includes(host));
}

/** @throws UserError `host-refused` when the application's SP is on another machine */
export function checkForgeryTarget(state: ServerState, app: ServedApp): void {
  const closed = closedHost(state, app);
  if (closed === undefined) return;
  throw new UserError('host-refused', `No attack is sent to ${closed}, which is another machine.`, {
    fix: `Attack only what is yours: standin attack --allow-host ${closed} says that it is.`,
  });
}

/** Floor 5: real origins over HTTP and HTTPS. */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent, type RequestOptions } from 'node:https';
import { isIP } from 'node:net';
import { createSecureContext } from 'node:tls';
import { UserError } from '../../base/errors.js';
import { isLoopback } from '../../base/loopback.js';
import type { Carrier } from './carrier.js';
import { closedMeanwhile } from './carrier-failure.js';
import { exchange } from './exchange.js';
import { pace, systemPulse, type Pulse } from './pace.js';
import { trustedRoots } from './trusted-roots.js';

/** How a real origin is spoken to. */
export interface WebOptions {
  /** How long one answer may take, in milliseconds. Default 10,000. */
  readonly timeout?: number;
  /** At most so many requests a second. Default: no limit. */
  readonly rate?: number;
  readonly tls?: {
    /** PEM text of certificates to trust besides the default roots. */
    readonly ca?: string;
    /** Accept any certificate; loopback hosts only. */
    readonly insecure?: boolean;
  };
  /** Where to connect when that is not what the public URL says: the app's own base URL. */
  readonly via?: URL;
  /** What `rate` measures with. Default: the machine's time. */
  readonly pulse?: Pulse;
}

/** RFC 9110 9.2.1: what may be sent again when a kept connection turns out to be closed. */
const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

function refuseInsecure({ hostname }: URL): void {
  if (isLoopback(hostname)) return;
  throw new UserError(
    'option-invalid',
    `\`tls.insecure\` is for loopback hosts only, and ${hostname} is none.`,
    { fix: "Name the CA's PEM file in `tls.ca` instead." },
  );
}

/** Browsers find every name below localhost on this machine (RFC 6761 6.3); resolvers may not. */
function hostOf({ hostname }: URL): string {
  if (hostname.endsWith('.localhost')) return 'localhost';
  return hostname.replace(/^\[(.*)\]$/, '$1');
}

/** Connections by scheme; `fresh` keeps none. */
type Agents = Readonly<Record<'fresh' | 'https', HttpsAgent> & Record<'http', HttpAgent>>;

function agentsFor({ tls = {} }: WebOptions): Agents {
  const trust = {
    rejectUnauthorized: tls.insecure !== true,
    ...(tls.ca === undefined
      ? {}
      : { secureContext: createSecureContext({ ca: trustedRoots(tls.ca) }) }),
  };
  return {
    http: new HttpAgent({ keepAlive: true }),
    https: new HttpsAgent({ keepAlive: true, ...trust }),
    fresh: new HttpsAgent(trust),
  };
}

/** Connections are kept, but a POST never goes out on one that the server may just be closing. */
function addressOf(to: URL, method: string, agents: Agents): RequestOptions {
  const host = hostOf(to);
  const port = to.port === '' ? {} : { port: to.port };
  const safe = SAFE.has(method);
  if (to.protocol !== 'https:') return { host, ...port, agent: safe && agents.http };
  // Certificates for addresses are checked against the address, and SNI carries names only (RFC 6066 3).
  const servername = isIP(host) === 0 ? to.hostname : '';
  return { host, ...port, servername, agent: safe ? agents.https : agents.fresh };
}

/**
 * Opens a carrier to real origins: TLS is verified, no proxy is used, redirects are not followed.
 *
 * @throws UserError `option-invalid` for a CA that cannot be read; on `send`, for `insecure` with a host that is not
 *   loopback
 * @example
 * const carrier = webCarrier({ timeout: 5_000, rate: 10 });
 * await carrier.send({ method: 'GET', url: new URL('https://staging.example/login'), headers: {} });
 */
export function webCarrier(options: WebOptions = {}): Carrier {
  const { timeout = 10_000, rate, via, pulse = systemPulse } = options;
  const agents = agentsFor(options);
  const closing = new AbortController();
  const turn = rate === undefined ? undefined : pace(rate, pulse);
  return {
    async send(outgoing) {
      const to = via ?? outgoing.url;
      const secure = to.protocol === 'https:';
      if (secure && options.tls?.insecure === true) refuseInsecure(to);
      await turn?.(closing.signal).catch(() => Promise.reject(closedMeanwhile(outgoing)));
      return exchange(outgoing, {
        secure,
        options: addressOf(to, outgoing.method, agents),
        forwarded: to.origin !== outgoing.url.origin,
        timeout,
        closing: closing.signal,
      });
    },
    close() {
      closing.abort();
      for (const agent of Object.values(agents)) agent.destroy();
      return Promise.resolve();
    },
  };
}

/** Floor 5: why an exchange failed, in a sentence that names the app and says what to do. */
import { TargetError } from '../../base/errors.js';
import type { Outgoing } from './carrier.js';

/** What is wrong by the code of Node's error; certificates have many codes, see `sentence`. */
const REASONS: Readonly<Record<string, readonly [why: string, fix: string]>> = {
  ECONNREFUSED: [
    'cannot be reached: nothing listens there',
    'Start the app first, or check its address.',
  ],
  ENOTFOUND: ['cannot be reached: the name is unknown', 'Check the host name of its address.'],
  EAI_AGAIN: ['cannot be reached: the name is unknown', 'Check the host name of its address.'],
  ECONNRESET: ['closed the connection before its answer was complete', "See the app's own log."],
  EPIPE: ['closed the connection before its answer was complete', "See the app's own log."],
  EPROTO: ['does not speak TLS', 'Check whether its address begins with http:// or https://.'],
  HPE_HEADER_OVERFLOW: ['sent more than 256 KiB of headers', "See the app's own log."],
  ERR_TLS_CERT_ALTNAME_INVALID: [
    'has a certificate for another name',
    'Check the host name of its address.',
  ],
};

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY|DECODE)/;

function codeOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : '';
}

function sentence(code: string): readonly [why: string, fix: string] {
  const known = REASONS[code];
  if (known !== undefined) return known;
  if (code.startsWith('HPE_'))
    return ['answered something that is not HTTP', "See the app's own log."];
  if (CERTIFICATE.test(code)) {
    return [
      `has a certificate that is not trusted (${code})`,
      "Name its CA's PEM file in `tls.ca` of the target; for loopback hosts there is `tls.insecure` too.",
    ];
  }
  return ['cannot be reached', "Check its address, and the app's own log."];
}

/** Nothing came, or not all of it. */
export function brokenOff({ method, url }: Outgoing, cause: unknown): TargetError {
  const [why, fix] = sentence(codeOf(cause));
  const message = `${url.origin} ${why} (${method} ${url.pathname}).`;
  return new TargetError('target-unreachable', message, { cause, fix });
}

/** The answer was not there, or not whole, in time. */
export function tooLate({ method, url }: Outgoing, timeout: number): TargetError {
  const message = `${url.origin} did not answer ${method} ${url.pathname} within ${timeout} ms.`;
  return new TargetError('target-unreachable', message, {
    fix: "See the app's own log; raise `timeout` if the app needs longer.",
  });
}

/** The target was closed while a request was under way. */
export function closedMeanwhile({ method, url }: Outgoing): TargetError {
  const message = `${method} ${url.origin}${url.pathname} was ended: the target was closed.`;
  return new TargetError('target-unreachable', message);
}

/** The app's own code threw. */
export function threw({ method, url }: Outgoing, cause: unknown): TargetError {
  const said = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  const message = `The app threw instead of answering ${method} ${url.pathname}: ${said}`;
  return new TargetError('target-undrivable', message, {
    cause,
    fix: 'A server would have broken off here or answered 500: see the cause.',
  });
}

/** Floor 5: catches the AuthnRequest that an app sends to its IdP, wherever that is, and answers nothing to it. */
import { TargetError, UserError } from '../../base/errors.js';
import type { ReceivedAuthnRequest } from '../../saml/authn-request.js';
import { readPostRequest, readRedirectRequest } from '../../saml/read-request.js';
import type { Carrier, Incoming, Outgoing } from '../carrier/carrier.js';
import type { Browser } from '../target.js';
import type { CaughtRequest } from './parties.js';

/** Stands where every place outside the app is. */
interface Catcher {
  readonly carrier: Carrier;
  /** What was caught, if anything was. */
  caught(): CaughtRequest | undefined;
}

const EMPTY: Incoming = {
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  cookies: [],
  body: '<!doctype html><title>Caught</title>',
};

function received({ method, url, body = '' }: Outgoing): ReceivedAuthnRequest | undefined {
  if (url.searchParams.has('SAMLRequest')) return readRedirectRequest(url.search.slice(1));
  const form = new URLSearchParams(method === 'POST' ? Buffer.from(body).toString() : '');
  return form.has('SAMLRequest') ? readPostRequest(Object.fromEntries(form)) : undefined;
}

function read(name: string, outgoing: Outgoing): ReceivedAuthnRequest {
  const place = outgoing.url.origin + outgoing.url.pathname;
  try {
    const request = received(outgoing);
    if (request !== undefined) return request;
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    throw new TargetError(
      'target-undrivable',
      `The AuthnRequest that ${name} sends to ${place} cannot be read: ${cause.message}.`,
      {
        fix: `Set \`entityId\` and \`acs\` of ${name}, or \`metadata\`, to test without reading it.`,
        cause,
      },
    );
  }
  throw new TargetError(
    'target-undrivable',
    `A login at ${name} leads to ${place}, without an AuthnRequest.`,
    { fix: `List ${outgoing.url.origin} in \`origins\` of ${name} when it is a part of the app.` },
  );
}

/** Opens a catcher; `name` is how messages call the target. */
function openCatcher(name: string): Catcher {
  const caught: CaughtRequest[] = [];
  return {
    caught: () => caught[0],
    carrier: {
      send(outgoing) {
        return new Promise((resolve) => {
          const sentTo = outgoing.url.origin + outgoing.url.pathname;
          caught.push({ received: read(name, outgoing), sentTo });
          resolve(EMPTY);
        });
      },
      close: () => Promise.resolve(),
    },
  };
}

/** What a probing login is made with. */
export interface Probe {
  readonly name: string;
  /** A browser that finds this carrier wherever the app is not. */
  readonly browser: (elsewhere: Carrier) => Promise<Browser>;
  /** Begins a login. */
  readonly begin: (browser: Browser) => Promise<unknown>;
}

/**
 * Begins a login in a browser that is thrown away, and catches the AuthnRequest.
 *
 * @throws TargetError when the app sends none
 */
export async function catchRequest({ name, browser, begin }: Probe): Promise<CaughtRequest> {
  const catcher = openCatcher(name);
  await begin(await browser(catcher.carrier));
  const caught = catcher.caught();
  if (caught !== undefined) return caught;
  throw new TargetError(
    'target-undrivable',
    `${name} refuses to begin a login, so that its entity ID and ACS URL cannot be learnt.`,
    { fix: `Set \`entityId\` and \`acs\` of ${name}, or \`metadata\`.` },
  );
}

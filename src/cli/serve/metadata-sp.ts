/** Floor 9: `--sp-metadata FILE|URL`: an SP as its own metadata describes it. */
import { resolve } from 'node:path';
import { TargetError, UserError } from '../../base/errors.js';
import { isLoopback } from '../../base/loopback.js';
import { spFactsOf } from '../../idp/sp-facts.js';
import { readText } from '../../run/read-text.js';
import { readSpMetadata, type SpMetadata } from '../../saml/sp-metadata.js';
import type { SpStart } from '../../server/state/start.js';

const ACCEPT = 'application/samlmetadata+xml, application/xml;q=0.9, */*;q=0.5';

/** Metadata names keys: what anybody on the way could change is not taken. */
function checkUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const safe = url?.protocol === 'https:' || (url !== undefined && isLoopback(url.hostname));
  if (url !== undefined && safe) return url;
  throw new UserError(
    'option-invalid',
    `--sp-metadata: ${text} is neither https nor on this machine.`,
    {
      fix: 'Save the document yourself, and name the file.',
    },
  );
}

async function fetchText(text: string): Promise<string> {
  const url = checkUrl(text);
  const { webCarrier } = await import('../../sp/carrier/web.js');
  const carrier = webCarrier();
  try {
    const { status, body } = await carrier.send({
      method: 'GET',
      url,
      headers: { accept: ACCEPT },
    });
    if (status >= 200 && status < 300) return body;
    throw new TargetError('target-undrivable', `--sp-metadata: ${text} answered ${status}.`, {
      fix: 'Check the URL; redirects are not followed.',
    });
  } finally {
    await carrier.close();
  }
}

function read(place: string, xml: string): SpMetadata {
  try {
    return readSpMetadata(xml);
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    throw new UserError(cause.code, `--sp-metadata: ${place}: ${cause.message}.`, {
      cause,
      fix: cause.fix ?? 'Give the metadata of one service provider.',
    });
  }
}

/**
 * Reads an SP's metadata.
 *
 * @param place - a file, from `cwd`; or a URL of this machine or by https
 * @throws UserError `option-invalid`, `file-not-found`, `file-unreadable`, `message-malformed`, `message-too-large`;
 *   TargetError `target-unreachable`, `target-undrivable`
 */
export async function metadataSp(place: string, cwd: string): Promise<SpStart> {
  const isUrl = /^https?:\/\//i.test(place);
  const xml = isUrl ? await fetchText(place) : readText(resolve(cwd, place), place);
  return { facts: spFactsOf(read(place, xml)), source: 'metadata' };
}

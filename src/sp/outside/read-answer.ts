/** Floor 5: what the last page of an app that Standin knows nothing about says of a login. */
import type { Hop, SpAnswer } from '../target.js';
import { isAtApp, type AppNetwork } from './app-network.js';

/**
 * Reads a refusal out of a page. That it shows none proves nothing: the session decides.
 *
 * A status from 400 is a refusal, and so is a browser that ended somewhere else: at the IdP again, say.
 */
export function readAnswer(network: AppNetwork, { url, status }: Hop): SpAnswer {
  if (!isAtApp(network, url)) {
    return { accepted: false, message: `the browser is at ${url.slice(0, 200)}, not at the app` };
  }
  if (status < 400) return { accepted: true };
  return { accepted: false, message: `the app answered with status ${status}` };
}

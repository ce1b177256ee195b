/** Floor 5: addresses that a page or an answer names. */
import { TargetError } from '../../base/errors.js';

/**
 * Resolves an address against the page it stands on.
 *
 * @throws TargetError `target-undrivable` when it is no address
 */
export function resolveUrl(address: string, base?: URL): URL {
  if (!URL.canParse(address, base)) {
    throw new TargetError(
      'target-undrivable',
      `The browser was sent to "${address.slice(0, 200)}", which is not an address.`,
    );
  }
  return new URL(address, base);
}

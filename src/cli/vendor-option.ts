/** Floor 9: the `--idp` option. */
import type { VendorName } from '../scenario/scenario.js';
import type { Options } from './command.js';
import { textOption } from './options.js';

/** The vendors there are; the parser refuses any other word. */
export const VENDOR_NAMES: readonly VendorName[] = ['okta', 'entra', 'generic'];

/** The vendor that was named. */
export function vendorOption(options: Options): VendorName | undefined {
  const text = textOption(options, 'idp');
  return VENDOR_NAMES.find((name) => name === text);
}

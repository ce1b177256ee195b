/** Floor 9: the `--idp` option. */
import { VENDOR_NAMES, type VendorName } from '../scenario/scenario.js';
import type { Options } from './command.js';
import { textOption } from './options.js';

/** The vendor that was named; the parser refuses any other word. */
export function vendorOption(options: Options): VendorName | undefined {
  const text = textOption(options, 'idp');
  return VENDOR_NAMES.find((name) => name === text);
}

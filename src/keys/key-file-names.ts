/** Floor 2: how key files are called, and which ones come with Standin. */
import { UserError } from '../base/errors.js';

/**
 * The fixed pairs in `certs/`: two of each vendor for key rollover, the embedded SP's own, one EC pair; then what
 * attacks and controls need. No seed makes keys, so that a run that replays must bring them.
 */
export const FIXED_KEY_NAMES = [
  'okta-1',
  'okta-2',
  'entra-1',
  'entra-2',
  'google-workspace-1',
  'google-workspace-2',
  'onelogin-1',
  'onelogin-2',
  'generic-1',
  'generic-2',
  'sp-1',
  'ec-1',
  'sp-encryption-1',
  'other-1',
  'attacker-1',
  'retired-1',
  'expired-1',
  'rsa-4096-1',
  'weak-1',
  'exponent-3-1',
  'ca-1',
  'ca-signed-idp-1',
  'ca-signed-attacker-1',
  'dsa-1',
] as const;

/** The name of a fixed pair. */
export type FixedKeyName = (typeof FIXED_KEY_NAMES)[number];

/**
 * The two file names of a pair.
 *
 * @param name - letters, digits, `-`, `_` and single dots
 * @throws UserError `option-invalid` when it is anything else, so that no name leads out of its folder
 * @example
 * keyFileNames('okta-1').certificate; // 'okta-1.NEVER-TRUST.crt.pem'
 */
export function keyFileNames(name: string): {
  readonly privateKey: string;
  readonly certificate: string;
} {
  if (!/^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/i.test(name)) {
    throw new UserError('option-invalid', `"${name}" is not a name for a key pair.`, {
      fix: 'Use letters, digits, "-" and "_".',
    });
  }
  return {
    privateKey: `${name}.NEVER-TRUST.key.pem`,
    certificate: `${name}.NEVER-TRUST.crt.pem`,
  };
}

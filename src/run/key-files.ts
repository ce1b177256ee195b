/** Floor 7: reads signing keys from a folder: the fixed test-only ones, or the user's. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../base/errors.js';
import { keyFileNames } from '../keys/key-file-names.js';
import { signingKeyFromPem } from '../keys/key-pem.js';
import type { SigningKey } from '../keys/keys.js';
import { PACKAGE_ROOT } from './package-root.js';
import { readText } from './read-text.js';

/** The fixed test-only keys that come with Standin. */
export const FIXED_KEYS: string = join(PACKAGE_ROOT, 'certs');

/**
 * Reads a private key and its certificate.
 *
 * @param name - the pair's name, e.g. `okta-1`
 * @param folder - where both files lie, an absolute path
 * @throws UserError `file-not-found`, `file-unreadable`, `key-invalid`, `option-invalid`
 * @example
 * readSigningKey('okta-1').certificate.base64;
 */
export function readSigningKey(name: string, folder: string = FIXED_KEYS): SigningKey {
  if (folder !== FIXED_KEYS) return readPair(name, folder);
  const known = FIXED.get(name);
  if (known !== undefined) return known;
  const key = readPair(name, folder);
  FIXED.set(name, key);
  return key;
}

/** The fixed pairs never change while we run; every story asks for them. */
const FIXED = new Map<string, SigningKey>();

function readPair(name: string, folder: string): SigningKey {
  const files = keyFileNames(name);
  const file = join(folder, files.privateKey);
  if (!existsSync(file)) {
    const there = existsSync(folder) ? readdirSync(folder).join(', ') : '';
    throw new UserError('file-not-found', `There is no key pair "${name}" in ${folder}.`, {
      fix:
        there === ''
          ? `Make one: standin keys create ${folder}`
          : `The folder holds: ${there.slice(0, 200)}.`,
    });
  }
  const pem = {
    privateKey: readText(file),
    certificate: readText(join(folder, files.certificate)),
  };
  // Weak keys are there to be refused; nobody's own key may be one.
  return signingKeyFromPem(pem, { weak: folder === FIXED_KEYS });
}

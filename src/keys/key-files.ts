/** Floor 2: key pairs as files: their names and texts. Writing them is left to the command line. */
import type { CertificateOptions } from './certificate.js';
import { createSigningKey, signingKeyToPem } from './key-pair.js';
import type { KeyKind } from './keys.js';
import { keyFileNames } from './key-file-names.js';
import { TEST_ONLY_MARK } from './pem.js';

/** A file to write. */
export interface KeyFile {
  readonly name: string;
  /** POSIX permissions. */
  readonly mode: number;
  readonly text: string;
}

/** What to make: one pair for each name. */
export interface KeyFilesOptions extends CertificateOptions {
  readonly names: readonly string[];
  readonly kind: KeyKind;
}

/**
 * Makes key pairs and the files that hold them: for each name a private key (mode 0600) and a certificate.
 *
 * A private key stands below a line that says test-only (explanatory text, RFC 7468 5.2). A certificate says it
 * inside: SP libraries (node-saml) take a file that begins with anything else for no certificate.
 *
 * @throws UserError `option-invalid` when a name is no plain file name or the instant is none
 * @example
 * createKeyFiles({ names: ['okta-1'], kind: 'rsa-2048', shape: 'okta', tenant: 'acme', instant, random });
 * // [{ name: 'okta-1.NEVER-TRUST.key.pem', mode: 0o600, text }, { name: 'okta-1.NEVER-TRUST.crt.pem', … }]
 */
export function createKeyFiles(options: KeyFilesOptions): KeyFile[] {
  const files = options.names.map((name) => ({ name, ...keyFileNames(name) }));
  return files.flatMap(({ name, privateKey, certificate }, index) => {
    // A source and a millisecond of its own for each name: no two certificates share a serial number.
    const own = { random: options.random.fork(name), instant: options.instant + index };
    const pem = signingKeyToPem(createSigningKey(options.kind, { ...options, ...own }));
    return [
      { name: privateKey, mode: 0o600, text: `${TEST_ONLY_MARK}.\n${pem.privateKey}` },
      { name: certificate, mode: 0o644, text: pem.certificate },
    ];
  });
}

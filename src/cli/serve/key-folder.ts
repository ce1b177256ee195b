/** Floor 9: the folder of a server's keys: made when it is not there, so that an SP that trusts one keeps trusting it. */
import { X509Certificate } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { UserError } from '../../base/errors.js';
import { keyFileNames } from '../../keys/key-file-names.js';
import type { KeyFile } from '../../keys/key-files.js';
import { signingKeyFromPem, type SigningKeyPem } from '../../keys/key-pem.js';
import type { CertificateShape, SigningKey } from '../../keys/keys.js';
import { readText } from '../../run/read-text.js';
import { draftFile, placeFile, unwritable } from '../write-key-files.js';

/** A pair that is wanted, and what its certificate says where it must be made. */
export interface PairWish {
  /** `okta-acme-1`. */
  readonly name: string;
  readonly shape: CertificateShape;
  readonly tenant: string;
  /** Default: RSA with 2048 bits. */
  readonly kind?: 'ec-p256';
  /** Host names and addresses of a server. */
  readonly hosts?: readonly string[];
}

/** Nothing of the folder belongs into a repository, this file included. */
const IGNORE: KeyFile = { name: '.gitignore', mode: 0o644, text: '*\n' };

/** Makes a file appear, unless one of that name is there already. */
function placeNew(folder: string, file: KeyFile): void {
  try {
    placeFile(folder, file);
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    if (!isTaken) throw unwritable(folder, error);
  }
}

function makeFolder(path: string): void {
  if (existsSync(path)) return;
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    // A wide umask is no reason for others to look in.
    chmodSync(path, 0o700);
  } catch (error) {
    throw unwritable(path, error);
  }
  placeNew(path, IGNORE);
}

/** A certificate without its key vouches for nothing, and another key would break what trusts it. */
function refuseOrphan(folder: string, { name }: PairWish): never {
  const file = join(folder, keyFileNames(name).privateKey);
  throw new UserError('key-invalid', `${file} is missing, but its certificate is there.`, {
    fix: `Put the key back, or remove the certificate of ${name} to get a new pair.`,
  });
}

/**
 * Sees to it that a pair is there. The private key appears first, whole, and the first one stays; a certificate is made
 * for the key that stayed. Thus neither two processes nor one that is ended halfway leave half a pair.
 *
 * @returns whether something was made
 */
async function ensurePair(folder: string, wish: PairWish): Promise<boolean> {
  const { privateKey, certificate } = keyFileNames(wish.name);
  // In this order: another process writes the key before the certificate.
  const isCertified = existsSync(join(folder, certificate));
  const hasKey = existsSync(join(folder, privateKey));
  if (isCertified && !hasKey) refuseOrphan(folder, wish);
  if (isCertified) return false;
  const { certifiedText, newKeyText } = await import('./make-pair.js');
  makeFolder(folder);
  if (!hasKey) placeNew(folder, { name: privateKey, mode: 0o600, text: await newKeyText(wish) });
  const text = certifiedText(readText(join(folder, privateKey)), wish);
  placeNew(folder, { name: certificate, mode: 0o644, text });
  return true;
}

function readPair(folder: string, { name }: PairWish): SigningKeyPem {
  const { privateKey, certificate } = keyFileNames(name);
  return {
    privateKey: readText(join(folder, privateKey)),
    certificate: readText(join(folder, certificate)),
  };
}

function covers(certificate: string, hosts: readonly string[], now: number): boolean {
  const x509 = new X509Certificate(certificate);
  const named = (host: string): boolean =>
    (isIP(host) === 0 ? x509.checkHost(host) : x509.checkIP(host)) !== undefined;
  return now < Date.parse(x509.validTo) && hosts.every(named);
}

/** Puts another certificate in the place of the one that is there, at once. */
function replaceFile(folder: string, file: KeyFile): void {
  const draft = draftFile(folder, file);
  try {
    renameSync(draft, join(folder, file.name));
  } catch (error) {
    throw unwritable(folder, error);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** The folder. */
export interface KeyFolder {
  /** Absolute. */
  readonly path: string;
  /** Whether keys were made since it was opened. */
  readonly isNew: () => boolean;
  /** A pair, made when it is not there. @throws UserError `key-invalid`, `key-unsupported`, `file-unwritable` */
  signingKey(wish: PairWish): Promise<SigningKey>;
  /** The pair of a server for these hosts; a certificate that is over, or of other hosts, is made anew. */
  serverPair(hosts: readonly string[]): Promise<SigningKeyPem>;
}

/**
 * The keys of a folder.
 *
 * @param path - an absolute path; nothing is made before a key is asked for
 */
export function openKeyFolder(path: string): KeyFolder {
  const made = { any: false };
  const ensure = async (wish: PairWish): Promise<SigningKeyPem> => {
    made.any = (await ensurePair(path, wish)) || made.any;
    return readPair(path, wish);
  };
  return {
    path,
    isNew: () => made.any,
    signingKey: async (wish) => signingKeyFromPem(await ensure(wish)),
    async serverPair(hosts) {
      const wish: PairWish = {
        name: 'tls-1',
        shape: 'tls',
        tenant: 'localhost',
        kind: 'ec-p256',
        hosts,
      };
      const pair = await ensure(wish);
      if (covers(pair.certificate, hosts, Date.now())) return pair;
      const { certifiedText } = await import('./make-pair.js');
      const certificate = certifiedText(pair.privateKey, wish);
      const { certificate: name } = keyFileNames(wish.name);
      replaceFile(path, { name, mode: 0o644, text: certificate });
      return { ...pair, certificate };
    },
  };
}

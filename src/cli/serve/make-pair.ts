/** Floor 9: what a key file and a certificate file hold, each made for itself. */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { promisify } from 'node:util';
import { UserError } from '../../base/errors.js';
import { seededRandom } from '../../base/random.js';
import { issueCertificate, type CertificateOptions } from '../../keys/certificate.js';
import { pemBlock, TEST_ONLY_MARK } from '../../keys/pem.js';
import type { PairWish } from './key-folder.js';

function certificateOptions({ shape, tenant, hosts = [] }: PairWish): CertificateOptions {
  const random = seededRandom(randomBytes(16).toString('hex'));
  return { shape, tenant, hosts, instant: Date.now(), random };
}

const generate = promisify(generateKeyPair);

/** RSA with 2048 bits for messages, a curve for handshakes; made on other threads, so that several take less long. */
async function generated(kind: PairWish['kind']): Promise<KeyObject> {
  const { privateKey } =
    kind === 'ec-p256'
      ? await generate('ec', { namedCurve: 'prime256v1' })
      : await generate('rsa', { modulusLength: 2048 });
  return privateKey;
}

/** A new private key, as `standin keys create` writes it. */
export async function newKeyText({ kind }: PairWish): Promise<string> {
  const key = await generated(kind);
  return `${TEST_ONLY_MARK}.\n${key.export({ type: 'pkcs8', format: 'pem' }).toString()}`;
}

function readKey(text: string, name: string): KeyObject {
  try {
    return createPrivateKey(pemBlock(text, '(?:RSA |EC )?PRIVATE KEY') ?? text);
  } catch (cause) {
    throw new UserError('key-invalid', `The private key of ${name} cannot be read.`, {
      cause,
      fix: 'Put the right file back, or remove it to get a new pair.',
    });
  }
}

/** A certificate for a private key that is there. @throws UserError `key-invalid` */
export function certifiedText(keyText: string, wish: PairWish): string {
  const privateKey = readKey(keyText, wish.name);
  const keys = { privateKey, publicKey: createPublicKey(privateKey) };
  return issueCertificate(certificateOptions(wish), keys).pem;
}

/** Floor 2: encrypted elements as SAML wants them (saml-core 2.3.4) and as the vendors write them. */
import type { KeyObject } from 'node:crypto';
import type { Random } from '../base/random.js';
import { element, type AttributePairs, type XmlElement } from '../xml/node.js';
import { digestRow } from './algorithms.js';
import { drawOctets, encryptContent, encryptKey } from './encrypt-octets.js';
import {
  CONTENT_ALGORITHMS,
  KEY_TRANSPORTS,
  MASK_FUNCTIONS,
  XENC,
  XENC11,
  type ContentAlgorithm,
  type KeyTransport,
} from './encryption-algorithms.js';
import { readCertificate } from './key-pem.js';
import type { DigestAlgorithm } from './keys.js';
import { wrap } from './pem.js';

const ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion';
const DSIG = 'http://www.w3.org/2000/09/xmldsig#';

/** How a vendor writes an encrypted element. */
export interface EncryptionForm {
  /** The prefix of SAML's namespace; empty for a default namespace. */
  readonly samlPrefix: string;
  /** The prefix of KeyInfo and what is in it; empty for a default namespace. */
  readonly signaturePrefix: 'ds' | '';
  /** The prefix of EncryptedKey and what is in it; EncryptedData's is always `xenc`. */
  readonly keyPrefix: 'xenc' | 'e';
  /** Where EncryptedKey stands: in KeyInfo of the data, or behind the data, found by a RetrievalMethod. */
  readonly key: 'inside' | 'sibling';
  /** How EncryptedKey shows the certificate that it was made with. */
  readonly certificate: 'whole' | 'issuer-serial' | 'none';
  /** Column at which base64 is wrapped with LF; 0 = one line. */
  readonly columns: number;
}

/** The usual form: SAML's own prefix, key inside, no certificate. */
export const PLAIN_FORM: EncryptionForm = {
  samlPrefix: 'saml',
  signaturePrefix: 'ds',
  keyPrefix: 'xenc',
  key: 'inside',
  certificate: 'none',
  columns: 0,
};

/** The elements of SAML that hold something encrypted. */
export type EncryptedName = 'EncryptedAssertion' | 'EncryptedID' | 'EncryptedAttribute';

/** How to encrypt. */
export interface EncryptOptions {
  /** The receiver's certificate: PEM, or base64 of its DER bytes. */
  readonly to: string;
  readonly name: EncryptedName;
  /** Source of content key, IV, padding and Ids. */
  readonly random: Random;
  readonly content: ContentAlgorithm;
  readonly transport: KeyTransport;
  /** Digest of OAEP; SHA-1 unless said otherwise, as the standard has it. */
  readonly digest?: DigestAlgorithm;
  /** Mask generation function of `rsa-oaep`; `rsa-oaep-mgf1p` always has SHA-1. */
  readonly mask?: DigestAlgorithm;
  /** Whom the key is for: an entity id. */
  readonly recipient?: string;
  /** What EncryptedData says it holds; an element unless said otherwise. */
  readonly type?: 'element' | 'content';
  readonly form?: EncryptionForm;
}

/** Everything that the parts are made of. */
interface Parts {
  readonly options: EncryptOptions;
  readonly form: EncryptionForm;
  readonly certificate: ReturnType<typeof readCertificate>;
  readonly dataId: string;
  readonly keyId: string;
}

function qualified(prefix: string, local: string): string {
  return prefix === '' ? local : `${prefix}:${local}`;
}

function declaration(prefix: string): string {
  return prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
}

function cipherData(prefix: string, octets: Buffer, columns: number): XmlElement {
  const value = wrap(octets.toString('base64'), columns);
  return element(`${prefix}:CipherData`, [], [element(`${prefix}:CipherValue`, [], [value])]);
}

/** The declaration of a namespace that the elements around declare already when the key stands inside. */
function inherited({ form }: Parts): AttributePairs {
  return form.key === 'inside' ? [] : [[declaration(form.signaturePrefix), DSIG]];
}

function keyMethod(parts: Parts): XmlElement {
  const { options, form } = parts;
  const { transport, digest = 'sha1', mask = 'sha1' } = options;
  const digestMethod = element(qualified(form.signaturePrefix, 'DigestMethod'), [
    ...inherited(parts),
    ['Algorithm', digestRow(digest).uri],
  ]);
  const mgf = element('xenc11:MGF', [
    ['xmlns:xenc11', XENC11],
    ['Algorithm', MASK_FUNCTIONS[mask].uri],
  ]);
  const children = {
    'rsa-1_5': [],
    'rsa-oaep-mgf1p': [digestMethod],
    'rsa-oaep': [digestMethod, mgf],
  };
  const { uri } = KEY_TRANSPORTS[transport];
  return element(`${form.keyPrefix}:EncryptionMethod`, [['Algorithm', uri]], children[transport]);
}

/** Issuer and serial number, the name as RFC 4514 writes it, the number in decimal (xmldsig-core1 4.5.4.1). */
function issuerSerial({ x509 }: Parts['certificate'], ds: (local: string) => string): XmlElement {
  const issuer = x509.issuer.split('\n').toReversed().join(', ');
  const serial = BigInt(`0x${x509.serialNumber}`).toString();
  return element(
    ds('X509IssuerSerial'),
    [],
    [element(ds('X509IssuerName'), [], [issuer]), element(ds('X509SerialNumber'), [], [serial])],
  );
}

function certificateInfo(parts: Parts): XmlElement | undefined {
  const { signaturePrefix, certificate, columns } = parts.form;
  if (certificate === 'none') return undefined;
  const ds = (local: string): string => qualified(signaturePrefix, local);
  const shown =
    certificate === 'whole'
      ? element(ds('X509Certificate'), [], [wrap(parts.certificate.base64, columns)])
      : issuerSerial(parts.certificate, ds);
  return element(ds('KeyInfo'), inherited(parts), [element(ds('X509Data'), [], [shown])]);
}

function encryptedKey(parts: Parts, octets: Buffer): XmlElement {
  const { form, options, dataId, keyId } = parts;
  const { keyPrefix: e, key, columns } = form;
  const reference = element(`${e}:DataReference`, [['URI', `#${dataId}`]]);
  const back = key === 'sibling' ? element(`${e}:ReferenceList`, [], [reference]) : undefined;
  return element(
    `${e}:EncryptedKey`,
    [
      ['Id', key === 'sibling' ? keyId : undefined],
      ['Recipient', options.recipient],
      [`xmlns:${e}`, XENC],
    ],
    [keyMethod(parts), certificateInfo(parts), cipherData(e, octets, columns), back],
  );
}

function encryptedData(parts: Parts, octets: Buffer, key: XmlElement): XmlElement {
  const { form, options, dataId, keyId } = parts;
  const pointer = element(qualified(form.signaturePrefix, 'RetrievalMethod'), [
    ['Type', `${XENC}EncryptedKey`],
    ['URI', `#${keyId}`],
  ]);
  const info = element(
    qualified(form.signaturePrefix, 'KeyInfo'),
    [[declaration(form.signaturePrefix), DSIG]],
    [form.key === 'sibling' ? pointer : key],
  );
  return element(
    'xenc:EncryptedData',
    [
      ['xmlns:xenc', XENC],
      ['Id', form.key === 'sibling' ? dataId : undefined],
      ['Type', `${XENC}${options.type === 'content' ? 'Content' : 'Element'}`],
    ],
    [
      element('xenc:EncryptionMethod', [['Algorithm', CONTENT_ALGORITHMS[options.content].uri]]),
      info,
      cipherData('xenc', octets, form.columns),
    ],
  );
}

function encryptedContentKey(octets: Buffer, to: KeyObject, options: EncryptOptions): Buffer {
  const { transport, digest = 'sha1', mask = 'sha1', random } = options;
  const real = transport === 'rsa-oaep' ? mask : 'sha1';
  return encryptKey(octets, { to, transport, digest, mask: real }, random);
}

/**
 * Encrypts an element to the holder of a certificate.
 *
 * The same element, options and seed give the same bytes.
 *
 * @param plain - the written element; it must declare the namespaces that it uses
 * @returns the element that takes its place: `saml:EncryptedAssertion` and the like
 * @throws UserError `key-invalid` when the certificate cannot be read, `key-unsupported` when its key is not RSA
 * @example
 * encryptElement(writeXml(assertion), {
 *   to: certificate, name: 'EncryptedAssertion', random, content: 'aes256-gcm', transport: 'rsa-oaep-mgf1p',
 * });
 */
export function encryptElement(plain: string, options: EncryptOptions): XmlElement {
  const { form = PLAIN_FORM, random } = options;
  const certificate = readCertificate(options.to);
  const row = CONTENT_ALGORITHMS[options.content];
  const contentKey = drawOctets(random, row.keySize);
  const octets = encryptContent(plain, row, contentKey, random);
  const [dataId, keyId] = [`_${random.hex(32)}`, `_${random.hex(32)}`];
  const parts: Parts = { options, form, certificate, dataId, keyId };
  const key = encryptedKey(
    parts,
    encryptedContentKey(contentKey, certificate.x509.publicKey, options),
  );
  const data = encryptedData(parts, octets, key);
  const declared = [declaration(form.samlPrefix), ASSERTION] as const;
  const children = form.key === 'sibling' ? [data, key] : [data];
  return element(qualified(form.samlPrefix, options.name), [declared], children);
}

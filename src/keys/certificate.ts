/** Floor 2: X.509 certificates as the vendors shape them, self-signed or by a test CA, marked as test-only. */
import { sign, type KeyObject } from 'node:crypto';
import forge from 'node-forge';
import { UserError } from '../base/errors.js';
import type { Random } from '../base/random.js';
import type { KeyType } from './algorithms.js';
import { CERTIFICATE_SHAPES, type NamePart } from './certificate-shapes.js';
import type { Certificate, CertificateShape } from './keys.js';
import { TEST_ONLY_MARK, toPem } from './pem.js';

const { asn1 } = forge;
const { Class, Type } = asn1;

/** Whoever signs a certificate. */
interface CertificateIssuer {
  readonly shape: CertificateShape;
  readonly tenant: string;
  readonly privateKey: KeyObject;
}

/** What a certificate says, besides its key. */
export interface CertificateOptions {
  readonly shape: CertificateShape;
  /** Name of the tenant: Okta's org subdomain; `entra` does not use it. */
  readonly tenant: string;
  /** When it is created, in milliseconds since the epoch. */
  readonly instant: number;
  /** Source of the serial number; `okta` does not draw from it. */
  readonly random: Random;
  /** Who signs it; absent: its own key does, as vendors' certificates are signed. */
  readonly issuer?: CertificateIssuer;
}

const OIDS: Readonly<Record<NamePart['type'], string>> = {
  C: '2.5.4.6',
  ST: '2.5.4.8',
  L: '2.5.4.7',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  CN: '2.5.4.3',
  emailAddress: '1.2.840.113549.1.9.1',
};
const NETSCAPE_COMMENT = '2.16.840.1.113730.1.13';
const BASIC_CONSTRAINTS = '2.5.29.19';
const TEXT_TYPES: Readonly<Record<NamePart['text'], forge.asn1.Type>> = {
  printable: Type.PRINTABLESTRING,
  utf8: Type.UTF8,
  ia5: Type.IA5STRING,
};

function node(type: forge.asn1.Type, value: string | forge.asn1.Asn1[]): forge.asn1.Asn1 {
  return asn1.create(Class.UNIVERSAL, type, typeof value !== 'string', value);
}

/** Explicit tags, by the names forge has for the numbers 0 and 3. */
const TAGS = { version: Type.NONE, extensions: Type.BITSTRING } as const;

function tagged(tag: keyof typeof TAGS, value: forge.asn1.Asn1): forge.asn1.Asn1 {
  return asn1.create(Class.CONTEXT_SPECIFIC, TAGS[tag], true, [value]);
}

function oid(dotted: string): forge.asn1.Asn1 {
  return node(Type.OID, asn1.oidToDer(dotted).getBytes());
}

/** The signature algorithms of a certificate (RFC 4055 5: NULL parameters; RFC 5758 3.2: none). */
const SIGNATURE_IDENTIFIERS: Readonly<Record<KeyType, () => forge.asn1.Asn1>> = {
  rsa: () => node(Type.SEQUENCE, [oid('1.2.840.113549.1.1.11'), node(Type.NULL, '')]),
  ec: () => node(Type.SEQUENCE, [oid('1.2.840.10045.4.3.2')]),
};

/** A positive INTEGER in its shortest form (X.690 8.3.2). */
function integer(hex: string): forge.asn1.Asn1 {
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return node(Type.INTEGER, forge.util.hexToBytes(/^[89a-f]/.test(even) ? `00${even}` : even));
}

/** UTCTime until 2049, GeneralizedTime from 2050 on (RFC 5280 4.1.2.5). */
function time(instant: number): forge.asn1.Asn1 {
  const date = new Date(instant);
  return date.getUTCFullYear() < 2050
    ? node(Type.UTCTIME, asn1.dateToUtcTime(date))
    : node(Type.GENERALIZEDTIME, asn1.dateToGeneralizedTime(date));
}

/** An RDNSequence of one attribute each (RFC 5280 4.1.2.4). */
function distinguishedName(parts: readonly NamePart[]): forge.asn1.Asn1 {
  return node(
    Type.SEQUENCE,
    parts.map(({ type, text, value }) => {
      const string = node(TEXT_TYPES[text], forge.util.encodeUtf8(value));
      return node(Type.SET, [node(Type.SEQUENCE, [oid(OIDS[type]), string])]);
    }),
  );
}

/** The one difference to a vendor's certificate, which has no extensions: a non-critical comment that says test-only. */
function testOnlyExtension(): forge.asn1.Asn1 {
  const comment = asn1.toDer(node(Type.IA5STRING, TEST_ONLY_MARK)).getBytes();
  return node(Type.SEQUENCE, [oid(NETSCAPE_COMMENT), node(Type.OCTETSTRING, comment)]);
}

/** A critical BasicConstraints with cA TRUE (RFC 5280 4.2.1.9). */
function authorityExtension(): forge.asn1.Asn1 {
  const yes = (): forge.asn1.Asn1 => node(Type.BOOLEAN, '\xff');
  const constraints = asn1.toDer(node(Type.SEQUENCE, [yes()])).getBytes();
  return node(Type.SEQUENCE, [oid(BASIC_CONSTRAINTS), yes(), node(Type.OCTETSTRING, constraints)]);
}

function yearsAfter(instant: number, years: number): number {
  const date = new Date(instant);
  return date.setUTCFullYear(date.getUTCFullYear() + years);
}

function assertInstant(instant: number): void {
  if (instant >= 60_000 && instant < Date.UTC(9900, 0)) return;
  throw new UserError('option-invalid', 'A certificate must be created between 1970 and 9899.', {
    fix: 'Give the instant in milliseconds since the epoch.',
  });
}

/** The type of a key that can sign certificates here. */
function keyType(key: KeyObject): KeyType {
  const type = key.asymmetricKeyType;
  if (type === 'rsa' || type === 'ec') return type;
  throw new UserError('key-unsupported', `No certificate for a key of type ${type ?? 'secret'}.`, {
    fix: 'Use an RSA key or an EC key on P-256.',
  });
}

function toBeSigned(options: CertificateOptions, spki: Buffer, type: KeyType): forge.asn1.Asn1 {
  const { shape, tenant, instant, random, issuer = { shape, tenant } } = options;
  const row = CERTIFICATE_SHAPES[shape];
  const authority = row.authority === undefined ? [] : [authorityExtension()];
  return node(Type.SEQUENCE, [
    tagged('version', integer('02')),
    integer(row.serial(instant, random)),
    SIGNATURE_IDENTIFIERS[type](),
    distinguishedName(CERTIFICATE_SHAPES[issuer.shape].subject(issuer.tenant)),
    node(Type.SEQUENCE, [time(instant - row.leadTime), time(yearsAfter(instant, row.validYears))]),
    distinguishedName(row.subject(tenant)),
    asn1.fromDer(spki.toString('latin1')),
    tagged('extensions', node(Type.SEQUENCE, [...authority, testOnlyExtension()])),
  ]);
}

/**
 * Issues a certificate (RFC 5280, version 3) in a vendor's shape, self-signed unless the options name an issuer.
 *
 * The same options and RSA key give the same bytes; ECDSA signatures differ every time.
 *
 * @param options - shape, tenant, creation time and source of the serial number
 * @param keys - the pair it vouches for and is signed with: RSA, or EC P-256
 * @throws UserError `option-invalid` when the instant is none, `key-unsupported` for other key types
 * @example
 * const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
 * issueCertificate(
 *   { shape: 'okta', tenant: 'acme', instant: Date.parse('2026-01-01T00:00:00Z'), random },
 *   { privateKey, publicKey },
 * ).pem; // '-----BEGIN CERTIFICATE-----…'
 */
export function issueCertificate(
  options: CertificateOptions,
  keys: { readonly privateKey: KeyObject; readonly publicKey: KeyObject },
): Certificate {
  assertInstant(options.instant);
  keyType(keys.privateKey);
  const signer = options.issuer?.privateKey ?? keys.privateKey;
  const type = keyType(signer);
  const spki = keys.publicKey.export({ type: 'spki', format: 'der' });
  const content = toBeSigned(options, spki, type);
  const signature = sign('sha256', Buffer.from(asn1.toDer(content).getBytes(), 'latin1'), signer);
  const certificate = node(Type.SEQUENCE, [
    content,
    SIGNATURE_IDENTIFIERS[type](),
    // A BIT STRING begins with the number of unused bits: none.
    node(Type.BITSTRING, `\0${signature.toString('latin1')}`),
  ]);
  const der = Buffer.from(asn1.toDer(certificate).getBytes(), 'latin1');
  const base64 = der.toString('base64');
  return { base64, pem: toPem('CERTIFICATE', base64) };
}

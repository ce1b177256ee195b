/** Floor 2: X.509 certificates as the vendors shape them, self-signed or by a test CA, marked as test-only. */
import { sign, type KeyObject } from 'node:crypto';
import forge from 'node-forge';
import { UserError } from '../base/errors.js';
import type { Random } from '../base/random.js';
import type { KeyType } from './algorithms.js';
import {
  authorityExtensions,
  endEntityExtensions,
  serverExtensions,
  testOnlyExtension,
  type SelfIssued,
} from './certificate-extensions.js';
import { CERTIFICATE_SHAPES, type NamePart, type ShapeRow } from './certificate-shapes.js';
import { encoded, integer, node, oid, tagged, type Der } from './der.js';
import type { Certificate, CertificateShape } from './keys.js';
import { toPem } from './pem.js';

const { asn1 } = forge;
const { Type } = asn1;

/** Whoever signs a certificate. */
interface CertificateIssuer {
  readonly shape: CertificateShape;
  readonly tenant: string;
  readonly privateKey: KeyObject;
}

/** What a certificate says, besides its key. */
export interface CertificateOptions {
  readonly shape: CertificateShape;
  /** Name of the tenant: Okta's org subdomain; `entra` and `google-workspace` do not use it. */
  readonly tenant: string;
  /** When it is created, in milliseconds since the epoch. */
  readonly instant: number;
  /** Source of the serial number; `okta` and `google-workspace` do not draw from it. */
  readonly random: Random;
  /** Who signs it; absent: its own key does, as vendors' certificates are signed. */
  readonly issuer?: CertificateIssuer;
  /** Host names and addresses that a `tls` certificate is for; other shapes name none. */
  readonly hosts?: readonly string[];
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
const TEXT_TYPES: Readonly<Record<NamePart['text'], forge.asn1.Type>> = {
  printable: Type.PRINTABLESTRING,
  utf8: Type.UTF8,
  ia5: Type.IA5STRING,
};

/** What a certificate is signed with. */
interface Signing {
  readonly digest: 'sha256' | 'sha1';
  readonly identifier: () => Der;
}

function rsa(digest: Signing['digest'], dotted: string): Signing {
  return { digest, identifier: () => node(Type.SEQUENCE, [oid(dotted), node(Type.NULL, '')]) };
}

/** The signature algorithms of a certificate (RFC 4055 5, RFC 3279 2.2.1: NULL parameters; RFC 5758 3.2: none). */
const SIGNING: Readonly<Record<KeyType | 'rsa-sha1', Signing>> = {
  rsa: rsa('sha256', '1.2.840.113549.1.1.11'),
  'rsa-sha1': rsa('sha1', '1.2.840.113549.1.1.5'),
  ec: { digest: 'sha256', identifier: () => node(Type.SEQUENCE, [oid('1.2.840.10045.4.3.2')]) },
};

/** By the key that signs and, with RSA, the shape. */
function signingOf(key: KeyObject, shape: CertificateShape): Signing {
  const type = keyType(key);
  return SIGNING[type === 'rsa' && CERTIFICATE_SHAPES[shape].digest === 'sha1' ? 'rsa-sha1' : type];
}

/** UTCTime until 2049, GeneralizedTime from 2050 on (RFC 5280 4.1.2.5). */
function time(instant: number): Der {
  const date = new Date(instant);
  return date.getUTCFullYear() < 2050
    ? node(Type.UTCTIME, asn1.dateToUtcTime(date))
    : node(Type.GENERALIZEDTIME, asn1.dateToGeneralizedTime(date));
}

/** An RDNSequence of one attribute each (RFC 5280 4.1.2.4). */
function distinguishedName(parts: readonly NamePart[]): Der {
  return node(
    Type.SEQUENCE,
    parts.map(({ type, text, value }) => {
      const string = node(TEXT_TYPES[text], forge.util.encodeUtf8(value));
      return node(Type.SET, [node(Type.SEQUENCE, [oid(OIDS[type]), string])]);
    }),
  );
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

function toBeSigned(options: CertificateOptions, spki: Buffer, { identifier }: Signing): Der {
  const { shape, tenant, instant, random, issuer = { shape, tenant } } = options;
  const row = CERTIFICATE_SHAPES[shape];
  const serial = row.serial(instant, random);
  const name = distinguishedName(row.subject(tenant));
  return node(Type.SEQUENCE, [
    tagged(0, [integer('02')]),
    integer(serial),
    identifier(),
    distinguishedName(CERTIFICATE_SHAPES[issuer.shape].subject(issuer.tenant)),
    node(Type.SEQUENCE, [time(instant - row.leadTime), time(row.ends(instant))]),
    name,
    asn1.fromDer(spki.toString('latin1')),
    tagged(3, [
      node(Type.SEQUENCE, [
        ...extensionsOf(row, { spki, name, serial }, options.hosts ?? []),
        testOnlyExtension(),
      ]),
    ]),
  ]);
}

function extensionsOf({ extensions }: ShapeRow, own: SelfIssued, hosts: readonly string[]): Der[] {
  if (extensions === 'authority') return authorityExtensions();
  if (extensions === 'server') return serverExtensions(hosts);
  return extensions === 'end-entity' ? endEntityExtensions(own) : [];
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
  const signing = signingOf(signer, options.shape);
  const spki = keys.publicKey.export({ type: 'spki', format: 'der' });
  const content = toBeSigned(options, spki, signing);
  const signature = sign(signing.digest, Buffer.from(encoded(content), 'latin1'), signer);
  const certificate = node(Type.SEQUENCE, [
    content,
    signing.identifier(),
    // A BIT STRING begins with the number of unused bits: none.
    node(Type.BITSTRING, `\0${signature.toString('latin1')}`),
  ]);
  const der = Buffer.from(encoded(certificate), 'latin1');
  const base64 = der.toString('base64');
  return { base64, pem: toPem('CERTIFICATE', base64) };
}

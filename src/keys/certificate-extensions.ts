/** Floor 2: the extensions of certificates (RFC 5280 4.2.1), and the comment that says test-only. */
import { hash } from 'node:crypto';
import forge from 'node-forge';
import { encoded, integerBytes, node, oid, tagged, type Der } from './der.js';
import { TEST_ONLY_MARK } from './pem.js';

const { asn1 } = forge;
const { Type } = asn1;

const OIDS = {
  comment: '2.16.840.1.113730.1.13',
  basicConstraints: '2.5.29.19',
  subjectKeyIdentifier: '2.5.29.14',
  authorityKeyIdentifier: '2.5.29.35',
  keyUsage: '2.5.29.15',
  extendedKeyUsage: '2.5.29.37',
  subjectAltName: '2.5.29.17',
} as const;

/** id-kp-serverAuth (RFC 5280 4.2.1.12). */
const SERVER_AUTHENTICATION = '1.3.6.1.5.5.7.3.1';

/** What an end-entity certificate says of itself and of its issuer, which it is its own. */
export interface SelfIssued {
  /** The key, as SubjectPublicKeyInfo. */
  readonly spki: Buffer;
  readonly name: Der;
  /** As hexadecimal digits. */
  readonly serial: string;
}

function yes(): Der {
  return node(Type.BOOLEAN, '\xff');
}

function extension(name: keyof typeof OIDS, value: Der, critical = false): Der {
  const octets = node(Type.OCTETSTRING, encoded(value));
  return node(Type.SEQUENCE, [oid(OIDS[name]), ...(critical ? [yes()] : []), octets]);
}

/** A non-critical comment that says test-only: the one difference to a vendor's certificate. */
export function testOnlyExtension(): Der {
  return extension('comment', node(Type.IA5STRING, TEST_ONLY_MARK));
}

/** A critical BasicConstraints with cA TRUE (RFC 5280 4.2.1.9). */
export function authorityExtensions(): Der[] {
  return [extension('basicConstraints', node(Type.SEQUENCE, [yes()]), true)];
}

/** SHA-1 of the public key's bits (RFC 5280 4.2.1.2, the first method). */
function keyIdentifier(spki: Buffer): string {
  const parts = asn1.fromDer(spki.toString('latin1')).value as Der[];
  // A BIT STRING begins with the number of unused bits.
  const bits = parts[1]?.value ?? '';
  const octets = typeof bits === 'string' ? bits.slice(1) : bits.map(encoded).join('');
  return hash('sha1', Buffer.from(octets, 'latin1'), 'buffer').toString('latin1');
}

/** No authority, who it is and who issued it (itself), and that its key signs (RFC 5280 4.2.1.1 to 4.2.1.3). */
export function endEntityExtensions({ spki, name, serial }: SelfIssued): Der[] {
  const id = keyIdentifier(spki);
  const issuer = [tagged(0, id), tagged(1, [tagged(4, [name])]), tagged(2, integerBytes(serial))];
  return [
    extension('basicConstraints', node(Type.SEQUENCE, []), true),
    extension('subjectKeyIdentifier', node(Type.OCTETSTRING, id)),
    extension('authorityKeyIdentifier', node(Type.SEQUENCE, issuer)),
    extension('keyUsage', node(Type.BITSTRING, '\x07\x80'), true),
  ];
}

/** The groups of an IPv6 address, those that `::` leaves out included (RFC 4291 2.2). */
function groupsOf(address: string): readonly string[] {
  const [head = [], tail = []] = address
    .split('::')
    .map((half) => (half === '' ? [] : half.split(':')));
  const missing = address.includes('::') ? Math.max(8 - head.length - tail.length, 0) : 0;
  return [...head, ...Array.from({ length: missing }, () => '0'), ...tail];
}

/** The octets of an address: four, or sixteen (RFC 5280 4.2.1.6); `undefined` for a name. */
function addressOctets(host: string): string | undefined {
  if (/^\d+(?:\.\d+){3}$/.test(host)) return String.fromCharCode(...host.split('.').map(Number));
  if (!host.includes(':')) return undefined;
  const hex = groupsOf(host).map((group) => group.padStart(4, '0'));
  return forge.util.hexToBytes(hex.join(''));
}

/** A GeneralName: iPAddress [7] or dNSName [2]. */
function hostName(host: string): Der {
  const octets = addressOctets(host);
  return octets === undefined ? tagged(2, host) : tagged(7, octets);
}

/** No authority, signs TLS handshakes, is a server's, of these hosts (RFC 5280 4.2.1.3, 4.2.1.6, 4.2.1.12). */
export function serverExtensions(hosts: readonly string[]): Der[] {
  return [
    extension('basicConstraints', node(Type.SEQUENCE, []), true),
    extension('keyUsage', node(Type.BITSTRING, '\x07\x80'), true),
    extension('extendedKeyUsage', node(Type.SEQUENCE, [oid(SERVER_AUTHENTICATION)])),
    extension('subjectAltName', node(Type.SEQUENCE, hosts.map(hostName))),
  ];
}

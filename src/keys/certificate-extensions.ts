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
} as const;

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

/** Floor 2: the pieces of DER that certificates are made of (X.690). */
import forge from 'node-forge';

const { asn1 } = forge;
const { Class, Type } = asn1;

/** A piece of DER. */
export type Der = forge.asn1.Asn1;

/** A universal type: primitive with bytes as a binary string, constructed with parts. */
export function node(type: forge.asn1.Type, value: string | Der[]): Der {
  return asn1.create(Class.UNIVERSAL, type, typeof value !== 'string', value);
}

/** Context-specific tags, by the names forge has for their numbers. */
const TAGS: Readonly<Record<0 | 1 | 2 | 3 | 4 | 7, forge.asn1.Type>> = {
  0: Type.NONE,
  1: Type.BOOLEAN,
  2: Type.INTEGER,
  3: Type.BITSTRING,
  4: Type.OCTETSTRING,
  7: Type.ODESC,
};

/** A context-specific tag: around parts, or in the place of a type's own tag with its bytes. */
export function tagged(tag: keyof typeof TAGS, value: string | Der[]): Der {
  return asn1.create(Class.CONTEXT_SPECIFIC, TAGS[tag], typeof value !== 'string', value);
}

/** An OBJECT IDENTIFIER. */
export function oid(dotted: string): Der {
  return node(Type.OID, asn1.oidToDer(dotted).getBytes());
}

/** The bytes of a positive INTEGER in its shortest form (X.690 8.3.2). */
export function integerBytes(hex: string): string {
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return forge.util.hexToBytes(/^[89a-f]/.test(even) ? `00${even}` : even);
}

/** A positive INTEGER. */
export function integer(hex: string): Der {
  return node(Type.INTEGER, integerBytes(hex));
}

/** The encoding as a binary string. */
export function encoded(der: Der): string {
  return asn1.toDer(der).getBytes();
}

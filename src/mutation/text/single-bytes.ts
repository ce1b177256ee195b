/** Floor 3: encodings with one byte a character; what they lack is written as a character reference. */

/** Characters by byte: code page 037, EBCDIC for the USA (IBM037 in the IANA registry). */
export const IBM037: string =
  '\u0000\u0001\u0002\u0003\u009c\u0009\u0086\u007f\u0097\u008d\u008e\u000b\u000c\u000d\u000e\u000f' +
  '\u0010\u0011\u0012\u0013\u009d\u0085\u0008\u0087\u0018\u0019\u0092\u008f\u001c\u001d\u001e\u001f' +
  '\u0080\u0081\u0082\u0083\u0084\u000a\u0017\u001b\u0088\u0089\u008a\u008b\u008c\u0005\u0006\u0007' +
  '\u0090\u0091\u0016\u0093\u0094\u0095\u0096\u0004\u0098\u0099\u009a\u009b\u0014\u0015\u009e\u001a' +
  ' \u00a0âäàáãåçñ¢.<(+|' +
  '&éêëèíîïìß!$*);¬' +
  '-/ÂÄÀÁÃÅÇÑ¦,%_>?' +
  'øÉÊËÈÍÎÏÌ`:#@\'="' +
  'Øabcdefghi«»ðýþ±' +
  '°jklmnopqrªºæ¸Æ¤' +
  'µ~stuvwxyz¡¿ÐÝÞ®' +
  '^£¥·©§¶¼½¾[]¯¨´×' +
  '{ABCDEFGHI\u00adôöòóõ' +
  '}JKLMNOPQR¹ûüùúÿ' +
  '\\÷STUVWXYZ²ÔÖÒÓÕ' +
  '0123456789³ÛÜÙÚ\u009f';

const IBM037_BYTES: ReadonlyMap<string, number> = new Map(
  Array.from(IBM037, (character, byte) => [character, byte]),
);

/** XML 1.0 section 4.1: a reader puts the character back. */
function withReferences(text: string): string {
  return text.replace(/[^\0-\u00ff]/gu, (character) => `&#${character.codePointAt(0) ?? 0};`);
}

/** ISO-8859-1. */
export function encodeLatin1(text: string): Uint8Array {
  return Buffer.from(withReferences(text), 'latin1');
}

/** IBM037: every character of ISO-8859-1, in other places. */
export function encodeIbm037(text: string): Uint8Array {
  return Uint8Array.from(withReferences(text), (character) => IBM037_BYTES.get(character) ?? 0);
}

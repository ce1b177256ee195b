/** Floor 0: reproducible randomness for identifiers. Never for keys. */

/** A seeded source. The same seed gives the same sequence on every machine. */
export interface Random {
  /** A whole number from 0 up to, not including, `limit` (at most 2^32). */
  below(limit: number): number;
  /** So many decimal digits, the first never 0. */
  digits(count: number): string;
  /** So many lower-case hexadecimal digits. */
  hex(count: number): string;
  /** So many characters of 0-9, A-Z, a-z. */
  alphanumeric(count: number): string;
  /** A version 4 GUID in lower case. */
  guid(): string;
  /** An independent source: what one part draws never moves what another part gets. */
  fork(label: string): Random;
}

const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** FNV-1a over UTF-16 units, finished with the murmur3 mixer: spreads a label over 32 bits. */
function hash(text: string, start: number): number {
  let value = start >>> 0;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** sfc32: small, fast, passes PractRand; more than enough for identifiers. */
function sfc32(seed: string): () => number {
  let a = hash(seed, 0x811c9dc5);
  let b = hash(seed, 0x9e3779b9);
  let c = hash(seed, 0x243f6a88);
  let counter = 1;
  const next = (): number => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + result;
    c |= 0;
    return result >>> 0;
  };
  for (let round = 0; round < 12; round++) next();
  return next;
}

/**
 * Makes a seeded source.
 *
 * @param seed - any text; numbers are written as text
 * @example
 * seededRandom('42').guid() === seededRandom('42').guid(); // true
 */
export function seededRandom(seed: string): Random {
  const next = sfc32(seed);
  const below = (limit: number): number => Math.floor((next() / 0x1_0000_0000) * limit);
  const pick = (alphabet: string, count: number): string => {
    let text = '';
    for (let index = 0; index < count; index++) text += alphabet.charAt(below(alphabet.length));
    return text;
  };
  const hex = (count: number): string => pick('0123456789abcdef', count);
  return {
    below,
    digits: (count) => pick('123456789', Math.min(count, 1)) + pick('0123456789', count - 1),
    hex,
    alphanumeric: (count) => pick(ALPHANUMERIC, count),
    guid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'.charAt(below(4))}${hex(3)}-${hex(12)}`,
    fork: (label) => seededRandom(`${seed}/${label}`),
  };
}

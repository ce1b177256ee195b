/** Floor 3: `deflate`: compressed, as the HTTP-Redirect binding has it (saml-bindings 3.4.4.1), or as a bomb. */
import { constants, deflateRawSync, deflateSync } from 'node:zlib';
import type { Operation } from '../operation.js';

const PIECE = 1024 * 1024;
/** A final block without content (RFC 1951 3.2.3: last, fixed codes, end of block). */
const END = Uint8Array.of(0x03, 0x00);

/** Blocks that end at a byte and are not the last: they can be put one behind the other. */
function blocksOf(bytes: Uint8Array): Buffer {
  return deflateRawSync(bytes, { finishFlush: constants.Z_FULL_FLUSH });
}

/** White space behind the message; compressed once, however much it is. */
function bomb(message: Uint8Array, bulk: number): Buffer {
  const piece = blocksOf(Buffer.alloc(PIECE, ' '));
  const pieces = Array.from({ length: Math.floor(bulk / PIECE) }, () => piece);
  const rest = blocksOf(Buffer.alloc(bulk % PIECE, ' '));
  return Buffer.concat([blocksOf(message), ...pieces, rest, END]);
}

export const deflate: Operation<'deflate', 'bytes'> = {
  stage: 'bytes',
  describe: ({ zlib = false, bulk = 0 }) =>
    `compresses it${zlib ? ' with zlib' : ''}${bulk === 0 ? '' : `, ${bulk} bytes of white space behind it`}`,
  apply(draft, { zlib = false, bulk = 0 }) {
    if (zlib) return deflateSync(draft);
    return bulk === 0 ? deflateRawSync(draft) : bomb(draft, bulk);
  },
};

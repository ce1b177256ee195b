/** Floor 5: undoes the content codings of an answer (RFC 9110 8.4). */
import { promisify } from 'node:util';
import {
  brotliDecompress,
  constants,
  gunzip,
  inflate,
  inflateRaw,
  type InputType,
} from 'node:zlib';
import { TargetError } from '../../base/errors.js';
import { LONGEST_ANSWER, tooLong } from './gather.js';

type Decode = (bytes: Buffer) => Promise<Buffer>;

const zlib = {
  maxOutputLength: LONGEST_ANSWER,
  // Like browsers, take what there is of a stream that ends early.
  finishFlush: constants.Z_SYNC_FLUSH,
};
const brotli = {
  maxOutputLength: LONGEST_ANSWER,
  finishFlush: constants.BROTLI_OPERATION_FLUSH,
};

const ungzip = promisify<InputType, typeof zlib, Buffer>(gunzip);
const unzlib = promisify<InputType, typeof zlib, Buffer>(inflate);
const unraw = promisify<InputType, typeof zlib, Buffer>(inflateRaw);
const unbrotli = promisify<InputType, typeof brotli, Buffer>(brotliDecompress);

const DECODERS: Readonly<Record<string, Decode>> = {
  gzip: (bytes) => ungzip(bytes, zlib),
  'x-gzip': (bytes) => ungzip(bytes, zlib),
  // Some servers send "deflate" without the zlib header; RFC 9110 8.4.1.2 notes it, browsers accept both.
  deflate: (bytes) => (((bytes[0] ?? 0) & 0x0f) === 8 ? unzlib(bytes, zlib) : unraw(bytes, zlib)),
  br: (bytes) => unbrotli(bytes, brotli),
};

function isTooLarge(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE';
}

/**
 * The body as it was before the server compressed it; codings that nobody asked for and that we do not know stay.
 *
 * @param bytes - the body as it came
 * @param codings - the Content-Encoding header, codings in the order they were applied
 * @param url - for the error
 * @throws TargetError `target-undrivable` when the body is no such stream, or longer than 8 MiB
 */
export async function decompress(bytes: Buffer, codings: string, url: URL): Promise<Buffer> {
  let body = bytes;
  for (const coding of codings.toLowerCase().split(',').reverse()) {
    const decode = DECODERS[coding.trim()];
    if (decode === undefined || body.length === 0) continue;
    try {
      body = await decode(body);
    } catch (cause) {
      if (isTooLarge(cause)) throw tooLong(url);
      throw new TargetError(
        'target-undrivable',
        `${url.href} says that its answer is compressed (${coding.trim()}), but it is not.`,
        { cause, fix: 'Remove the Content-Encoding header, or compress the body.' },
      );
    }
  }
  return body;
}

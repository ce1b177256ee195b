/** Floor 5: reads a body that may be endless. */
import { TargetError } from '../../base/errors.js';

/** The longest answer that is read at all, in bytes. */
export const LONGEST_ANSWER: number = 8 * 1024 * 1024;

/** The answer is longer than anything that a login needs. */
export function tooLong(url: URL): TargetError {
  return new TargetError('target-undrivable', `The answer of ${url.href} is longer than 8 MiB.`, {
    fix: 'Point the target at pages and lists that are smaller; a login never needs that much.',
  });
}

/**
 * All bytes of a body; a longer one is cut off as soon as it is too long.
 *
 * @throws TargetError `target-undrivable` beyond 8 MiB
 */
export async function gather(chunks: AsyncIterable<Uint8Array>, url: URL): Promise<Buffer> {
  const kept: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > LONGEST_ANSWER) throw tooLong(url);
    kept.push(chunk);
  }
  return Buffer.concat(kept, size);
}

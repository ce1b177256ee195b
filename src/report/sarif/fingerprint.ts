/** Floor 8: what tells a result of yesterday's log from another one of today's. */
import { createHash } from 'node:crypto';
import { isInCheckout } from './location.js';

/** Names of fingerprints with a version (sarif 3.5.4.2). */
const OURS = 'standinPromise/v1';

/** The one that GitHub compares; its action computes it, but only of files that it finds. */
const GITHUBS = 'primaryLocationLineHash';

/** Makes fingerprints of one log; the same promise for the second time is another one. */
export class Fingerprints {
  readonly #seen = new Map<string, number>();

  /**
   * Nothing of the seed, the clock or the line goes into it.
   *
   * @param file - where the result stands
   * @param parts - the rule, the story, and the promise
   */
  of(file: string, parts: readonly string[]): Readonly<Record<string, string>> {
    const text = JSON.stringify(parts);
    const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
    const count = (this.#seen.get(hash) ?? 0) + 1;
    this.#seen.set(hash, count);
    const print = `${hash}:${count}`;
    return isInCheckout(file) ? { [OURS]: print } : { [OURS]: print, [GITHUBS]: print };
  }
}

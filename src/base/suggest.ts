/** Floor 0: did-you-mean. */
import leven from 'leven';

/**
 * The candidate that is closest to a misspelt word.
 *
 * @param word - what the user wrote
 * @param candidates - what would have been right
 * @returns the nearest candidate, or `undefined` when none is near enough to be worth saying
 * @example
 * suggest('loginn', ['login', 'logout']); // 'login'
 */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  const lower = word.toLowerCase();
  // One slip in three letters; two swapped letters of a short word are two slips.
  const limit = Math.max(1, Math.ceil(word.length / 3));
  let best: string | undefined;
  let distance = limit + 1;
  for (const candidate of candidates) {
    const step = leven(lower, candidate.toLowerCase(), { maxDistance: limit + 1 });
    if (step < distance) {
      best = candidate;
      distance = step;
    }
  }
  return best;
}

/**
 * The sentence for an unknown word: a suggestion when one is near, otherwise the whole choice.
 *
 * @example
 * didYouMean('otka', ['okta', 'entra']); // 'Did you mean "okta"?'
 */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const near = suggest(word, candidates);
  return near === undefined ? `Use one of: ${candidates.join(', ')}.` : `Did you mean "${near}"?`;
}

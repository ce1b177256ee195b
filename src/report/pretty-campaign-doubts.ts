/** Floor 8: attacks that proved nothing, by reason. */
import type { AttackStory } from './campaign/ending.js';
import { endingOf } from './campaign/ending.js';
import { attackName, countOf, obstacleOf } from './campaign/words.js';
import type { Paint } from './reporter.js';

/** Characters of names in a line. */
const WIDTH = 76;

/** As many names as a line holds; the rest is counted. */
function namesLine(names: readonly string[]): string {
  const shown: string[] = [];
  let used = 0;
  for (const name of names) {
    used += name.length + 2;
    if (shown.length > 0 && used > WIDTH) break;
    shown.push(name);
  }
  const rest = names.length - shown.length;
  return `${shown.join(', ')}${rest === 0 ? '' : ` and ${rest} more`}`;
}

/** What was not verified, by reason, the most frequent first. */
export function doubtLines(attacks: readonly AttackStory[], paint: Paint): readonly string[] {
  const reasons = new Map<string, string[]>();
  const those = attacks.filter((each) => endingOf(each) === 'not-verified');
  for (const story of those) {
    const why = obstacleOf(story);
    reasons.set(why, [...(reasons.get(why) ?? []), attackName(story)]);
  }
  if (reasons.size === 0) return [];
  const lines = [...reasons]
    .sort(([, left], [, right]) => right.length - left.length)
    .flatMap(([why, names]) => [
      `  ${String(names.length).padStart(3)}  ${why}`,
      paint.dim(`       ${namesLine(names)}`),
    ]);
  return [paint.yellow(countOf('not-verified', those.length)), ...lines];
}

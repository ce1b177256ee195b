/** Floor 7: forgeries by chance: plays them, keeps what gets in as anyone but the attacker, and shrinks it. */
import {
  composeAttack,
  mutationsOf,
  withMutations,
  type Composed,
} from '../../attack/fuzz/compose.js';
import { shrink } from '../../attack/fuzz/shrink.js';
import type { AttackVerdict } from '../../attack/verdict.js';
import { StandinError } from '../../base/errors.js';
import { seededRandom } from '../../base/random.js';
import type { Profile } from '../../scenario/profile.js';
import type { StoryOptions } from '../run-story.js';
import { runStory } from '../run-story.js';
import { attackItem, type Range } from './attack-item.js';
import { calibrate } from './calibrate.js';

/** How to fuzz. */
export interface FuzzOptions extends Range {
  /** How many forgeries are composed. */
  readonly count: number;
  readonly story: StoryOptions;
  /** Hears of every forgery that was tried. */
  readonly onTry?: (tried: number, found: number) => void;
}

/** A forgery that got in, as short as it can be. */
export interface FuzzFinding {
  readonly attack: Composed;
  readonly verdict: AttackVerdict;
  /** How many longer ones came down to the same. */
  readonly times: number;
}

/** What came of it. */
export interface FuzzResult {
  readonly tried: number;
  /** Forgeries that the message had no place for. */
  readonly impossible: number;
  readonly findings: readonly FuzzFinding[];
}

/** An attacker who gets in as himself has gained nothing; a crash is a finding. */
const FINDINGS: ReadonlySet<AttackVerdict> = new Set<AttackVerdict>([
  'as-victim',
  'as-other',
  'error',
]);

/** Operations that a message has no place for. */
function isImpossible(error: unknown): boolean {
  return (
    error instanceof StandinError &&
    /^(?:mutation-|xml-|value-invalid|signature-position)/.test(error.code)
  );
}

/** How one forgery ended; `undefined`: it cannot be made. */
type Try = (attack: Composed) => Promise<AttackVerdict | undefined>;

function trying(options: FuzzOptions): Try {
  const profiles = new Map<string, Profile>();
  return async (attack) => {
    const { item } = attackItem(attack, options, profiles);
    try {
      const { steps } = await runStory(item, options.story);
      return steps.at(-1)?.attack ?? 'not-verified';
    } catch (error) {
      if (isImpossible(error)) return undefined;
      throw error;
    }
  };
}

/** What two forgeries have in common that are one finding. */
function kindOf(attack: Composed, verdict: AttackVerdict): string {
  return JSON.stringify([
    verdict,
    mutationsOf(attack).map(({ operation, settings }) => [
      operation,
      'at' in settings ? settings.at : '',
      'from' in settings ? settings.from : '',
    ]),
  ]);
}

async function shortest(attack: Composed, verdict: AttackVerdict, attempt: Try): Promise<Composed> {
  const mutations = await shrink(
    mutationsOf(attack),
    async (left) => (await attempt(withMutations(attack, left))) === verdict,
  );
  return withMutations(attack, mutations);
}

/**
 * Fuzzes an SP. The same seed composes the same forgeries.
 *
 * @throws TargetError `calibration-failed` when the SP refuses genuine messages
 */
export async function fuzz(options: FuzzOptions): Promise<FuzzResult> {
  const { count, story, onTry } = options;
  const random = seededRandom(`${story.seed}/fuzz`);
  const attempt = trying(options);
  const base = attackItem(composeAttack(random.fork('control'), 'control'), options, new Map());
  await calibrate(base.item, (item) => runStory(item, story));
  const findings = new Map<string, FuzzFinding>();
  let impossible = 0;
  for (let tried = 0; tried < count; tried++) {
    const composed = composeAttack(random.fork(String(tried)), `fuzz-${tried}`);
    const verdict = await attempt(composed);
    if (verdict === undefined) impossible += 1;
    else if (FINDINGS.has(verdict)) {
      const attack = await shortest(composed, verdict, attempt);
      const kind = kindOf(attack, verdict);
      const times = (findings.get(kind)?.times ?? 0) + 1;
      findings.set(kind, { attack: findings.get(kind)?.attack ?? attack, verdict, times });
    }
    onTry?.(tried + 1, findings.size);
  }
  return { tried: count, impossible, findings: [...findings.values()] };
}

/** Floor 9: `standin attack --fuzz N`: forgeries by chance, those that get in as attack files. */
import { UserError } from '../../base/errors.js';
import { VERDICT_WORDS } from '../../attack/verdict.js';
import { fuzz as fuzzing, type FuzzFinding, type FuzzResult } from '../../run/campaign/fuzz.js';
import { withTargets } from '../../run/with-targets.js';
import { writeAttack } from '../../scenario/write-attack.js';
import type { Options } from '../command.js';
import { EXIT } from '../exit-codes.js';
import { variable, type Io } from '../io.js';
import { textOption } from '../options.js';
import { attackStoryOptions } from './campaign.js';
import { attackedSp } from './range.js';

const CLEAR_LINE = '\r\u001B[K';

function countOption(options: Options): number {
  const text = textOption(options, 'fuzz') ?? '';
  const count = Number(text);
  if (Number.isSafeInteger(count) && count > 0) return count;
  throw new UserError('option-invalid', `--fuzz: "${text}" is no number of forgeries.`, {
    fix: 'For example --fuzz 1000.',
  });
}

/** The file, ready to be saved; what it is stands in comments. */
function fileOf({ attack, verdict, times }: FuzzFinding, seed: string): string {
  const often = times === 1 ? '' : `, ${times} forgeries came down to this`;
  return `# ${attack.id}.yaml: ${VERDICT_WORDS[verdict]} (seed ${seed}${often})\n${writeAttack(attack)}`;
}

function summary({ tried, impossible, findings }: FuzzResult, seed: string): string {
  const found = findings.length === 1 ? '1 finding' : `${findings.length} findings`;
  return `# ${found} in ${tried} forgeries (${impossible} could not be made), seed ${seed}\n`;
}

function progress(io: Io, count: number): ((tried: number, found: number) => void) | undefined {
  if (!io.isTTY.stderr || variable(io, 'CI') !== undefined) return undefined;
  return (tried, found) => {
    const text = tried === count ? '' : `${tried}/${count} forgeries, ${found} found`;
    io.stderr.write(`${CLEAR_LINE}${text}`);
  };
}

/** Composes forgeries, plays and shrinks them; every finding is a document of its own. */
export async function fuzz(options: Options, io: Io): Promise<number> {
  const count = countOption(options);
  const { range, secrets } = await attackedSp(options, io);
  const story = attackStoryOptions(options, { secrets, choices: [] });
  const onTry = progress(io, count);
  const { target } = range;
  const result = await withTargets(target === undefined ? [] : [target], () =>
    fuzzing({ ...range, count, story, ...(onTry === undefined ? {} : { onTry }) }),
  );
  for (const finding of result.findings) io.stdout.write(`${fileOf(finding, story.seed)}---\n`);
  io.stdout.write(summary(result, story.seed));
  return result.findings.length === 0 ? EXIT.passed : EXIT.failed;
}

/** Floor 9: `standin attack`: plays a campaign and reports it. */
import { randomInt } from 'node:crypto';
import { openCanary } from '../../run/canary.js';
import { runCampaign } from '../../run/campaign/campaign.js';
import { commandLine } from '../../run/command-line.js';
import { drawLabel } from '../../run/fresh/draw-label.js';
import { openEmbedded } from '../../run/open-embedded.js';
import type { StoryOptions } from '../../run/run-story.js';
import { withTargets } from '../../run/with-targets.js';
import type { Options } from '../command.js';
import { RUN_EXITS } from '../exit-codes.js';
import type { Io } from '../io.js';
import { flagOption, listOption, textOption } from '../options.js';
import { progressOn } from '../progress.js';
import { choicesOf, report, type ReporterChoice } from '../reporter-choice.js';
import { standinVersion } from '../version.js';
import { attackedSp } from './range.js';
import { selectedAttacks } from './selection.js';

/** Options that the command for a single attack must repeat. */
function flagsOf(options: Options): readonly string[] {
  const sp = textOption(options, 'sp') ?? 'embedded';
  const config = textOption(options, 'config');
  return [
    ...(sp === 'embedded' ? [] : ['--sp', sp]),
    ...(config === undefined ? [] : ['--config', config]),
    ...listOption(options, 'defect').flatMap((defect) => ['--defect', defect]),
    ...listOption(options, 'allowHost').flatMap((host) => ['--allow-host', host]),
    ...(flagOption(options, 'strict') ? ['--strict'] : []),
  ];
}

/** How each story of a campaign is played. */
export function attackStoryOptions(
  options: Options,
  about: { readonly secrets: readonly string[]; readonly choices: readonly ReporterChoice[] },
): StoryOptions {
  const evidence = about.choices.some(({ reporter }) => reporter.needsEvidence === true);
  const { secrets } = about;
  const showSecrets = flagOption(options, 'showSecrets');
  return {
    seed: textOption(options, 'seed') ?? String(randomInt(1_000_000_000)),
    strict: flagOption(options, 'strict'),
    flags: [],
    open: openEmbedded,
    label: drawLabel,
    ...(evidence ? { evidence: { secrets, showSecrets } } : {}),
  };
}

/** The command that repeats the campaign. */
function repeatCommand(
  names: readonly string[],
  options: Options,
  vendor: string,
  seed: string,
): string {
  const severity = textOption(options, 'severity');
  const filter = severity === undefined ? [] : ['--severity', severity];
  return commandLine(
    'attack',
    ...names,
    ...filter,
    '--idp',
    vendor,
    '--seed',
    seed,
    ...flagsOf(options),
  );
}

/** Plays the attacks that are named. */
export async function playCampaign(
  names: readonly string[],
  options: Options,
  io: Io,
): Promise<number> {
  const choices = choicesOf(options, io);
  const attacks = selectedAttacks(names, options, io);
  const { range, secrets } = await attackedSp(options, io);
  const story = attackStoryOptions(options, { secrets, choices });
  const { target, vendor } = range;
  const onEvent = progressOn(io);
  const canary = await openCanary();
  const campaign = {
    ...range,
    attacks,
    story,
    canary,
    flags: flagsOf(options),
    command: repeatCommand(names, options, vendor, story.seed),
    version: standinVersion(),
    ...(onEvent === undefined ? {} : { onEvent }),
  };
  try {
    const apps = target === undefined ? [] : [target];
    const result = await withTargets(apps, () => runCampaign(campaign));
    await report(result, choices, io);
    return RUN_EXITS[result.verdict];
  } finally {
    await canary.close();
  }
}

/** Floor 7: plays attacks, one after the other, each with its control, and adds up. */
import type { Attack } from '../../scenario/attack.js';
import type { Canary } from '../canary.js';
import { countsOf, runVerdictOf } from '../counts.js';
import type { LeftOut } from '../left-out.js';
import type { RunEvent, RunResult, StoryResult } from '../result.js';
import { runStory, type StoryOptions } from '../run-story.js';
import { targetNotes } from '../target-notes.js';
import type { WorkItem } from '../work-item.js';
import { attackItem, type Range } from './attack-item.js';
import { calibrate, type Calibration } from './calibrate.js';
import { fitAttacks } from './fit-attacks.js';
import { attemptAttack, type Campaign } from './play-attack.js';

/** How a campaign is played. */
export interface CampaignOptions extends Range {
  readonly attacks: readonly Attack[];
  readonly story: StoryOptions;
  /** Standin's version, for the result. */
  readonly version: string;
  /** The command that repeats the campaign, and options that those of single attacks must repeat. */
  readonly command: string;
  readonly flags: readonly string[];
  /** The harmless server that only a fooled SP asks. */
  readonly canary?: Canary;
  /** Plays no controls, neither first nor beside the attacks: for mutants, which are wrong on purpose. */
  readonly uncontrolled?: boolean;
  readonly onEvent?: (event: RunEvent) => void;
}

/** Said of an SP that calls every refusal an error of its own. */
const ERRORS_NOTE =
  'the SP refuses messages with a status of 500 and more: a crash cannot be told from a refusal there';

/** A mutant is taken as it is. */
const UNCALIBRATED: Calibration = {
  signings: ['assertion', 'response', 'both'],
  errorsAreRefusals: false,
};

/**
 * Plays a campaign.
 *
 * @returns a run whose stories are attacks: every reporter shows it
 * @throws TargetError `calibration-failed` when the SP refuses genuine messages, or takes a plainly bad one
 */
export async function runCampaign(options: CampaignOptions): Promise<RunResult> {
  const { attacks, onEvent, version, command } = options;
  const calibration = await calibrationOf(options);
  const { playable, leftOut } = fitAttacks(attacks, options, calibration);
  const { errorsAreRefusals } = calibration;
  const campaign: Campaign = { options, errorsAreRefusals, controls: new Map() };
  onEvent?.({ kind: 'run-start', stories: playable.length });
  const stories: StoryResult[] = [];
  const impossible: LeftOut[] = [];
  for (const item of playable) {
    const attempt = await attemptAttack(campaign, item);
    if ('why' in attempt) impossible.push({ id: item.item.id, why: attempt.why });
    else {
      stories.push(attempt.story);
      onEvent?.({ kind: 'story-end', story: attempt.story });
    }
  }
  const counts = countsOf(stories);
  return {
    tool: 'standin',
    version,
    seed: options.story.seed,
    command,
    verdict: runVerdictOf(counts),
    stories,
    leftOut: [...leftOut, ...impossible],
    notes: [
      ...targetNotes(playable.map(({ item }) => item)),
      ...(errorsAreRefusals ? [ERRORS_NOTE] : []),
    ],
    counts,
  };
}

/** Plays the controls of the whole campaign. */
async function calibrationOf(options: CampaignOptions): Promise<Calibration> {
  const [first] = options.attacks;
  if (first === undefined || options.uncontrolled === true) return UNCALIBRATED;
  const { evidence, ...quiet } = options.story;
  return calibrate(plainItem(first, options), (item) => runStory(item, quiet));
}

/** An ordinary login at the SP as it is: controls must not depend on what one attack varies. */
function plainItem(attack: Attack, range: Range): WorkItem {
  const { key, ...rest } = attack;
  return attackItem({ ...rest, sp: {}, needs: [] }, range, new Map()).item;
}

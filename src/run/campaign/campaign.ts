/** Floor 7: plays attacks, one after the other, each with its control, and adds up. */
import type { AttackVerdict } from '../../attack/verdict.js';
import { isRight } from '../../attack/verdict.js';
import type { Attack } from '../../scenario/attack.js';
import type { Profile } from '../../scenario/profile.js';
import { commandLine } from '../command-line.js';
import { countsOf, runVerdictOf } from '../counts.js';
import type { LeftOut } from '../left-out.js';
import { targetNotes } from '../target-notes.js';
import type { AttackFacts, RunEvent, RunResult, StoryResult } from '../result.js';
import type { StoryOptions } from '../run-story.js';
import { runStory } from '../run-story.js';
import type { WorkItem } from '../work-item.js';
import { attackItem, type AttackItem, type Range } from './attack-item.js';
import { calibrate, type Calibration } from './calibrate.js';
import type { Canary } from '../canary.js';
import { whyNot } from './needs.js';

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

/** What a campaign keeps from one attack to the next. */
interface Campaign {
  readonly options: CampaignOptions;
  /** How controls ended, by what they do. */
  readonly controls: Map<string, AttackVerdict>;
}

function verdictIn({ steps, verdict }: StoryResult): AttackVerdict {
  return steps.at(-1)?.attack ?? (verdict === 'error' ? 'error' : 'not-verified');
}

/** Controls that do the same are played once. */
function signatureOf({ scenario, sp, key, secondIdp }: WorkItem): string {
  const { users, steps } = scenario;
  const definition = steps.flatMap((step) =>
    step.verb === 'attack' ? [step.definition?.steps, step.definition?.signed] : [],
  );
  return JSON.stringify([users, sp.settings, key, secondIdp, definition]);
}

async function controlVerdict(
  { options, controls }: Campaign,
  control: WorkItem,
): Promise<AttackVerdict> {
  const signature = signatureOf(control);
  const known = controls.get(signature);
  if (known !== undefined) return known;
  const { evidence, ...quiet } = options.story;
  const verdict = verdictIn(await runStory(control, quiet));
  controls.set(signature, verdict);
  return verdict;
}

/** A refusal may have another cause than the forgery: only the control tells. */
function needsControl({ expect }: Attack, verdict: AttackVerdict): boolean {
  return expect !== 'accept' && verdict === 'no-session';
}

/** A refusal that proves nothing. */
function unproven(story: StoryResult): StoryResult {
  const why = 'the same login without the forgery is refused, too';
  const steps = story.steps.map((step, index) =>
    index < story.steps.length - 1
      ? step
      : {
          ...step,
          findings: step.findings.map((finding) =>
            finding.verdict === 'passed'
              ? { ...finding, verdict: 'not-verified' as const, why }
              : finding,
          ),
        },
  );
  const { verdict } = story;
  return { ...story, steps, verdict: verdict === 'passed' ? 'not-verified' : verdict };
}

function repeat({ attack }: AttackItem, { story, flags, vendor }: CampaignOptions): string {
  return commandLine('attack', attack.id, '--idp', vendor, '--seed', story.seed, ...flags);
}

async function playOne(campaign: Campaign, attackItemOf: AttackItem): Promise<StoryResult> {
  const { options } = campaign;
  const { attack, item, control } = attackItemOf;
  const token = attack.id.replaceAll(/[^\w-]/g, '-');
  const { canary } = options;
  const watched: Pick<StoryOptions, 'values' | 'canary'> =
    canary === undefined
      ? {}
      : { values: { canary: canary.urlFor(token) }, canary: () => canary.hits(token) };
  const story = await runStory(item, { ...options.story, ...watched });
  const verdict = verdictIn(story);
  const compared =
    control === undefined || options.uncontrolled === true || !needsControl(attack, verdict)
      ? undefined
      : await controlVerdict(campaign, control);
  const accepted = compared === undefined ? undefined : isRight(compared, 'accept');
  const { group, severity, model, clause, expect } = attack;
  const { took, sent } = story.steps.at(-1) ?? {};
  const facts: AttackFacts = {
    id: attack.id,
    group,
    severity,
    model,
    clause,
    expect,
    verdict: accepted === false ? 'not-verified' : verdict,
    ...(accepted === undefined ? {} : { control: accepted ? 'accepted' : 'refused' }),
    ...(sent === undefined ? {} : { sent }),
    ...(took === undefined ? {} : { took }),
  };
  const told = accepted === false ? unproven(story) : story;
  return { ...told, attack: facts, command: repeat(attackItemOf, options) };
}

/** What a target cannot be asked is left out, with the reason. */
function split(
  items: readonly AttackItem[],
  { target }: CampaignOptions,
  { signings }: Calibration,
): { readonly playable: readonly AttackItem[]; readonly leftOut: readonly LeftOut[] } {
  const leftOut: LeftOut[] = [];
  const playable = items.filter(({ attack, item }) => {
    const unsigned = signings.includes(attack.signed)
      ? undefined
      : `the SP refuses genuine messages that are signed so: ${attack.signed}`;
    const why = whyNot(attack, target, item.profile) ?? unsigned;
    if (why !== undefined) leftOut.push({ id: item.id, why });
    return why === undefined;
  });
  return { playable, leftOut };
}

const UNCALIBRATED: Calibration = { signings: ['assertion', 'response', 'both'] };

/**
 * Plays a campaign.
 *
 * @returns a run whose stories are attacks: every reporter shows it
 * @throws TargetError `calibration-failed` when the SP refuses genuine messages, or takes a plainly bad one
 */
export async function runCampaign(options: CampaignOptions): Promise<RunResult> {
  const { attacks, onEvent, story, version, command } = options;
  const profiles = new Map<string, Profile>();
  const items = attacks.map((attack) => attackItem(attack, options, profiles));
  const [first] = items;
  const { evidence, ...quiet } = story;
  const calibration =
    first === undefined || options.uncontrolled === true
      ? UNCALIBRATED
      : await calibrate(plainItem(first.attack, options), (item) => runStory(item, quiet));
  const { playable, leftOut } = split(items, options, calibration);
  const campaign: Campaign = { options, controls: new Map() };
  onEvent?.({ kind: 'run-start', stories: playable.length });
  const stories: StoryResult[] = [];
  for (const item of playable) {
    const result = await playOne(campaign, item);
    stories.push(result);
    onEvent?.({ kind: 'story-end', story: result });
  }
  const counts = countsOf(stories);
  const notes = targetNotes(playable.map(({ item }) => item));
  const verdict = runVerdictOf(counts);
  const { seed } = story;
  return { tool: 'standin', version, seed, command, verdict, stories, leftOut, notes, counts };
}

/** An ordinary login at the SP as it is: controls must not depend on what one attack varies. */
function plainItem(attack: Attack, range: Range): WorkItem {
  const { key, ...rest } = attack;
  return attackItem({ ...rest, sp: {}, needs: [] }, range, new Map()).item;
}

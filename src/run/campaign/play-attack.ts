/** Floor 7: plays one attack, and its control where a refusal alone proves nothing. */
import { impersonates } from '../../attack/impersonates.js';
import { isRight, type AttackVerdict } from '../../attack/verdict.js';
import { StandinError } from '../../base/errors.js';
import type { Attack, Severity } from '../../scenario/attack.js';
import { commandLine } from '../command-line.js';
import type { AttackFacts, StepResult, StoryResult } from '../result.js';
import { runStory, type StoryOptions } from '../run-story.js';
import type { WorkItem } from '../work-item.js';
import type { AttackItem } from './attack-item.js';
import type { CampaignOptions } from './campaign.js';

/** What a campaign keeps from one attack to the next. */
export interface Campaign {
  readonly options: CampaignOptions;
  readonly errorsAreRefusals: boolean;
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

const UNPROVEN = 'the same login without the forgery is refused, too';

/** A refusal that proves nothing: it is not verified, and fails where nothing may be left open. */
function unproven(story: StoryResult, strict: boolean): StoryResult {
  if (story.verdict !== 'passed') return story;
  const verdict = strict ? 'failed' : 'not-verified';
  const doubted = (step: StepResult): StepResult => ({
    ...step,
    findings: step.findings.map((finding) => ({ ...finding, verdict, why: UNPROVEN })),
  });
  return {
    ...story,
    steps: [...story.steps.slice(0, -1), ...story.steps.slice(-1).map(doubted)],
    verdict,
  };
}

function repeat({ attack }: AttackItem, { story, flags, vendor }: CampaignOptions): string {
  return commandLine('attack', attack.id, '--idp', vendor, '--seed', story.seed, ...flags);
}

/** What asks the canary is known by the attack. */
function watching(
  { id }: Attack,
  { canary }: CampaignOptions,
): Pick<StoryOptions, 'values' | 'canary'> {
  if (canary === undefined) return {};
  const token = id.replaceAll(/[^\w-]/g, '-');
  // Whoever was fooled before, in another campaign, is not counted again.
  const before = canary.hits(token);
  return {
    values: { canary: canary.urlFor(token) },
    canary: () => canary.hits(token) - before,
  };
}

/** How the control ended; absent where it was not needed. */
async function compare(
  campaign: Campaign,
  { attack, control }: AttackItem,
  verdict: AttackVerdict,
): Promise<AttackFacts['control']> {
  const { uncontrolled } = campaign.options;
  if (control === undefined || uncontrolled === true || !needsControl(attack, verdict))
    return undefined;
  return isRight(await controlVerdict(campaign, control), 'accept') ? 'accepted' : 'refused';
}

/** An SP that takes the message, and nothing that was forged in it, has a fault that nobody gains by. */
function severityOf(attack: Attack, verdict: AttackVerdict): Severity {
  return verdict === 'as-self' && impersonates(attack) ? 'low' : attack.severity;
}

/** Plays an attack. */
async function playAttack(campaign: Campaign, played: AttackItem): Promise<StoryResult> {
  const { options, errorsAreRefusals } = campaign;
  const { attack, item } = played;
  const how = { ...options.story, ...watching(attack, options), errorsAreRefusals };
  const story = await runStory(item, how);
  const verdict = verdictIn(story);
  const control = await compare(campaign, played, verdict);
  const { id, group, model, clause, expect, signed } = attack;
  const severity = expect === 'reject' ? severityOf(attack, verdict) : attack.severity;
  const { took, sent } = story.steps.at(-1) ?? {};
  const facts: AttackFacts = {
    ...{ id, group, severity, model, clause, expect, signed },
    verdict: control === 'refused' ? 'not-verified' : verdict,
    ...(control === undefined ? {} : { control }),
    ...(sent === undefined ? {} : { sent }),
    ...(took === undefined ? {} : { took }),
  };
  const told = control === 'refused' ? unproven(story, options.story.strict) : story;
  return { ...told, attack: facts, command: repeat(played, options) };
}

/** Operations that this vendor's message, or one that is signed so, has no place for. */
function isImpossible(error: unknown): error is StandinError {
  return error instanceof StandinError && /^(?:mutation-impossible|xml-)/.test(error.code);
}

/** An attack that was played, or why it cannot be. */
export type Attempt = { readonly story: StoryResult } | { readonly why: string };

/** Plays an attack, if it can be made. */
export async function attemptAttack(campaign: Campaign, played: AttackItem): Promise<Attempt> {
  try {
    return { story: await playAttack(campaign, played) };
  } catch (error) {
    if (!isImpossible(error)) throw error;
    return { why: `it cannot be made of this message (signed: ${played.attack.signed})` };
  }
}

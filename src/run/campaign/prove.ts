/** Floor 7: holds the corpus against the strict SP and its mutants: a corpus that cannot fail proves nothing. */
import { isRight } from '../../attack/verdict.js';
import type { Attack } from '../../scenario/attack.js';
import type { RunEvent, RunResult, StoryResult } from '../result.js';
import { runCampaign, type CampaignOptions } from './campaign.js';

/** What the proof is about. */
export interface ProofOptions extends Pick<
  CampaignOptions,
  'attacks' | 'story' | 'vendor' | 'version' | 'canary'
> {
  /** Every defect that the corpus must know of; those of a part of the corpus need not all be caught. */
  readonly defects: readonly string[];
  readonly onEvent?: (event: RunEvent) => void;
}

/** Something that the corpus does not prove. */
interface Gap {
  /** An attack or a mutant. */
  readonly about: string;
  readonly why: string;
}

/** What the proof found. */
export interface Proof {
  readonly attacks: number;
  readonly controls: number;
  readonly mutants: number;
  /** How often a mutant was attacked. */
  readonly tries: number;
  readonly gaps: readonly Gap[];
}

const ACCEPT_ALL = 'accept-all';
const REJECT_ALL = 'reject-all';

/** Libraries are proven at the real ones: `samlify@2.9.1`. */
function isLibrary(name: string): boolean {
  return name.includes('@');
}

function isControl({ expect }: Attack): boolean {
  return expect === 'accept';
}

type Campaigns = (attacks: readonly Attack[], defect?: string) => Promise<RunResult>;

function campaigns({ story, vendor, version, canary, onEvent }: ProofOptions): Campaigns {
  return (attacks, defect) =>
    runCampaign({
      attacks,
      vendor,
      version,
      // Every attack draws from the same source: two that do the same send the same.
      story: { ...story, source: 'proof' },
      command: '',
      flags: [],
      ...(canary === undefined ? {} : { canary }),
      ...(defect === undefined ? {} : { defects: [defect], uncontrolled: true }),
      ...(onEvent === undefined ? {} : { onEvent }),
    });
}

function nameOf({ attack, id }: StoryResult): string {
  return attack?.id ?? id;
}

/** The strict SP resists every attack, and for the right reason; it takes every control. */
function strictGaps({ stories }: RunResult): readonly Gap[] {
  return stories
    .filter(({ verdict }) => verdict !== 'passed')
    .map((story) => {
      const finding = story.steps
        .flatMap(({ findings }) => findings)
        .find(({ verdict }) => verdict !== 'passed');
      const seen =
        story.attack?.control === 'refused'
          ? 'its control is refused, too'
          : String(finding?.observed);
      const why = finding?.why === undefined ? '' : ` (${finding.why})`;
      const broken = story.error === undefined ? '' : `: ${story.error.message}`;
      return {
        about: nameOf(story),
        why: `the strict SP does not end it as it should: ${seen}${why}${broken}`,
      };
    });
}

/** Two attacks that send the same are one attack. */
function equalGaps({ stories }: RunResult): readonly Gap[] {
  const senders = new Map<string, string>();
  return stories.flatMap((story) => {
    const sent = story.attack?.sent;
    if (sent === undefined) return [];
    const other = senders.get(sent);
    senders.set(sent, nameOf(story));
    return other === undefined
      ? []
      : [{ about: nameOf(story), why: `it sends the same bytes as ${other}` }];
  });
}

/** Whether the mutant ended the attack wrongly. */
function isCaught({ attack, verdict }: StoryResult): boolean {
  if (attack === undefined || attack.verdict === 'not-verified') return false;
  return verdict === 'failed' || !isRight(attack.verdict, attack.expect);
}

function mutantGaps(defect: string, { stories }: RunResult): readonly Gap[] {
  return stories
    .filter((story) => !isCaught(story))
    .map((story) => ({ about: nameOf(story), why: `the mutant "${defect}" does not fall to it` }));
}

/** What a negative attack must name: a mutant, or a library. */
function unnamed(attacks: readonly Attack[]): readonly Gap[] {
  return attacks
    .filter((attack) => !isControl(attack) && attack.caughtBy.length === 0)
    .map(({ id }) => ({ about: id, why: 'nothing is said to fall to it (caught-by)' }));
}

function namedDefects(attacks: readonly Attack[]): readonly string[] {
  return [...new Set(attacks.flatMap(({ caughtBy }) => caughtBy))].filter(
    (name) => !isLibrary(name),
  );
}

/** Every mutant is caught, or the check that it lacks is not needed. */
function uncaught(defects: readonly string[], named: readonly string[]): readonly Gap[] {
  return defects
    .filter((defect) => !named.includes(defect) && defect !== ACCEPT_ALL && defect !== REJECT_ALL)
    .map((defect) => ({ about: defect, why: 'no attack is said to catch this mutant' }));
}

/**
 * Proves the corpus: the strict SP resists all attacks and takes all controls, every attack is caught by the mutants that
 * it names, every mutant is named, an SP that takes everything fails everywhere, one that takes nothing fails on the
 * controls, and no two attacks send the same bytes.
 */
export async function proveCorpus(options: ProofOptions): Promise<Proof> {
  const { attacks, defects } = options;
  const play = campaigns(options);
  const strict = await play(attacks);
  const gaps: Gap[] = [...unnamed(attacks), ...strictGaps(strict), ...equalGaps(strict)];
  const named = namedDefects(attacks).filter((name) => name !== ACCEPT_ALL && name !== REJECT_ALL);
  let tries = 0;
  for (const defect of named) {
    const fallen = attacks.filter(({ caughtBy }) => caughtBy.includes(defect));
    tries += fallen.length;
    gaps.push(...mutantGaps(defect, await play(fallen, defect)));
  }
  const controls = attacks.filter(isControl);
  gaps.push(...mutantGaps(ACCEPT_ALL, await play(attacks, ACCEPT_ALL)));
  gaps.push(...mutantGaps(REJECT_ALL, await play(controls, REJECT_ALL)));
  gaps.push(...uncaught(defects, named));
  return {
    attacks: attacks.length - controls.length,
    controls: controls.length,
    mutants: named.length,
    tries: tries + attacks.length + controls.length,
    gaps,
  };
}

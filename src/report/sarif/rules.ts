/** Floor 8: what was checked, as SARIF rules: one for each attack, whatever its variants, and one for each story. */
import { EXPECTED_WORDS } from '../../attack/verdict.js';
import type { AttackFacts, StoryResult } from '../../run/result.js';
import { endingOf, isAttack } from '../campaign/ending.js';
import { MODEL_WORDS } from '../campaign/words.js';
import { GRADES, type Level } from './grade.js';
import { message, shortMessage, type SarifMessage } from './message.js';

/** `reportingDescriptor` (sarif 3.49). */
export interface Rule {
  readonly id: string;
  readonly shortDescription: SarifMessage;
  readonly fullDescription: SarifMessage;
  readonly help: SarifMessage;
  readonly helpUri?: string;
  readonly defaultConfiguration: { readonly level: Level };
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Where a number of a vulnerability is explained. */
const CVE = /^CVE-\d{4}-\d{4,}$/u;

/** The SP breaks down: how bad that is has nothing to do with how bad the attack would have been. */
const CRASH: Rule = {
  id: 'crash',
  shortDescription: message('The SP breaks down over a forged message'),
  fullDescription: message(
    'The SP answered with a status of 500 or more, ended the connection or took too long. Nobody was let in, but a message that anybody may send should be refused and not break anything.',
  ),
  help: message('Refuse what cannot be read or verified before anything is done with it.'),
  defaultConfiguration: { level: GRADES.medium.level },
  properties: {
    tags: ['security', 'saml', 'availability'],
    precision: 'very-high',
    'security-severity': GRADES.medium.score,
  },
};

/** The id of an attack without its variant. */
function attackRuleId({ id }: AttackFacts): string {
  return id.split('/', 1)[0] ?? id;
}

/** The rule that a story is an instance of. */
export function ruleIdOf(story: StoryResult): string {
  if (!isAttack(story)) return story.scenario;
  return endingOf(story) === 'crash' ? CRASH.id : attackRuleId(story.attack);
}

function webAddress(reference: string): string | undefined {
  if (CVE.test(reference)) return `https://nvd.nist.gov/vuln/detail/${reference}`;
  const url = URL.canParse(reference) ? new URL(reference) : undefined;
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url.href : undefined;
}

/** The first reference that is an address. */
function helpUri({ references = [] }: StoryResult): Pick<Rule, 'helpUri'> {
  const [address] = references.map(webAddress).filter((url) => url !== undefined);
  return address === undefined ? {} : { helpUri: address };
}

function helpText({ attack, description, title, references = [] }: StoryResult): SarifMessage {
  const sources = references.length === 0 ? [] : [`References: ${references.join('; ')}.`];
  if (attack === undefined) return message([description ?? title, ...sources].join(' '));
  const { model, expect, clause } = attack;
  const asked =
    clause === 'policy' ? 'No clause of the specification asks for it.' : `Clause: ${clause}.`;
  const right = `What a correct SP comes to: ${EXPECTED_WORDS[expect]}. ${asked}`;
  return message([`Who can do it: ${MODEL_WORDS[model]}.`, right, ...sources].join(' '));
}

function unique(tags: readonly string[]): readonly string[] {
  return [...new Set(tags)];
}

function gradeOf({ attack, tags }: StoryResult): Pick<Rule, 'defaultConfiguration' | 'properties'> {
  if (attack === undefined) {
    const properties = { tags: unique(tags), 'problem.severity': 'error' };
    return { defaultConfiguration: { level: 'error' }, properties };
  }
  const { severity, group, model, clause } = attack;
  const { level, score } = GRADES[severity];
  const basis = clause === 'policy' ? 'policy' : 'required';
  const properties = {
    tags: unique(['security', 'saml', group, model, basis]),
    precision: 'very-high',
    'security-severity': score,
    clause,
  };
  return { defaultConfiguration: { level }, properties };
}

function ruleOf(story: StoryResult): Rule {
  const { attack, scenario, title, description } = story;
  return {
    id: attack === undefined ? scenario : attackRuleId(attack),
    shortDescription: shortMessage(title),
    fullDescription: shortMessage(description ?? title),
    help: helpText(story),
    ...helpUri(story),
    ...gradeOf(story),
  };
}

/** A rule for everything that was played, in the order in which it was; what became of it is no part of them. */
export function rulesOf(stories: readonly StoryResult[]): readonly Rule[] {
  const rules = new Map<string, Rule>();
  for (const rule of stories.map(ruleOf)) {
    if (!rules.has(rule.id)) rules.set(rule.id, rule);
  }
  if (stories.some(isAttack)) rules.set(CRASH.id, CRASH);
  return [...rules.values()];
}

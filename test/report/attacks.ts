/** Test data: attacks as a campaign leaves them. */
import type { AttackFacts, Finding, StoryResult } from '../../src/run/result.js';
import { EXPECTED_WORDS, VERDICT_WORDS } from '../../src/attack/verdict.js';
import { finding, UNDRIVEN } from './results.js';

/** How an attack of the test data is to end. */
type Ended = 'resisted' | 'broken' | 'crashed' | 'unproven' | 'undriven';

const VERDICTS: Readonly<Record<Ended, AttackFacts['verdict']>> = {
  resisted: 'no-session',
  broken: 'as-victim',
  crashed: 'error',
  unproven: 'not-verified',
  undriven: 'error',
};

const STORY_VERDICTS: Readonly<Record<Ended, StoryResult['verdict']>> = {
  resisted: 'passed',
  broken: 'failed',
  crashed: 'failed',
  unproven: 'not-verified',
  undriven: 'error',
};

function findingOf(
  { id, group, expect, verdict }: AttackFacts,
  ended: StoryResult['verdict'],
): Finding {
  return finding({
    key: 'attack',
    verdict: ended === 'error' ? 'passed' : ended,
    expected: EXPECTED_WORDS[expect],
    observed: VERDICT_WORDS[verdict],
    file: `scenarios/attacks/${group}/${id.split('/')[0] ?? ''}.yaml`,
    line: 9,
    column: 9,
    ...(ended === 'not-verified'
      ? { why: 'the same login without the forgery is refused, too' }
      : {}),
  });
}

/** An attack; a variant stands behind a slash of its name. */
export function attack(
  name: string,
  ended: Ended = 'resisted',
  change: Partial<AttackFacts> = {},
): StoryResult & { readonly attack: AttackFacts } {
  const facts: AttackFacts = {
    id: name,
    group: 'signature',
    severity: 'critical',
    model: 'user',
    clause: 'saml-core 5.4.2',
    expect: 'reject',
    signed: 'assertion',
    verdict: VERDICTS[ended],
    control: ended === 'unproven' ? 'refused' : 'accepted',
    sent: '0f'.repeat(32),
    took: { milliseconds: 12.5, bytes: 4321 },
    ...change,
  };
  const verdict = STORY_VERDICTS[ended];
  const scenario = `attacks/${facts.group}/${name}`;
  const step = { line: 1, at: '2026-03-02T09:00:00.000Z' };
  return {
    id: `${scenario}[okta]`,
    scenario,
    title: `The attack ${name}`,
    file: `scenarios/attacks/${facts.group}/${name.split('/')[0] ?? ''}.yaml`,
    tags: [facts.group, facts.severity],
    description: 'What is changed, and why it matters.',
    references: ['https://example.org/advisory', 'CVE-2025-29775'],
    idp: 'okta',
    sp: 'strict',
    verdict,
    steps: [
      { ...step, index: 0, verb: 'login', title: 'victim logs in', findings: [] },
      {
        ...step,
        index: 1,
        verb: 'attack',
        title: `attacker attacks: ${name}`,
        attack: facts.verdict,
        took: { milliseconds: 12.5, bytes: 4321 },
        sent: '0f'.repeat(32),
        findings: ended === 'undriven' ? [] : [findingOf(facts, verdict)],
        message: '<Response/>',
      },
    ],
    attack: facts,
    command: `standin attack ${name} --idp okta --seed 7`,
    durationMs: 20,
    ...(ended === 'undriven' ? UNDRIVEN : {}),
  };
}

/** A campaign in which an attack ended in every way. */
export const OF_EACH_ENDING: readonly StoryResult[] = [
  attack('sig-stripped'),
  attack('ok-assertion-signed', 'resisted', {
    group: 'must-accept',
    severity: 'info',
    expect: 'accept',
    verdict: 'as-self',
  }),
  attack('rcpt-wrong', 'broken', {
    group: 'audience-destination',
    severity: 'medium',
    clause: 'policy',
    verdict: 'as-self',
  }),
  attack('parser-bom', 'crashed', { group: 'parser', severity: 'low' }),
  attack('sig-none/empty', 'broken'),
  attack('xsw3', 'unproven', { group: 'wrapping', severity: 'high' }),
  attack('xsw4', 'undriven', { group: 'wrapping', severity: 'high' }),
];

/** Floor 8: what is known of an attack: who can make it, what forbids it, who should be in and who is. */
import { EXPECTED_WORDS, VERDICT_WORDS } from '../../attack/verdict.js';
import type { AttackFacts } from '../../run/result.js';
import type { AttackStory } from '../campaign/ending.js';
import { MODEL_WORDS } from '../campaign/words.js';
import { factsList } from './facts-list.js';
import type { Markup } from './markup.js';
import { h } from './markup.js';

const CONTROL_WORDS: Readonly<Record<NonNullable<AttackFacts['control']>, string>> = {
  accepted: 'the same login without the forgery was accepted',
  refused: 'the same login without the forgery was refused, too: this refusal proves nothing',
};

function clauseText({ clause }: AttackFacts): string {
  return clause === 'policy' ? 'policy: no clause of the specification asks for it' : clause;
}

/** What the genuine IdP signed before anything was changed. */
const SIGNED_WORDS: Readonly<Record<AttackFacts['signed'], string>> = {
  assertion: 'the Assertion',
  response: 'the Response',
  both: 'the Response and the Assertion',
};

/** The severity as a badge. */
export function severityBadge({ attack: { severity } }: AttackStory): Markup {
  return h`<span class="severity ${severity}">${severity}</span> `;
}

/** The facts, one below the other. */
export function attackFacts({ attack }: AttackStory): Markup {
  const { model, expect, verdict, control, took, sent, signed } = attack;
  return factsList([
    ['Who can do it', MODEL_WORDS[model]],
    ['Clause', clauseText(attack)],
    ['Signed', SIGNED_WORDS[signed]],
    ['Expected', EXPECTED_WORDS[expect]],
    ['Observed', VERDICT_WORDS[verdict]],
    ['Control', control === undefined ? undefined : CONTROL_WORDS[control]],
    ['Size', took === undefined ? undefined : `${took.bytes} bytes`],
    ['SHA-256', sent === undefined ? undefined : h`<code>${sent}</code>`],
  ]);
}

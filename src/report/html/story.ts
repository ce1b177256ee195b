/** Floor 8: one story as a box that opens. */
import type { StepResult, StoryResult } from '../../run/result.js';
import { endingOf, isAttack } from '../campaign/ending.js';
import { ENDING_SIGNS, ENDING_WORDS } from '../campaign/words.js';
import { VERDICT_WORDS } from '../verdict-words.js';
import { attackFacts, severityBadge } from './attack-facts.js';
import type { Markup } from './markup.js';
import { h, NOTHING, when } from './markup.js';
import { stepItem } from './step.js';

/** Signs of verdicts, beside the word and the colour. */
const SIGNS: Readonly<Record<StoryResult['verdict'], string>> = {
  passed: '✓',
  failed: '✗',
  'not-verified': '?',
  error: '!',
};

/** An attack is no story to its reader: it was resisted or not. */
function wordsFor(story: StoryResult): { readonly sign: string; readonly word: string } {
  const { verdict } = story;
  if (!isAttack(story)) return { sign: SIGNS[verdict], word: VERDICT_WORDS[verdict] };
  const ending = endingOf(story);
  return { sign: ENDING_SIGNS[ending], word: ENDING_WORDS[ending][0] };
}

function errorBox({ code, message, fix }: NonNullable<StoryResult['error']>): Markup {
  return h`<div class="error"><p><strong>The SP could not be driven.</strong> ${message} <code>${code}</code></p>${when(fix, (text) => h`<p>${text}</p>`)}</div>\n`;
}

function tagsOf({ tags }: StoryResult): Markup {
  return h`${tags.map((tag) => h`<span class="tag">${tag}</span> `)}`;
}

/** A command that one click or one keystroke selects. */
export function commandBox(command: string): Markup {
  return h`<code class="command">${command}</code>`;
}

function placeOf({ file, steps }: StoryResult): string {
  const failed = steps
    .flatMap(({ findings }) => findings)
    .find(({ verdict }) => verdict === 'failed');
  return failed === undefined ? file : `${failed.file}:${failed.line}`;
}

function meta(story: StoryResult): Markup {
  return h`<p class="meta">${story.idp} → ${story.sp} ${tagsOf(story)} <code>${placeOf(story)}</code></p>\n`;
}

function basis({ description, references = [] }: StoryResult): Markup {
  const items = references.map((reference) => h`<li>${reference}</li>\n`);
  const list = items.length === 0 ? NOTHING : h`<ul class="basis">\n${items}</ul>\n`;
  return h`${when(description, (text) => h`<p>${text}</p>\n`)}${list}`;
}

/** What leads to an attack that was resisted is nothing that anybody has to look at. */
function stepsOf(story: StoryResult): readonly StepResult[] {
  if (!isAttack(story) || endingOf(story) !== 'resisted') return story.steps;
  return story.steps.map((step, index) => {
    const { evidence, message, ...bare } = step;
    return index === story.steps.length - 1 ? step : bare;
  });
}

function body(story: StoryResult): Markup {
  const { error } = story;
  const steps = stepsOf(story);
  const facts = isAttack(story) ? attackFacts(story) : NOTHING;
  const items = steps.map((step, index) => {
    const last = error !== undefined && index === steps.length - 1;
    return stepItem(step, steps[index - 1], last);
  });
  return h`${meta(story)}${basis(story)}${facts}<p>${commandBox(story.command)}</p>\n${when(error, errorBox)}<ol class="steps">\n${items}</ol>\n`;
}

/**
 * A story: open unless it is as promised.
 *
 * @param number - its place in the run, for links
 */
export function storyBox(story: StoryResult, number: number): Markup {
  const { id, title, verdict } = story;
  const { sign, word } = wordsFor(story);
  const badge = isAttack(story) ? severityBadge(story) : NOTHING;
  const open = verdict === 'passed' || verdict === 'not-verified' ? h`` : h` open`;
  return h`<details class="story ${verdict}" id="story-${number}"${open}>
<summary><span class="sign" aria-hidden="true">${sign}</span> <h3 class="name">${badge}${title} <code class="dim">${id}</code></h3> <span class="verdict">${word}</span></summary>
<div class="inside">
${body(story)}</div>
</details>\n`;
}

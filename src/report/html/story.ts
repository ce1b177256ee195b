/** Floor 8: one story as a box that opens. */
import type { StoryResult } from '../../run/result.js';
import { VERDICT_WORDS } from '../verdict-words.js';
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

function body(story: StoryResult): Markup {
  const { steps, error } = story;
  const items = steps.map((step, index) => {
    const last = error !== undefined && index === steps.length - 1;
    return stepItem(step, steps[index - 1], last);
  });
  return h`${meta(story)}${basis(story)}<p>${commandBox(story.command)}</p>\n${when(error, errorBox)}<ol class="steps">\n${items}</ol>\n`;
}

/**
 * A story: open unless it is as promised.
 *
 * @param number - its place in the run, for links
 */
export function storyBox(story: StoryResult, number: number): Markup {
  const { id, title, verdict } = story;
  const open = verdict === 'passed' || verdict === 'not-verified' ? h`` : h` open`;
  return h`<details class="story ${verdict}" id="story-${number}"${open}>
<summary><span class="sign" aria-hidden="true">${SIGNS[verdict]}</span> <h3 class="name">${title} <code class="dim">${id}</code></h3> <span class="verdict">${VERDICT_WORDS[verdict]}</span></summary>
<div class="inside">
${body(story)}</div>
</details>\n`;
}

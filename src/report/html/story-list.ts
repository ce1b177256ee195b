/** Floor 8: the stories, with buttons that leave out all of another verdict: styles do it, no script. */
import type { RunResult, StoryResult } from '../../run/result.js';
import { attacksIn, byUrgency, isAttack, ordinaryIn } from '../campaign/ending.js';
import { VERDICT_WORDS } from '../verdict-words.js';
import type { Markup } from './markup.js';
import { h } from './markup.js';
import { storyBox } from './story.js';

const VERDICTS = ['failed', 'error', 'not-verified', 'passed'] as const;

function choice(value: string, label: string, count: number): Markup {
  const checked = value === 'all' ? h` checked` : h``;
  return h`<label><input type="radio" name="show" id="show-${value}"${checked}> ${label} <span class="count">${count}</span></label>\n`;
}

function filter(stories: readonly StoryResult[]): Markup {
  const choices = VERDICTS.flatMap((verdict) => {
    const count = stories.filter((story) => story.verdict === verdict).length;
    return count === 0 ? [] : [choice(verdict, VERDICT_WORDS[verdict], count)];
  });
  return h`<fieldset class="filter">\n<legend>Show</legend>\n${choice('all', 'all', stories.length)}${choices}</fieldset>\n`;
}

function headingOf(stories: readonly StoryResult[]): string {
  return stories.every(isAttack) ? 'Attacks' : 'Stories';
}

/** The list, attacks by urgency, or a sentence when nothing was played. */
export function storyList(result: RunResult): Markup {
  const stories = [...ordinaryIn(result.stories), ...byUrgency(attacksIn(result.stories))];
  if (stories.length === 0) return h`<p>No story was played.</p>\n`;
  const boxes = stories.map((story, index) => storyBox(story, index + 1));
  return h`<h2>${headingOf(stories)}</h2>\n${filter(stories)}${boxes}`;
}

/** Floor 8: what was promised and what was seen. */
import type { Finding } from '../../run/result.js';
import type { Markup } from './markup.js';
import { folded, h, NOTHING } from './markup.js';
import { valueText } from './value-text.js';

const CLASSES: Readonly<Record<Finding['verdict'], string>> = {
  passed: 'passed',
  failed: 'failed',
  'not-verified': 'doubt',
};

const WORDS: Readonly<Record<Finding['verdict'], string>> = {
  passed: 'as promised',
  failed: 'not as promised',
  'not-verified': 'not verified',
};

function shown(value: unknown): string {
  return valueText(value) ?? 'nothing';
}

function item({ key, verdict, expected, observed, why, file, line, column }: Finding): Markup {
  const because = why === undefined ? NOTHING : h`<br>${why}`;
  const seen = verdict === 'not-verified' ? NOTHING : h`, observed <b>${shown(observed)}</b>`;
  return h`<li class="${CLASSES[verdict]}"><strong>${key}</strong> <span class="word">${WORDS[verdict]}</span> <code class="dim">${file}:${line}:${column}</code><br>expected <b>${shown(expected)}</b>${seen}${because}</li>\n`;
}

function keptItem({ key, expected, observed }: Finding): Markup {
  const [promised, seen] = [shown(expected), shown(observed)];
  return h`<li class="passed"><strong>${key}</strong> ${promised}${promised === seen ? NOTHING : h` <span class="dim">(observed ${seen})</span>`}</li>\n`;
}

function list(items: readonly Markup[]): Markup {
  return items.length === 0 ? NOTHING : h`<ul class="findings">\n${items}</ul>\n`;
}

/** What is not as promised stands open, what is stays folded. */
export function findingsOf(findings: readonly Finding[]): Markup {
  const kept = findings.filter(({ verdict }) => verdict === 'passed').map(keptItem);
  const blemished = findings.filter(({ verdict }) => verdict !== 'passed').map(item);
  const promises = kept.length === 1 ? '1 promise kept' : `${kept.length} promises kept`;
  return h`${list(blemished)}${kept.length === 0 ? NOTHING : folded(promises, list(kept))}`;
}

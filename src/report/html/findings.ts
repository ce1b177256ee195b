/** Floor 8: what was promised and what was seen. */
import type { Finding } from '../../run/result.js';
import type { Markup } from './markup.js';
import { folded, h, NOTHING, when } from './markup.js';
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
  if (Array.isArray(value) && value.length === 0) return 'none';
  return valueText(value) ?? 'nothing';
}

function item({ key, verdict, expected, observed, why, file, line, column }: Finding): Markup {
  const seen = h`<div><dt>observed</dt><dd>${shown(observed)}</dd></div>`;
  return h`<li class="${CLASSES[verdict]}"><strong>${key}</strong> <span class="word">${WORDS[verdict]}</span> <code class="dim">${file}:${line}:${column}</code>
<dl class="facts"><div><dt>expected</dt><dd>${shown(expected)}</dd></div>${verdict === 'not-verified' ? NOTHING : seen}${when(why, (text) => h`<div><dt>why</dt><dd>${text}</dd></div>`)}</dl></li>\n`;
}

function list(findings: readonly Finding[]): Markup {
  return h`<ul class="findings">\n${findings.map(item)}</ul>\n`;
}

/** What is not as promised stands open, what is stays folded. */
export function findingsOf(findings: readonly Finding[]): Markup {
  const kept = findings.filter(({ verdict }) => verdict === 'passed');
  const blemished = findings.filter(({ verdict }) => verdict !== 'passed');
  const promises = kept.length === 1 ? '1 promise kept' : `${kept.length} promises kept`;
  return h`${blemished.length === 0 ? NOTHING : list(blemished)}${kept.length === 0 ? NOTHING : folded(promises, list(kept))}`;
}

/** Floor 8: names and values below each other. */
import type { Markup } from './markup.js';
import { h, NOTHING } from './markup.js';

/** A name and what it stands for; rows without a value are left out. */
export type Fact = readonly [name: string, value: string | Markup | undefined];

function row([name, value]: Fact): Markup {
  if (value === undefined) return NOTHING;
  return h`<div><dt>${name}</dt><dd>${value}</dd></div>\n`;
}

/** A list of facts; nothing when no fact is there. */
export function factsList(facts: readonly Fact[]): Markup {
  if (facts.every(([, value]) => value === undefined)) return NOTHING;
  return h`<dl class="facts">\n${facts.map(row)}</dl>\n`;
}

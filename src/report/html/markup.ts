/** Floor 8: HTML of a report: whatever somebody else wrote is text, and no part of it moves the text around it. */
import type { Markup } from '../../base/html.js';
import { html } from '../../base/html.js';
import { printable } from '../printable.js';

export type { Markup };

type Piece = string | number | undefined | Markup | readonly Markup[];

/**
 * A template whose values are made printable and escaped.
 *
 * @example
 * h`<p>${'<b>'}</p>`.html; // '<p>&lt;b&gt;</p>'
 */
export function h(literals: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  const shown = pieces.map((piece) => (typeof piece === 'string' ? printable(piece) : piece));
  return html(literals, ...shown);
}

/** Nothing. */
export const NOTHING: Markup = h``;

/** The markup, or nothing when there is nothing to show. */
export function when<Value>(value: Value | undefined, show: (value: Value) => Markup): Markup {
  return value === undefined ? NOTHING : show(value);
}

/** A box that opens and closes. */
export function folded(title: Markup | string, body: Markup, open = false): Markup {
  const summary = typeof title === 'string' ? h`${title}` : title;
  return open
    ? h`<details open><summary>${summary}</summary>${body}</details>\n`
    : h`<details><summary>${summary}</summary>${body}</details>\n`;
}

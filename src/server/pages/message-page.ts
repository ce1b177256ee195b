/** Floor 5: a page that says one thing: not found, too long, not allowed. */
import { html } from '../../base/html.js';
import type { Answer } from '../http/answer.js';
import { framed } from './frame.js';

/** What it says. */
export interface Said {
  readonly status: number;
  readonly title: string;
  readonly message: string;
  /** What to do. */
  readonly fix?: string;
}

/** The page. */
export function messagePage({ status, title, message, fix }: Said): Answer {
  const body = html`<div class="card">
    <h1>${title}</h1>
    <p>${message}</p>
    ${fix === undefined ? undefined : html`<p class="soft">${fix}</p>`}
  </div>`;
  return framed({ status, title, body, width: 'narrow' });
}

/** Floor 5: what came of a form: said at the top of the page that follows. */
import { html, type Markup } from '../../../base/html.js';
import type { UserError } from '../../../base/errors.js';

/** What a form led to. */
export type Result =
  | { readonly kind: 'done'; readonly text: string }
  /** The form is shown again as it was typed. */
  | { readonly kind: 'refused'; readonly error: UserError; readonly form: URLSearchParams };

/** The box. */
export function noticeOf(result: Result | undefined): Markup | undefined {
  if (result === undefined) return undefined;
  if (result.kind === 'done') return html`<p class="notice good" role="status">${result.text}</p>`;
  const { message, fix, code } = result.error;
  return html`<div class="notice bad" role="alert">
    <p><strong>${message}</strong> <code>${code}</code></p>
    ${fix === undefined ? undefined : html`<p>${fix}</p>`}
  </div>`;
}

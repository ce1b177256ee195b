/** Floor 3: the frame of the pages an IdP shows. Own look; it never pretends to be the vendor. */
import { html, type Markup } from '../base/html.js';
import type { Objection } from './idp.js';
import type { Page } from './outcome.js';

const STYLE = `
:root { color-scheme: light dark; --ink: #1c2430; --soft: #5b6675; --line: #d9dee5; --ground: #f4f6f8; --card: #fff; --bad: #b3261e; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8ecf2; --soft: #9aa6b6; --line: #333c49; --ground: #0e1217; --card: #171c23; --bad: #ff8a80; }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { width: 100%; max-width: 30rem; padding: 1.5rem 1.75rem; background: var(--card); border: 1px solid var(--line); border-radius: 0.75rem; overflow-wrap: anywhere; }
.brand { margin: 0 0 1rem; color: var(--soft); font-size: 0.85rem; }
h1 { margin: 0 0 0.5rem; font-size: 1.35rem; color: var(--bad); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1rem; margin: 1.25rem 0 0; font-size: 0.85rem; }
dt { color: var(--soft); }
dd { margin: 0; }
@media (max-width: 28rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: 0.4rem; } }
`;

/** A refusal before it is framed. */
export interface RefusalParts {
  readonly status: number;
  /** Who is being played: `Okta`. */
  readonly vendor: string;
  /** The vendor's code. */
  readonly code: string;
  readonly title: string;
  readonly message: string;
  /** Labelled facts, in order. */
  readonly details: readonly (readonly [label: string, value: string])[];
}

/** Frames a refusal; the reason and the code are headers too, for tests. */
export function refusalPage(objection: Objection, parts: RefusalParts): Page {
  const style: Markup = { kind: 'markup', html: `<style>${STYLE}</style>` };
  const rows = parts.details.map(
    ([label, value]) =>
      html`<dt>${label}</dt>
        <dd>${value}</dd>`,
  );
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${parts.title}</title>
        ${style}
      </head>
      <body>
        <main>
          <p class="brand">Standin, a mock of ${parts.vendor}</p>
          <h1>${parts.title}</h1>
          <p>${parts.message}</p>
          <dl>${rows}</dl>
        </main>
      </body>
    </html> `;
  return {
    status: parts.status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-standin-refusal': objection.reason,
      'x-standin-code': parts.code,
    },
    html: document.html,
  };
}

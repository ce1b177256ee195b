/** Floor 3: the frame of the pages an IdP shows. Own look; it never pretends to be the vendor. */
import { html, type Markup } from '../base/html.js';
import { IDP_REASONS } from '../base/reasons.js';
import type { Objection } from './idp.js';
import type { Page } from './outcome.js';

const STYLE = `
:root { color-scheme: light dark; --ink: #1c2430; --soft: #566273; --line: #d9dee5; --ground: #f4f6f8; --card: #fff; --bad: #b3261e; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8ecf2; --soft: #9aa6b6; --line: #333c49; --ground: #0e1217; --card: #171c23; --bad: #ff8a80; }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { width: 100%; max-width: 34rem; min-width: 0; padding: 1.5rem 1.75rem; background: var(--card); border: 1px solid var(--line); border-radius: 0.75rem; overflow-wrap: anywhere; }
.brand { margin: 0 0 1rem; color: var(--soft); font-size: 0.85rem; }
h1 { margin: 0 0 0.5rem; font-size: 1.35rem; line-height: 1.3; color: var(--bad); }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.25rem 1rem; margin: 1.25rem 0 0; font-size: 0.85rem; }
dt { color: var(--soft); }
dd { margin: 0; }
a { color: inherit; }
.why { margin: 1.25rem 0 0; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft); font-size: 0.85rem; }
@media (max-width: 28rem) { main { padding: 1.25rem; } dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: 0.4rem; } }
`;

/** The longest value shown, in characters; what a request says can be as long as a request. */
const LONGEST = 300;

/** Nothing is loaded, run, framed or sent from these pages. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** What every page of an IdP says to the browser: it is HTML, and it is kept and told to nobody. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

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
  /** Headers of the vendor's own. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What the vendor's page holds for programs; nobody sees it. */
  readonly data?: Markup;
}

function clipped(value: string): string {
  return value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
}

function documentOf(objection: Objection, parts: RefusalParts): Markup {
  const style: Markup = { kind: 'markup', html: `<style>${STYLE}</style>` };
  const rows = parts.details.map(
    ([label, value]) =>
      html`<dt>${label}</dt>
        <dd>${clipped(value)}</dd>`,
  );
  return html`<!doctype html>
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
          <p class="why">
            Refused because ${IDP_REASONS[objection.reason]} (${objection.reason}). Nothing was sent
            to the application.
          </p>
        </main>
        ${parts.data}
      </body>
    </html> `;
}

/** Frames a refusal; the reason and the code are headers too, for tests. */
export function refusalPage(objection: Objection, parts: RefusalParts): Page {
  return {
    status: parts.status,
    headers: {
      ...PAGE_HEADERS,
      'content-security-policy': POLICY,
      'x-standin-refusal': objection.reason,
      'x-standin-code': parts.code,
      ...parts.headers,
    },
    html: documentOf(objection, parts).html,
  };
}

/** A link to where the person may try again. */
export interface WayBack {
  /** A path of the server that shows the page. */
  readonly href: string;
  readonly text: string;
}

/**
 * A refusal with a link below what it says.
 *
 * @param page - made by `refusalPage`
 */
export function withWayBack(page: Page, { href, text }: WayBack): Page {
  const link = html`<p class="back"><a href="${href}">${text}</a></p>`;
  // All text is escaped: the end of the document's only main is markup, and there is one.
  return { ...page, html: page.html.replace('</main>', () => `${link.html}</main>`) };
}

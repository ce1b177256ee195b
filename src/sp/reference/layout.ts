/** Floor 5: the frame of every page of the reference SP: dark and light, phone width, nothing from elsewhere. */
import { createHash } from 'node:crypto';
import type { Answer } from './answer.js';
import { html, type Markup } from '../../base/html.js';

const STYLE = `
:root { color-scheme: light dark; --ink: #1c2430; --soft: #5b6675; --line: #d9dee5; --ground: #fff; --mark: #0b5bd3; --bad: #b3261e; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8ecf2; --soft: #9aa6b6; --line: #333c49; --ground: #12161c; --mark: #7db0ff; --bad: #ff8a80; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
header, main { max-width: 72rem; margin: 0 auto; padding: 1rem; }
header { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; border-bottom: 1px solid var(--line); }
header strong { margin-right: auto; }
a { color: var(--mark); }
h1 { font-size: 1.4rem; margin: 0.5rem 0 1rem; }
.soft { color: var(--soft); }
.bad { color: var(--bad); font-weight: 600; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: 0.4rem 0.75rem 0.4rem 0; border-bottom: 1px solid var(--line); white-space: nowrap; }
th { color: var(--soft); font-weight: 500; }
code { overflow-wrap: anywhere; }
button { font: inherit; padding: 0.4rem 1rem; }
`;
const SUBMIT_SCRIPT = 'document.forms[0].submit();';

function sourceHash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

const STYLE_HASH = sourceHash(STYLE);
const SCRIPT_HASH = sourceHash(SUBMIT_SCRIPT);

/** A page before it is framed. */
export interface PageParts {
  readonly status?: number;
  readonly title: string;
  readonly body: Markup;
  /** Submits its one form by itself, to this origin. */
  readonly submitsTo?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function policy(submitsTo: string | undefined): string {
  const scripts = submitsTo === undefined ? "'none'" : SCRIPT_HASH;
  return [
    "default-src 'none'",
    `style-src ${STYLE_HASH}`,
    `script-src ${scripts}`,
    `form-action 'self'${submitsTo === undefined ? '' : ` ${submitsTo}`}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * Frames a page.
 *
 * @param name - what the SP calls itself
 */
export function page(name: string, parts: PageParts): Answer {
  const style: Markup = { kind: 'markup', html: `<style>${STYLE}</style>` };
  const script: Markup = {
    kind: 'markup',
    html: parts.submitsTo === undefined ? '' : `<script>${SUBMIT_SCRIPT}</script>`,
  };
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${parts.title} · ${name}</title>
        ${style}
      </head>
      <body>
        <header>
          <strong>${name}</strong><a href="/">Home</a><a href="/admin">People</a
          ><a href="/metadata">Metadata</a>
        </header>
        <main>
          <h1>${parts.title}</h1>
          ${parts.body}
        </main>
        ${script}
      </body>
    </html> `;
  return {
    status: parts.status ?? 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy(parts.submitsTo),
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      ...parts.headers,
    },
    body: document.html,
  };
}

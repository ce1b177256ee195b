/** Floor 9: what a served mock IdP shows when nobody told it what to do. */
import { html } from '../base/html.js';
import type { Page } from '../idp/outcome.js';
import { PAGE_HEADERS } from '../idp/page.js';

/** A page for the developer who looks at the browser: what is missing, and the line of test code that helps. */
export function hintPage(
  status: number,
  hint: { readonly title: string; readonly message: string; readonly code: string },
): Page {
  const { html: text } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${hint.title}</title>
        <style>
          :root {
            color-scheme: light dark;
          }
          body {
            max-width: 40rem;
            margin: 4rem auto;
            padding: 0 1rem;
            font:
              16px/1.5 system-ui,
              sans-serif;
            overflow-wrap: anywhere;
          }
        </style>
      </head>
      <body>
        <p>Standin, a mock identity provider</p>
        <h1>${hint.title}</h1>
        <p>${hint.message}</p>
        <pre><code>${hint.code}</code></pre>
      </body>
    </html> `;
  return { status, headers: PAGE_HEADERS, html: text };
}

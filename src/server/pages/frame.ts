/** Floor 5: the frame of the server's own pages. Own look; it never pretends to be the vendor. */
import { html, type Markup } from '../../base/html.js';
import { PAGE_HEADERS } from '../../idp/page.js';
import type { Answer } from '../http/answer.js';
import { NAVIGATION } from './navigation.js';
import { STYLE } from './style.js';

/** A page before it is framed; the classes that its body may use are listed in `style.ts`. */
export interface FramedPage {
  readonly status?: number;
  readonly title: string;
  /** What is inside `<main>`; begins with the page's only `<h1>`. */
  readonly body: Markup;
  /** `narrow` for one column of text or a form, `wide` for tables. */
  readonly width?: 'narrow' | 'wide';
  /** Whom this page plays: `Okta`; absent: nobody in particular. */
  readonly vendor?: string;
  /** The address in the navigation that this page belongs to: `/`. */
  readonly here?: string;
  /** Scripts of this server: `/__standin/login.js`. They run when the page is read. */
  readonly scripts?: readonly string[];
  /** Further style sheets of this server. */
  readonly styles?: readonly string[];
  /** Origins of other servers that a form of this page may end up at. */
  readonly formTo?: readonly string[];
  readonly cookies?: readonly string[];
  /** Further headers, names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Forms go to this server; nothing else is loaded, run or framed. */
function policy(formTo: readonly string[]): string {
  const loaded = "style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:";
  const forms = `form-action ${["'self'", ...formTo].join(' ')}`;
  return `default-src 'none'; ${loaded}; ${forms}; base-uri 'none'; frame-ancestors 'none'`;
}

/** Where the style lies. */
export const STYLE_PATH = '/__standin/style.css';

/** Somebody, and the one who stands in. */
const SIGN: Markup = html`<svg viewBox="0 0 28 20" aria-hidden="true" fill="none">
  <circle cx="18" cy="10" r="8" stroke="currentColor" stroke-width="2" stroke-dasharray="3 2.5" />
  <circle cx="10" cy="10" r="9" fill="currentColor" />
</svg>`;

const ICON =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28" fill="none"%3E%3Ccircle cx="18" cy="14" r="8" stroke="%234b83dd" stroke-width="2" stroke-dasharray="3 2.5"/%3E%3Ccircle cx="10" cy="14" r="9" fill="%234b83dd"/%3E%3C/svg%3E';

function navigation(here: string | undefined): Markup {
  const items = NAVIGATION.map(({ href, text }) => {
    const current = href === here ? html` aria-current="page"` : undefined;
    return html`<li><a href="${href}" ${current}>${text}</a></li>`;
  });
  return html`<nav aria-label="Standin">
    <ul>
      ${items}
    </ul>
  </nav>`;
}

function head({ title, scripts = [], styles = [] }: FramedPage): Markup {
  return html`<head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title} · Standin</title>
    <link rel="icon" href="${ICON}" />
    ${[STYLE_PATH, ...styles].map((path) => html`<link rel="stylesheet" href="${path}" />`)}
    ${scripts.map((path) => html`<script src="${path}" defer></script>`)}
  </head>`;
}

function documentOf(page: FramedPage): string {
  const { body, width = '', vendor, here } = page;
  const role = vendor === undefined ? 'a mock identity provider' : `a mock of ${vendor}`;
  return html`<!doctype html>
    <html lang="en">
      ${head(page)}
      <body>
        <a class="skip" href="#content">Skip to the content</a>
        <header class="mark">
          <a class="name" href="/">
            ${SIGN}<span>Standin<span class="role">, ${role}</span></span>
          </a>
          ${navigation(here)}
        </header>
        <main id="content" class="${width}">${body}</main>
      </body>
    </html> `.html;
}

/**
 * A page of the server.
 *
 * @example
 * framed({ title: 'Users', width: 'wide', here: '/', body: html`<h1>Users</h1>` });
 */
export function framed(page: FramedPage): Answer {
  const { status = 200, cookies = [], headers = {}, formTo = [] } = page;
  const set = cookies.length === 0 ? {} : { 'set-cookie': cookies };
  return {
    status,
    headers: { ...PAGE_HEADERS, 'content-security-policy': policy(formTo), ...headers, ...set },
    body: documentOf(page),
  };
}

/** A style sheet or script; asked for anew after Standin was updated. */
export function asset(kind: 'css' | 'javascript', text: string): Answer {
  return {
    status: 200,
    headers: {
      'content-type': `text/${kind}; charset=utf-8`,
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    },
    body: text,
  };
}

/** The style sheet. */
export function styleSheet(): Answer {
  return asset('css', STYLE);
}

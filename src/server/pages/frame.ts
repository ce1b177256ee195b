/** Floor 5: the frame of the server's own pages. Own look; it never pretends to be the vendor. */
import { html, type Markup } from '../../base/html.js';
import { PAGE_HEADERS } from '../../idp/page.js';
import type { Answer } from '../http/answer.js';
import { STYLE } from './style.js';

/** A page before it is framed. */
export interface FramedPage {
  readonly status?: number;
  readonly title: string;
  readonly body: Markup;
  readonly cookies?: readonly string[];
}

/** Forms go to this server; nothing else is loaded, run or framed. */
const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Where the style lies. */
export const STYLE_PATH = '/__standin/style.css';

/** A page of the server. */
export function framed({ status = 200, title, body, cookies = [] }: FramedPage): Answer {
  const { html: text } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Standin</title>
        <link rel="stylesheet" href="${STYLE_PATH}" />
      </head>
      <body>
        ${body}
      </body>
    </html>`;
  const set = cookies.length === 0 ? {} : { 'set-cookie': cookies };
  return {
    status,
    headers: { ...PAGE_HEADERS, 'content-security-policy': POLICY, ...set },
    body: text,
  };
}

/** The style sheet. */
export function styleSheet(): Answer {
  const headers = { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'max-age=300' };
  return { status: 200, headers, body: STYLE };
}

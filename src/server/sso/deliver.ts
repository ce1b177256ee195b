/** Floor 5: puts a message on its way through the browser. */
import { html, type Markup } from '../../base/html.js';
import type { Issued } from '../../idp/outcome.js';
import { PAGE_HEADERS } from '../../idp/page.js';
import { pageAnswer, type Answer } from '../http/answer.js';

type ExactRequest = NonNullable<Issued['request']>;

/** The fields of a forged form. A browser encodes them anew: names, values and their order stay. */
function fieldsOf({
  body,
  headers,
}: ExactRequest): readonly (readonly [string, string])[] | undefined {
  const type = headers['content-type'] ?? 'application/x-www-form-urlencoded';
  if (!type.startsWith('application/x-www-form-urlencoded')) return undefined;
  return [...new URLSearchParams(Buffer.from(body ?? []).toString('utf8'))];
}

const SCRIPT: Markup = { kind: 'markup', html: '<script>document.forms[0].submit();</script>' };
/** The digest of the script's text, so that nothing else runs. */
const SCRIPT_SOURCE = "'sha256-8lDeP0UDwCO6/RhblgeH/ctdBzjVpJxrXizsnIk3cEQ='";

function forgedForm(request: ExactRequest, cookies: readonly string[]): Answer | undefined {
  const fields = fieldsOf(request);
  if (fields === undefined) return undefined;
  const inputs = fields.map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  );
  const { html: page } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>Sending</title>
      </head>
      <body>
        <form method="POST" action="${request.url}">
          ${inputs}
          <noscript><button type="submit">Send</button></noscript>
        </form>
        ${SCRIPT}
      </body>
    </html>`;
  const policy = `default-src 'none'; script-src ${SCRIPT_SOURCE}; base-uri 'none'; frame-ancestors 'none'`;
  const headers = { ...PAGE_HEADERS, 'content-security-policy': policy };
  return pageAnswer({ status: 200, headers, html: page }, cookies);
}

/**
 * The answer that makes the browser send the message. A forgery that only an exact HTTP request can carry (another
 * content type, other headers) is not sent by a browser: the page says so.
 */
export function deliver(outcome: Issued, cookies: readonly string[]): Answer {
  const { request } = outcome;
  if (request === undefined) return pageAnswer(outcome.page, cookies);
  if (request.method === 'GET') {
    return {
      status: 302,
      headers: { location: request.url, 'cache-control': 'no-store', 'set-cookie': cookies },
      body: '',
    };
  }
  return (
    forgedForm(request, cookies) ?? {
      status: 501,
      headers: PAGE_HEADERS,
      body: '<!doctype html><title>Not supported</title><p>No browser can send this attack: play it with standin attack.</p>',
    }
  );
}

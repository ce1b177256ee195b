/** Floor 3: pages of a single logout: a form that sends itself, and what the person sees at the end. */
import { html } from '../base/html.js';
import type { Markup } from '../base/html.js';
import { encodePost } from '../saml/encode.js';
import type { MessageParameter } from '../saml/carried-message.js';
import { deliveryPage } from './delivery.js';
import type { Page } from './outcome.js';
import { PAGE_HEADERS } from './page.js';

/** A logout message on its way by form. */
export interface LogoutForm {
  readonly parameter: MessageParameter;
  readonly url: string;
  readonly xml: string;
  readonly relayState?: string;
}

function field(name: string, value: string): Markup {
  return html`<input type="hidden" name="${name}" value="${value}" />`;
}

/** The page that posts the message (saml-bindings 3.5.4). */
export function logoutFormPage({ parameter, url, xml, relayState }: LogoutForm): Page {
  const fields = [
    field(parameter, encodePost(xml)),
    ...(relayState === undefined ? [] : [field('RelayState', relayState)]),
  ];
  return deliveryPage(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <title>Signing out...</title>
        </head>
        <body>
          <form id="logoutForm" method="POST" action="${url}">
            ${fields}
            <noscript><input type="submit" value="Continue" /></noscript>
          </form>
          <script>
            document.getElementById('logoutForm').submit();
          </script>
        </body>
      </html> `,
  );
}

/** The redirect that carries the message (saml-bindings 3.4.4). */
export function logoutRedirect(location: string): Page {
  return { status: 302, headers: { ...PAGE_HEADERS, location }, html: '' };
}

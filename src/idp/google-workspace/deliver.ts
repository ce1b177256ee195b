/** Floor 3: the auto-submit page of Google Workspace (saml-bindings 3.5.4). */
import { html } from '../../base/html.js';
import { deliveryPage, hiddenFields, type Delivery } from '../delivery.js';
import type { Page } from '../outcome.js';

/** The page that posts the message to the ACS. */
export function deliverAsGoogle(message: Delivery): Page {
  return deliveryPage(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <title>Redirecting</title>
        </head>
        <body>
          <form method="POST" action="${message.acsUrl}" name="saml-post-binding">
            ${hiddenFields(message)}
            <noscript
              ><p>Standin, a mock of Google Workspace</p>
              <input type="submit" value="Continue"
            /></noscript>
          </form>
          <script>
            document.forms[0].submit();
          </script>
        </body>
      </html> `,
  );
}

/** Floor 3: the generic auto-submit page (saml-bindings 3.5.4). */
import { html } from '../../base/html.js';
import { deliveryPage, hiddenFields, type Delivery } from '../delivery.js';
import type { Page } from '../outcome.js';

/** The page that posts the message to the ACS. */
export function deliverAsGeneric(message: Delivery): Page {
  return deliveryPage(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <title>Standin test IdP</title>
        </head>
        <body>
          <form method="post" action="${message.acsUrl}">
            ${hiddenFields(message)}
            <noscript><input type="submit" value="Continue" /></noscript>
          </form>
          <script>
            document.forms[0].submit();
          </script>
        </body>
      </html> `,
  );
}

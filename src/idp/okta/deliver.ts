/** Floor 3: Okta's auto-submit page (fidelity 1.1, HTML form). */
import { html } from '../../base/html.js';
import { deliveryPage, hiddenFields, type Delivery } from '../delivery.js';
import type { Page } from '../outcome.js';

/** The page that posts the message to the ACS. */
export function deliverAsOkta(message: Delivery): Page {
  return deliveryPage(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <title>Signing in...</title>
        </head>
        <body>
          <form id="appForm" action="${message.acsUrl}" method="POST">
            ${hiddenFields(message)}
            <noscript
              ><p>Standin, a mock of Okta</p>
              <input type="submit" value="Continue"
            /></noscript>
          </form>
          <script>
            document.getElementById('appForm').submit();
          </script>
        </body>
      </html> `,
  );
}

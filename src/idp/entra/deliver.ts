/** Floor 3: Entra's auto-submit page (fidelity 1.2, HTML form). */
import { html } from '../../base/html.js';
import { deliveryPage, hiddenFields, type Delivery } from '../delivery.js';
import type { Page } from '../outcome.js';

/** The page that posts the message to the ACS. */
export function deliverAsEntra(message: Delivery): Page {
  return deliveryPage(
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>Working...</title>
      </head>
      <body>
        <form method="POST" name="hiddenform" action="${message.acsUrl}">
          ${hiddenFields(message)}
          <noscript
            ><p>Standin, a mock of Microsoft Entra ID</p>
            <p>Script is disabled. Click Submit to continue.</p>
            <input type="submit" value="Submit"
          /></noscript>
        </form>
        <script>
          document.forms[0].submit();
        </script>
      </body>
    </html> `,
  );
}

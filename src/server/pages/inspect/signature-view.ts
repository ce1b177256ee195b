/** Floor 5: what of a message is signed, and with which certificate. */
import { X509Certificate } from 'node:crypto';
import { html, type Markup } from '../../../base/html.js';
import type { MessageFacts } from '../../../saml/facts.js';
import type { ServedApp, TenantState } from '../../state/tenant-state.js';
import { chip } from '../state-chips.js';

function signedChips({ signed, assertions }: MessageFacts): Markup {
  const inner = assertions[0]?.signed ?? false;
  const state = (yes: boolean): Markup => (yes ? chip('signed', 'good') : chip('not signed'));
  return html`<dt>Response</dt>
    <dd>${state(signed)}</dd>
    <dt>Assertion</dt>
    <dd>${state(inner)}</dd>`;
}

/** The card. */
export function signatureCard(
  { keyring }: TenantState,
  { application }: ServedApp,
  { facts, forged }: { readonly facts: MessageFacts; readonly forged: boolean },
): Markup {
  const { subject, fingerprint256, validFrom, validTo } = new X509Certificate(
    keyring.current.certificate.pem,
  );
  const encrypted =
    application.encryption === undefined
      ? 'no'
      : `for the SP’s certificate (${application.encryption.content}); shown here as it is inside`;
  return html`<section class="card">
    <h2>Signature</h2>
    <dl class="facts">
      ${signedChips(facts)}
      <dt>Algorithm</dt>
      <dd>${application.signatureAlgorithm}, digest ${application.digestAlgorithm}</dd>
      <dt>Certificate</dt>
      <dd>${subject.replaceAll('\n', ', ')}</dd>
      <dt>SHA-256</dt>
      <dd class="mono">${fingerprint256}</dd>
      <dt>Valid</dt>
      <dd>${validFrom} to ${validTo}</dd>
      <dt>Encrypted</dt>
      <dd>${encrypted}</dd>
    </dl>
    ${
      forged
        ? html`<p class="notice warn">
            The attack may sign with another key, or leave a signature that does not verify.
          </p>`
        : undefined
    }
  </section>`;
}

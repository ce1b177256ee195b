/** Floor 3: what Entra shows instead of logging in: its error page and AADSTS code (fidelity 3.3, 3.4). */
import type { Context } from '../../base/context.js';
import type { Markup } from '../../base/html.js';
import type { IdpReason } from '../../base/reasons.js';
import type { User } from '../../directory/user.js';
import type { Objection } from '../idp.js';
import type { Page } from '../outcome.js';
import { refusalPage } from '../page.js';
import type { Application, Tenant } from '../tenant.js';

const TITLE = 'Sorry, but we are having trouble signing you in';

/** Code and meaning; the sentences are ours. */
const ANSWERS: Readonly<Record<IdpReason, readonly [code: string, message: string]>> = {
  'unknown-user': ['AADSTS50034', 'The user account does not exist in the directory.'],
  'unknown-app': [
    'AADSTS700016',
    'No application with this identifier was found in the directory.',
  ],
  'user-staged': ['AADSTS50034', 'The user account does not exist in the directory.'],
  'user-deactivated': ['AADSTS50057', 'The user account is disabled.'],
  'user-suspended': ['AADSTS50057', 'The user account is disabled.'],
  'user-locked': ['AADSTS50053', 'The account is locked: too many failed attempts to sign in.'],
  'user-deleted': ['AADSTS50034', 'The user account does not exist in the directory.'],
  'password-expired': ['AADSTS50055', 'The password has expired and must be changed.'],
  'second-factor-denied': [
    'AADSTS500121',
    'The authentication failed while the second factor was asked for.',
  ],
  'not-assigned': [
    'AADSTS50105',
    'The signed-in user is not assigned to a role for the application.',
  ],
  'acs-mismatch': ['AADSTS50011', 'The reply URL of the request is not one of the application.'],
  'request-malformed': ['AADSTS75005', 'The request is not a valid SAML 2.0 protocol message.'],
  'request-unsupported': ['AADSTS90011', 'The request uses a SAML property that is not supported.'],
  'request-unsigned': ['AADSTS76021', 'The request is not signed, and the application demands it.'],
  'request-signature-invalid': ['AADSTS50006', 'The signature of the request does not verify.'],
  'name-id-policy-unsupported': [
    'AADSTS75016',
    'The NameIDPolicy of the request is not supported.',
  ],
  'authn-context-mismatch': [
    'AADSTS75011',
    'The way the user signed in does not match the requested authentication method.',
  ],
  'passive-impossible': ['AADSTS50058', 'A silent sign-in was asked, and no user is signed in.'],
  'name-id-source-missing': ['AADSTS501241', 'The mandatory source of the NameID has no value.'],
};

/** `2026-03-02 09:00:00Z`, as Entra writes it. */
function timestamp(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ')}Z`;
}

/** Messages of the codes that share a reason with others. */
const OTHER_MESSAGES: Readonly<Record<string, string>> = {
  AADSTS75003: 'The binding that the request asks for is not supported: Responses are posted.',
  AADSTS900236: 'The request sets a SAML property that must not be set.',
};

/**
 * The object that Entra's own pages carry for their script, here as text that nobody runs: programs that sign in
 * through the pages read their error from it.
 */
function configuration(facts: Readonly<Record<string, string>>): Markup {
  const json = JSON.stringify(facts).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return { kind: 'markup', html: `<script type="text/plain">$Config=${json};</script>` };
}

/** The code and the page. Entra answers 200 with an HTML page; nothing is sent to the SP. */
export function refuseAsEntra(
  objection: Objection,
  about: { readonly tenant: Tenant; readonly application?: Application; readonly user?: User },
  { clock, random }: Context,
): { readonly code: string; readonly page: Page } {
  const [usual, meaning] = ANSWERS[objection.reason];
  const code = objection.code ?? usual;
  const message = `${code}: ${OTHER_MESSAGES[code] ?? meaning}`;
  const ids = random.fork(`refusal/${clock.now()}/${code}`);
  // Like the id of an assertion, a request id ends in 00.
  const traceId = `${ids.guid().slice(0, -2)}00`;
  const correlationId = ids.guid();
  const page = refusalPage(objection, {
    status: 200,
    vendor: 'Microsoft Entra ID',
    code,
    title: TITLE,
    message,
    details: [
      ...(objection.detail === undefined ? [] : [['Detail', objection.detail] as const]),
      ['Tenant', about.tenant.id],
      ...(about.application === undefined ? [] : [['Application', about.application.id] as const]),
      ['Trace ID', traceId],
      ['Correlation ID', correlationId],
      ['Timestamp', timestamp(clock.now())],
    ],
    headers: { 'x-ms-request-id': traceId },
    data: configuration({
      pgid: 'ConvergedError',
      sErrorCode: code.replace('AADSTS', ''),
      strMainMessage: TITLE,
      strServiceExceptionMessage: message,
      correlationId,
      sessionId: traceId,
    }),
  });
  return { code, page };
}

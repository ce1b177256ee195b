/** Floor 3: what Google shows instead of logging in (fidelity 3.5). */
import type { Context } from '../../base/context.js';
import type { IdpReason } from '../../base/reasons.js';
import type { User } from '../../directory/user.js';
import type { Objection } from '../idp.js';
import type { Page } from '../outcome.js';
import { refusalPage } from '../page.js';
import type { Application, Tenant } from '../tenant.js';

interface Answer {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

const INVALID: Answer = {
  status: 400,
  code: 'invalid_request',
  message: 'The SAML request cannot be answered.',
};
/** An account that cannot sign in never gets as far as the application: its own page, which is no error of HTTP. */
const DISABLED: Answer = {
  status: 200,
  code: 'AccountDisabled',
  message: 'This account cannot sign in. An administrator of the organization can tell why.',
};

const ANSWERS: Readonly<Record<IdpReason, Answer>> = {
  'unknown-user': {
    status: 200,
    code: 'BadAuthentication',
    message: 'There is no such account.',
  },
  'unknown-app': {
    status: 403,
    code: 'app_not_configured',
    message: 'No application of this organization has that entity ID.',
  },
  'user-staged': DISABLED,
  'user-deactivated': DISABLED,
  'user-suspended': DISABLED,
  'user-locked': DISABLED,
  'user-deleted': { ...DISABLED, code: 'AccountDeleted', message: 'This account was deleted.' },
  'password-expired': {
    status: 200,
    code: 'changePasswordAtNextLogin',
    message: 'A new password must be chosen before anything else.',
  },
  'second-factor-denied': {
    status: 200,
    code: 'second-factor-denied',
    message: 'The second step of signing in was not confirmed.',
  },
  'not-assigned': {
    status: 403,
    code: 'app_not_enabled_for_user',
    message: 'The application is not turned on for this person.',
  },
  'acs-mismatch': {
    ...INVALID,
    message: 'The ACS URL of the request is not the one that is configured.',
  },
  'request-malformed': INVALID,
  'request-unsupported': INVALID,
  'request-unsigned': INVALID,
  'request-signature-invalid': INVALID,
  'name-id-policy-unsupported': INVALID,
  'authn-context-mismatch': INVALID,
  'passive-impossible': {
    ...INVALID,
    code: 'no_passive',
    message: 'The person cannot be signed in without being asked.',
  },
  'name-id-source-missing': {
    ...INVALID,
    code: 'invalid_user_id_mapping',
    message: 'What the NameID is mapped to has no value for this person.',
  },
};

/** The code and the page; nothing is sent to the SP. */
export function refuseAsGoogle(
  objection: Objection,
  about: { readonly tenant: Tenant; readonly application?: Application; readonly user?: User },
  { clock }: Context,
): { readonly code: string; readonly page: Page } {
  const answer = ANSWERS[objection.reason];
  const code = objection.code ?? answer.code;
  const page = refusalPage(objection, {
    ...answer,
    code,
    vendor: 'Google Workspace',
    title: answer.status === 200 ? 'You cannot sign in' : `Error: ${code}`,
    details: [
      ['Error', code],
      ...(objection.detail === undefined ? [] : [['Detail', objection.detail] as const]),
      ['idpid', about.tenant.id],
      ...(about.application === undefined ? [] : [['spid', about.application.id] as const]),
      ['Time', new Date(clock.now()).toISOString()],
    ],
  });
  return { code, page };
}

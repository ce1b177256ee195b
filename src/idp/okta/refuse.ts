/** Floor 3: what Okta shows instead of logging in (fidelity 3.4). */
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
  readonly title: string;
  readonly message: string;
}

/** Okta does not tell a stranger what is wrong with an account: one answer for all of them. */
const SIGN_IN_FAILED: Answer = {
  status: 401,
  code: 'E0000004',
  title: 'Unable to sign in',
  message: 'Authentication failed. The person is sent back to the sign-in form.',
};
const BAD_REQUEST: Answer = {
  status: 400,
  code: '400_SAML',
  title: 'Bad SAML request',
  message: 'The SAML request from the application cannot be answered.',
};

const ANSWERS: Readonly<Record<IdpReason, Answer>> = {
  'unknown-user': SIGN_IN_FAILED,
  'unknown-app': {
    status: 404,
    code: 'E0000007',
    title: 'Page not found',
    message: 'There is no such application in this org.',
  },
  'user-staged': SIGN_IN_FAILED,
  'user-deactivated': SIGN_IN_FAILED,
  'user-suspended': SIGN_IN_FAILED,
  'user-locked': SIGN_IN_FAILED,
  'user-deleted': SIGN_IN_FAILED,
  'password-expired': {
    status: 200,
    code: 'PASSWORD_EXPIRED',
    title: 'Your password has expired',
    message: 'A new password must be chosen before the application can be reached.',
  },
  // Okta's answer to a wrong passcode; a push that is rejected leads to the same form.
  'second-factor-denied': {
    status: 403,
    code: 'E0000068',
    title: 'Unable to verify it is you',
    message: 'The second factor was not confirmed. The person is sent back to the sign-in form.',
  },
  'not-assigned': {
    status: 403,
    code: 'app.generic.unauth_app_access_attempt',
    title: 'App Not Assigned',
    message: 'The person is signed in but not assigned to this application.',
  },
  'acs-mismatch': BAD_REQUEST,
  'request-malformed': BAD_REQUEST,
  'request-unsupported': BAD_REQUEST,
  'request-unsigned': BAD_REQUEST,
  'request-signature-invalid': BAD_REQUEST,
  'name-id-policy-unsupported': BAD_REQUEST,
  'authn-context-mismatch': BAD_REQUEST,
  'passive-impossible': SIGN_IN_FAILED,
  'name-id-source-missing': BAD_REQUEST,
};

/** The code and the page; nothing is sent to the SP. */
export function refuseAsOkta(
  objection: Objection,
  about: { readonly tenant: Tenant; readonly application?: Application; readonly user?: User },
  { clock }: Context,
): { readonly code: string; readonly page: Page } {
  const answer = ANSWERS[objection.reason];
  const code = objection.code ?? answer.code;
  const page = refusalPage(objection, {
    ...answer,
    code,
    vendor: 'Okta',
    details: [
      ['Code', code],
      ...(objection.detail === undefined ? [] : [['Detail', objection.detail] as const]),
      ['Org', about.tenant.name],
      ...(about.application === undefined
        ? []
        : [['Application', about.application.name] as const]),
      ['Time', new Date(clock.now()).toISOString()],
    ],
  });
  return { code, page };
}

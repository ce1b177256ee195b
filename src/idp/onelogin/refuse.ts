/** Floor 3: what OneLogin shows instead of logging in (fidelity 3.6). */
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

/** The form for signing in, with a line above it. */
function signIn(code: string, message: string): Answer {
  return { status: 200, code, title: 'Unable to sign in', message };
}

const INVALID_CREDENTIALS = signIn(
  'invalid-credentials',
  'The account is not known, or the password is wrong.',
);
const NOT_ACTIVE = signIn('user-not-active', 'This account cannot sign in.');
const BAD_REQUEST: Answer = {
  status: 400,
  code: 'invalid-saml-request',
  title: 'Bad SAML request',
  message: 'The SAML request from the application cannot be answered.',
};

const ANSWERS: Readonly<Record<IdpReason, Answer>> = {
  'unknown-user': INVALID_CREDENTIALS,
  'unknown-app': {
    status: 404,
    code: 'app-not-found',
    title: 'Page not found',
    message: 'There is no such application in this account.',
  },
  'user-staged': NOT_ACTIVE,
  'user-deactivated': NOT_ACTIVE,
  'user-suspended': signIn('user-suspended', 'This account is suspended.'),
  'user-locked': signIn('user-locked', 'This account is locked: too many failed attempts.'),
  'user-deleted': INVALID_CREDENTIALS,
  'password-expired': {
    status: 200,
    code: 'password-expired',
    title: 'Your password has expired',
    message: 'A new password must be chosen before the application can be reached.',
  },
  'second-factor-denied': signIn('second-factor-denied', 'The second factor was not confirmed.'),
  'not-assigned': {
    status: 403,
    code: 'app-access-denied',
    title: 'No access to this application',
    message: 'The person is signed in, and has no role that holds this application.',
  },
  'acs-mismatch': {
    ...BAD_REQUEST,
    code: 'acs-url-invalid',
    message: 'The ACS URL of the request does not match the validator of the application.',
  },
  'request-malformed': BAD_REQUEST,
  'request-unsupported': BAD_REQUEST,
  'request-unsigned': BAD_REQUEST,
  'request-signature-invalid': BAD_REQUEST,
  'name-id-policy-unsupported': BAD_REQUEST,
  'authn-context-mismatch': BAD_REQUEST,
  'passive-impossible': signIn('session-required', 'Nobody is signed in.'),
  'name-id-source-missing': {
    ...BAD_REQUEST,
    code: 'nameid-empty',
    message: 'What the NameID is mapped to has no value for this person.',
  },
};

/** The code and the page; nothing is sent to the SP. */
export function refuseAsOnelogin(
  objection: Objection,
  about: { readonly tenant: Tenant; readonly application?: Application; readonly user?: User },
  { clock }: Context,
): { readonly code: string; readonly page: Page } {
  const answer = ANSWERS[objection.reason];
  const code = objection.code ?? answer.code;
  const page = refusalPage(objection, {
    ...answer,
    code,
    vendor: 'OneLogin',
    details: [
      ['Code', code],
      ...(objection.detail === undefined ? [] : [['Detail', objection.detail] as const]),
      ['Account', about.tenant.name],
      ...(about.application === undefined
        ? []
        : [['Application', about.application.name] as const]),
      ['Time', new Date(clock.now()).toISOString()],
    ],
  });
  return { code, page };
}

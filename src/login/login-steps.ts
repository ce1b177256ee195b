/** Floor 4: the staircase, in steps: from who wants in to signed bytes or a refusal. */
import type { Context } from '../base/context.js';
import { InternalError } from '../base/errors.js';
import { isObjection, type AcceptedRequest, type Objection } from '../idp/idp.js';
import type { Outcome, Refusal } from '../idp/outcome.js';
import type { Application } from '../idp/tenant.js';
import type { SigningSteps } from '../keys/sign-tasks.js';
import { override } from '../mutation/override.js';
import { forgeIssued } from './forge-issued.js';
import { issueSteps } from './issue.js';
import type { LoginInput } from './login-input.js';

/**
 * Logs a user in at an application, or refuses the way the vendor does; `login` says the rest.
 *
 * The clock is read and everything is drawn before the first signature. A forgery signs at once instead of asking for
 * its signatures: its operations are plain functions.
 */
export function* loginSteps(input: LoginInput, context: Context): SigningSteps<Outcome> {
  const { application } = input;
  if (application === undefined) return refuse(input, { reason: 'unknown-app' }, context);
  const request = acceptRequest(input, application);
  if (isObjection(request)) return refuse(input, request, context);
  const user = input.directory.user(input.user);
  const objection = input.vendor.admit(user, application);
  if (objection !== undefined && input.despite !== true) return refuse(input, objection, context);
  // Even a wrong IdP cannot vouch for somebody it never knew.
  if (user === undefined) return refuse(input, { reason: 'unknown-user' }, context);
  const { tenant, directory } = input;
  const startedAt = sessionStart(application, request, context);
  const message = input.vendor.respond(
    { user, directory, tenant, application, request, session: { startedAt } },
    context,
  );
  if (isObjection(message)) return refuse(input, message, context);
  const { overrides, forgery } = input;
  const said = overrides === undefined ? message : override(message, overrides);
  const ready = { application, request, message: said };
  if (forgery !== undefined) return forgeIssued(input, forgery, ready, context);
  return yield* issueSteps(input, ready, context);
}

/** An unsolicited login goes to the first registered ACS. */
function acceptRequest(
  { vendor, request }: LoginInput,
  application: Application,
): AcceptedRequest | Objection {
  if (request !== undefined) return vendor.accept(request, application);
  const [acsUrl] = application.acsUrls;
  if (acsUrl === undefined) throw new InternalError('internal', 'an application without ACS URL');
  return { acsUrl, forceAuthn: false };
}

/** ForceAuthn makes the person sign in now (saml-core 3.4.1); otherwise the session is as old as it is. */
function sessionStart(
  application: Application,
  request: AcceptedRequest,
  { clock }: Context,
): number {
  const fresh = request.forceAuthn && application.honorForceAuthn;
  return fresh ? clock.now() : clock.now() - application.sessionAge;
}

function refuse(input: LoginInput, objection: Objection, context: Context): Refusal {
  const { tenant, application } = input;
  const user = input.directory.user(input.user);
  const { code, page } = input.vendor.refuse(
    objection,
    {
      tenant,
      ...(application === undefined ? {} : { application }),
      ...(user === undefined ? {} : { user }),
    },
    context,
  );
  return { kind: 'refused', reason: objection.reason, code, page };
}

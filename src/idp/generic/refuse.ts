/** Floor 3: what the generic IdP shows instead of logging in. */
import type { Context } from '../../base/context.js';
import { IDP_REASONS, type IdpReason } from '../../base/reasons.js';
import type { User } from '../../directory/user.js';
import type { Objection } from '../idp.js';
import type { Page } from '../outcome.js';
import { refusalPage } from '../page.js';
import type { Application, Tenant } from '../tenant.js';

/** Anything that is wrong with the request is a 400, an unknown application a 404, everything else a 403. */
function statusOf(reason: IdpReason): number {
  if (reason === 'unknown-app') return 404;
  const ofRequest = /^(?:request-|acs-|authn-context-|name-id-policy-)/;
  return ofRequest.test(reason) ? 400 : 403;
}

/** The reason is the code: nobody's vocabulary but ours. */
export function refuseAsGeneric(
  objection: Objection,
  about: { readonly tenant: Tenant; readonly application?: Application; readonly user?: User },
  { clock }: Context,
): { readonly code: string; readonly page: Page } {
  const code = objection.code ?? objection.reason;
  const page = refusalPage(objection, {
    status: statusOf(objection.reason),
    vendor: 'a generic IdP',
    code,
    title: 'The login was refused',
    message: `${IDP_REASONS[objection.reason]}.`,
    details: [
      ['Code', code],
      ...(objection.detail === undefined ? [] : [['Detail', objection.detail] as const]),
      ['Tenant', about.tenant.name],
      ['Time', new Date(clock.now()).toISOString()],
    ],
  });
  return { code, page };
}

/** Floor 5: the vendor's refusal, shown and logged. Nothing reaches the SP. */
import type { IdpVendor, Objection } from '../../idp/idp.js';
import type { Page } from '../../idp/outcome.js';
import { withWayBack, type WayBack } from '../../idp/page.js';
import type { Answer } from '../http/answer.js';
import { pageAnswer } from '../http/answer.js';
import type { ServerState } from '../state/server-state.js';
import type { ServedApp, TenantState } from '../state/tenant-state.js';

/** Whom and what a refusal is about. */
export interface RefusalSubject {
  readonly vendor: IdpVendor;
  readonly tenant?: TenantState;
  readonly app?: ServedApp;
  /** A handle. */
  readonly user?: string;
}

/** Writes a refusal into the log, whoever decided it. */
export function logRefusal(
  { log }: ServerState,
  { vendor, tenant, app, user }: RefusalSubject,
  { reason, code, detail }: { readonly reason: string; readonly code: string; detail?: string },
): void {
  log.add({
    kind: 'refusal',
    ...(tenant === undefined ? {} : { tenant: tenant.key }),
    ...(app === undefined ? {} : { app: app.application.name }),
    ...(user === undefined ? {} : { user }),
    summary: `${vendor.title} refused ${user ?? 'the request'}: ${reason} (${code})`,
    facts: { reason, code, ...(detail === undefined ? {} : { detail }) },
  });
}

/** The page for an objection. */
function refusalPageFor(
  state: ServerState,
  { vendor, tenant: known, app, user }: RefusalSubject,
  objection: Objection,
): { readonly code: string; readonly page: Page } {
  const context = known?.context ?? { clock: state.clock, random: state.random };
  const tenant = known?.tenant ?? vendor.tenant({ vendor: vendor.name }, context);
  const person = user === undefined ? undefined : known?.directory.at(state.clock.now()).user(user);
  return vendor.refuse(
    objection,
    {
      tenant,
      ...(app === undefined ? {} : { application: app.application }),
      ...(person === undefined ? {} : { user: person }),
    },
    context,
  );
}

/** What the browser gets besides the vendor's page. */
export interface RefusalExtras {
  readonly cookies?: readonly string[];
  /** A link to where somebody else may sign in. */
  readonly wayBack?: WayBack;
}

/** Refuses. */
export function refuse(
  state: ServerState,
  subject: RefusalSubject,
  objection: Objection,
  { cookies = [], wayBack }: RefusalExtras = {},
): Answer {
  const { code, page } = refusalPageFor(state, subject, objection);
  logRefusal(state, subject, { ...objection, code });
  return pageAnswer(wayBack === undefined ? page : withWayBack(page, wayBack), cookies);
}

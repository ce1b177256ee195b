/** Floor 5: the operations on applications: the SPs as a tenant knows them. */
import { z } from 'zod';
import { UserError } from '../../../base/errors.js';
import { name, text } from '../../../scenario/schema/value.js';
import { assignAll } from '../../sso/locate.js';
import type { ServerState } from '../../state/server-state.js';
import { addApp, type ServedApp, type TenantState } from '../../state/tenant-state.js';
import { currentUsers, findApplication, findTenant, tenantsNamed } from '../find-tenant.js';
import { operation, type Operation } from '../operation.js';
import { applicationRecord, applicationRecordOf } from '../schema/application-record.js';
import { applicationName, tenantFilter, tenantQuery } from '../schema/parameter.js';
import { spOf } from '../sp-of.js';

const group = 'Applications';

const label = name
  .max(100)
  .meta({
    description: 'The name at the tenant. Default: the host of the entity ID.',
    examples: ['my-app'],
  })
  .exactOptional();

const url = (description: string, example: string): z.ZodString =>
  text.meta({ description, examples: [example] });

const certificate = (description: string): z.ZodExactOptional<z.ZodString> =>
  text.meta({ description: `${description}, as PEM or base64.` }).exactOptional();

const newApplication = z
  .union([
    z.strictObject({
      entityId: name
        .max(1024)
        .meta({ description: "The SP's entity ID.", examples: ['http://localhost:3000/saml'] }),
      acsUrl: url('Where Responses go.', 'http://localhost:3000/saml/acs'),
      label,
      startUrl: url(
        'Where a person starts at the SP.',
        'http://localhost:3000/login',
      ).exactOptional(),
      sloUrl: url('Where LogoutRequests go.', 'http://localhost:3000/saml/slo').exactOptional(),
      signingCertificate: certificate("Verifies the SP's requests"),
      encryptionCertificate: certificate('Assertions may be encrypted to it'),
    }),
    z.strictObject({
      metadata: name.meta({ description: "The SP's SAML metadata, as one text." }),
      label,
    }),
  ])
  .meta({ id: 'new-application', description: 'An SP, described or by its metadata.' });

function checkNew({ key, apps }: TenantState, entityId: string): void {
  const there = [...apps.values()].find(({ sp }) => sp.facts.entityId === entityId);
  if (there === undefined) return;
  throw new UserError('application-exists', `${key} has an application of the SP "${entityId}".`, {
    fix: `Delete it first: DELETE /__standin/api/applications/${encodeURIComponent(there.application.name)}`,
  });
}

function note(state: ServerState, home: TenantState, app: string, summary: string): void {
  state.log.add({ kind: 'application', tenant: home.key, app, summary });
}

function remove(state: ServerState, home: TenantState, app: ServedApp): void {
  const { name: removed } = app.application;
  home.apps.delete(removed);
  const at = state.clock.now();
  for (const { handle, state: standing, assignments } of currentUsers(home)) {
    const gone = standing === 'deleted' || standing === 'soft-deleted';
    if (gone || !assignments.includes(removed)) continue;
    home.directory.record({ at, verb: 'unassign', handle, application: removed });
  }
  note(state, home, removed, `Removed the application ${removed}`);
}

/** The rows of the table. */
export const APPLICATION_OPERATIONS: readonly Operation[] = [
  operation({
    id: 'listApplications',
    method: 'GET',
    address: '/applications',
    group,
    summary: 'Lists the applications of all tenants, or of one.',
    query: z.strictObject({ tenant: tenantFilter }),
    gives: z
      .strictObject({ applications: z.array(applicationRecord) })
      .meta({ id: 'application-list' }),
    refuses: [404],
    run: ({ state, query }) => ({
      applications: tenantsNamed(state, query.tenant).flatMap((home) =>
        [...home.apps.values()].map((app) => applicationRecordOf(home, app)),
      ),
    }),
  }),
  operation({
    id: 'createApplication',
    method: 'POST',
    address: '/applications',
    group,
    summary: 'Adds an SP to a tenant; everybody who is assigned to anything is assigned to it.',
    query: tenantQuery,
    body: newApplication,
    metadataBody: true,
    gives: applicationRecord,
    status: 201,
    refuses: [404, 409],
    run({ state, query, body }) {
      const home = findTenant(state, query.tenant);
      const sp = spOf(body);
      checkNew(home, sp.facts.entityId);
      const app = addApp(home, sp, state.origin);
      const { name: added } = app.application;
      assignAll(home, added);
      note(state, home, added, `Added the application ${added} of the SP ${sp.facts.entityId}`);
      return applicationRecordOf(home, app);
    },
  }),
  operation({
    id: 'getApplication',
    method: 'GET',
    address: '/applications/{application}',
    group,
    summary: 'Shows an application: what the SP is to be told of the IdP.',
    path: { application: applicationName },
    query: tenantQuery,
    gives: applicationRecord,
    refuses: [404],
    run({ state, path, query }) {
      const home = findTenant(state, query.tenant);
      return applicationRecordOf(home, findApplication(home, path.application));
    },
  }),
  operation({
    id: 'deleteApplication',
    method: 'DELETE',
    address: '/applications/{application}',
    group,
    summary: 'Removes an application, and assignments to it.',
    path: { application: applicationName },
    query: tenantQuery,
    gives: applicationRecord,
    refuses: [404],
    run({ state, path, query }) {
      const home = findTenant(state, query.tenant);
      const app = findApplication(home, path.application);
      remove(state, home, app);
      return applicationRecordOf(home, app);
    },
  }),
];

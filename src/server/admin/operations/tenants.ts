/** Floor 5: the operations on tenants: which there are, and what they sign with. */
import { z } from 'zod';
import { UserError } from '../../../base/errors.js';
import type { RecordedStep, ServerState } from '../../state/server-state.js';
import { recordStep } from '../../state/record-step.js';
import type { TenantState } from '../../state/tenant-state.js';
import { currentUsers, findTenant } from '../find-tenant.js';
import { operation, type Operation } from '../operation.js';
import { tenantKey } from '../schema/parameter.js';

const group = 'Tenants';

const tenantRecord = z
  .strictObject({
    key: z.string().meta({ description: 'Names the tenant in this API.' }),
    vendor: z.string(),
    title: z.string().meta({ description: 'What people call the vendor.' }),
    name: z.string().meta({ description: 'Okta subdomain, first label of the Entra domain.' }),
    id: z.string(),
    issuer: z.string().meta({ description: "The entity ID; Okta's applications have their own." }),
    story: z.string().meta({ description: 'The story it comes from.' }).exactOptional(),
    users: z.int(),
    states: z.array(z.string()).meta({ description: 'The states that users can have.' }),
    applications: z.array(z.string()).meta({ description: 'Their names.' }),
    certificates: z
      .array(
        z.strictObject({
          signing: z.boolean().meta({ description: 'Messages are signed with its key now.' }),
          pem: z.string(),
        }),
      )
      .meta({ description: 'Those that metadata lists.' }),
    hasNextKey: z.boolean().meta({ description: 'Keys can be rotated.' }),
    export: z.url().meta({ description: 'The directory, and what was done to it, as a story.' }),
  })
  .meta({ id: 'tenant-record', description: "A vendor's customer account." });

type TenantRecord = z.input<typeof tenantRecord>;

function certificatesOf({
  keyring: { current, published },
}: TenantState): TenantRecord['certificates'] {
  return published.map((key) => ({ signing: key === current, pem: key.certificate.pem }));
}

function tenantRecordOf({ origin }: ServerState, home: TenantState): TenantRecord {
  const { key, vendor, tenant, story, apps, keyring } = home;
  return {
    key,
    vendor: vendor.name,
    title: vendor.title,
    name: tenant.name,
    id: tenant.id,
    issuer: tenant.issuer,
    ...(story === undefined ? {} : { story }),
    users: currentUsers(home).length,
    states: [...vendor.lifecycle.states],
    applications: [...apps.keys()],
    certificates: certificatesOf(home),
    hasNextKey: keyring.next !== undefined,
    export: `${origin}/__standin/tenants/${encodeURIComponent(key)}/export.yaml`,
  };
}

interface Rotation {
  readonly overlap?: boolean;
  readonly pending?: boolean;
}

const rotation = z
  .strictObject({
    overlap: z
      .boolean()
      .meta({ description: 'Metadata lists both certificates.', examples: [true] })
      .exactOptional(),
    pending: z
      .boolean()
      .meta({ description: 'The next certificate is listed, and not signed with yet.' })
      .exactOptional(),
  })
  .meta({ id: 'rotation' });

/** Does it. @returns what happened, for the log; the words of stories, where they have some */
function rotate(
  { key, keyring }: TenantState,
  { overlap = false, pending = false }: Rotation,
): string {
  const { current, next, published } = keyring;
  if (next === undefined) {
    if (published.length > 1 && !overlap && !pending) {
      keyring.published = [current];
      return 'The old certificate is not listed any more';
    }
    throw new UserError('key-missing', `${key} signs with its last key.`, {
      fix: 'Go back to the first: POST /__standin/api/reset',
    });
  }
  if (pending) {
    keyring.published = [current, next];
    return 'The next certificate is listed, and not signed with yet';
  }
  keyring.current = next;
  keyring.published = overlap ? [next, current] : [next];
  delete keyring.next;
  return `Signs with the next key; metadata lists ${overlap ? 'both certificates' : 'its certificate'}`;
}

/** As stories write it: what is pending there is listed beside the current one. */
function stepOf({ overlap = false, pending = false }: Rotation): RecordedStep['step'] {
  const said = {
    ...(overlap || pending ? { overlap: true } : {}),
    ...(pending ? { pending } : {}),
  };
  return { 'rotate-keys': Object.keys(said).length === 0 ? null : said };
}

/** The rows of the table. */
export const TENANT_OPERATIONS: readonly Operation[] = [
  operation({
    id: 'listTenants',
    method: 'GET',
    address: '/tenants',
    group,
    summary: 'Lists the tenants of this server.',
    gives: z.strictObject({ tenants: z.array(tenantRecord) }).meta({ id: 'tenant-list' }),
    run: ({ state }) => ({
      tenants: [...state.tenants.values()].map((home) => tenantRecordOf(state, home)),
    }),
  }),
  operation({
    id: 'getTenant',
    method: 'GET',
    address: '/tenants/{tenant}',
    group,
    summary: 'Shows a tenant.',
    path: { tenant: tenantKey },
    gives: tenantRecord,
    refuses: [404],
    run: ({ state, path }) => tenantRecordOf(state, findTenant(state, path.tenant)),
  }),
  operation({
    id: 'rotateKeys',
    method: 'POST',
    address: '/tenants/{tenant}/rotate',
    group,
    summary: 'Signs with the next key of the tenant from now on.',
    detail:
      'With `overlap`, metadata lists both certificates; once more without it, only the new one. With `pending`, the next certificate is listed first. A tenant has two keys; after the second there is none (409).',
    path: { tenant: tenantKey },
    body: rotation,
    optionalBody: true,
    gives: tenantRecord,
    refuses: [404, 409],
    run({ state, path, body }) {
      const home = findTenant(state, path.tenant);
      const had = home.keyring.next;
      const summary = rotate(home, body);
      state.log.add({ kind: 'keys', tenant: home.key, summary });
      if (had !== undefined) recordStep(state, { tenant: home.key, step: stepOf(body) });
      return tenantRecordOf(state, home);
    },
  }),
];

/** Floor 7: the IdPs of other tenants at the same SP: genuine in their own names, strangers in any other. */
import type { Context } from '../base/context.js';
import type { IdpTrust } from '../sp/target.js';
import { readSigningKey } from './key-files.js';
import { setUpIdp } from './set-up.js';
import type { WorkItem } from './work-item.js';

/** What a tenant is called, which addresses its IdP may speak for, and what it signs with. */
interface TenantRow {
  readonly name: string;
  /** Absent: it says nothing of domains. */
  readonly domain?: string;
  /** Absent: its administrator has saved the connection without a certificate. */
  readonly key?: string;
  /** Its connection is switched off. */
  readonly disabled?: true;
}

const TENANTS: readonly TenantRow[] = [
  { name: 'other', domain: 'other.example', key: 'other-1' },
  { name: 'former', domain: 'former.example', key: 'other-1', disabled: true },
  { name: 'bare', domain: 'bare.example' },
  // Nobody has asked it to prove that the domain is its own.
  { name: 'claimant', domain: 'corp.example', key: 'other-1' },
];

/** A tenant that has registered the entity ID of the first tenant's IdP for its own. */
const COPY: TenantRow = { name: 'copy', key: 'attacker-1' };

/** What the SP is told of them, and what placeholders call them. */
export interface OtherIdps {
  readonly trusts: readonly IdpTrust[];
  readonly values: Readonly<Record<string, string>>;
}

function trustOf(
  { name, domain, key, disabled }: TenantRow,
  { vendor, profile }: WorkItem,
  context: Context,
): IdpTrust {
  const settings = { vendor: vendor.name, tenant: name };
  const { entityId, acs: acsUrl } = profile;
  const random = context.random.fork(`${name}-idp`);
  const side = { idp: { settings, path: [] } };
  const { application } = setUpIdp(side, { entityId, acsUrl }, { ...context, random });
  const { issuer, ssoUrl } = application;
  return {
    vendor: vendor.name,
    issuer,
    ssoUrl,
    certificates: key === undefined ? [] : [readSigningKey(key).certificate.base64],
    ...(domain === undefined ? {} : { domains: [domain] }),
    ...(disabled === undefined ? {} : { enabled: false }),
  };
}

/**
 * The IdPs of the vendor's other tenants.
 *
 * @param issuer - the entity ID of the first tenant's IdP, which another tenant registers, too
 */
export function otherIdps(item: WorkItem, issuer: string, context: Context): OtherIdps {
  const trusts = TENANTS.map((tenant) => trustOf(tenant, item, context));
  const values = TENANTS.flatMap(({ name, domain = '' }, index): [string, string][] => [
    [`${name}.issuer`, trusts[index]?.issuer ?? ''],
    [`${name}.domain`, domain],
  ]);
  return {
    trusts: [...trusts, { ...trustOf(COPY, item, context), issuer }],
    values: Object.fromEntries(values),
  };
}

/** Floor 5: an application as the API shows one. */
import { z } from 'zod';
import type { ServedApp, TenantState } from '../../state/tenant-state.js';

/** The SP, and what it is to be told of the IdP. */
export interface ApplicationRecord {
  readonly tenant: string;
  readonly name: string;
  readonly id: string;
  readonly source: string;
  readonly waiting: boolean;
  readonly entityId?: string;
  readonly acsUrls?: readonly string[];
  readonly startUrl?: string;
  readonly idp: {
    readonly entityId: string;
    readonly ssoUrl: string;
    readonly sloUrl?: string;
    readonly metadataUrl: string;
    readonly launchUrl: string;
    readonly certificate: string;
  };
}

/** How it is written. */
export const applicationRecord: z.ZodType<ApplicationRecord, ApplicationRecord> = z
  .strictObject({
    tenant: z.string().meta({ description: "The tenant's key." }),
    name: z.string(),
    id: z.string().meta({ description: 'Okta 0oa…, Entra application id.' }),
    source: z.string().meta({ description: 'How the server came to know the SP.' }),
    waiting: z
      .boolean()
      .meta({ description: 'The SP is not known yet: its first AuthnRequest says who it is.' }),
    entityId: z.string().meta({ description: "The SP's." }).exactOptional(),
    acsUrls: z.array(z.string()).readonly().exactOptional(),
    startUrl: z.string().exactOptional(),
    idp: z
      .strictObject({
        entityId: z.string(),
        ssoUrl: z.url(),
        sloUrl: z.url().exactOptional(),
        metadataUrl: z.url(),
        launchUrl: z.url().meta({ description: 'Starts an IdP-initiated login.' }),
        certificate: z.string().meta({ description: 'PEM.' }),
      })
      .meta({ description: 'What the SP is to be told.' }),
  })
  .meta({ id: 'application-record', description: 'An SP as a tenant knows it.' });

/** The application of a tenant. */
export function applicationRecordOf(
  { key, keyring }: TenantState,
  { application, sp, places, waiting }: ServedApp,
): ApplicationRecord {
  const { audience: entityId, acsUrls, name, id, issuer } = application;
  return {
    tenant: key,
    name,
    id,
    source: sp.source,
    waiting,
    ...(waiting ? {} : { entityId, acsUrls }),
    ...(sp.startUrl === undefined ? {} : { startUrl: sp.startUrl }),
    idp: {
      entityId: issuer,
      ssoUrl: places.sso,
      ...(places.slo === undefined ? {} : { sloUrl: places.slo }),
      metadataUrl: places.metadata,
      launchUrl: places.launch,
      certificate: keyring.current.certificate.pem,
    },
  };
}

/** Floor 1: one target of `standin.config.yaml`. */
import { z } from 'zod';
import { VENDOR_NAMES, type SpSettings, type VendorName } from '../../scenario.js';
import type { TargetConfig } from '../../target-config.js';
import { promise } from '../sp.js';
import { name } from '../value.js';
import { accounts } from './accounts.js';
import { action } from './action.js';
import { absoluteUrl, address, origin } from './address.js';
import { type CommandEntry, command } from './command.js';
import { headers } from './fill-in.js';
import { type MetadataSource, metadataSource } from './metadata-source.js';
import { rate } from './rate.js';
import { session } from './session.js';
import { start } from './start.js';
import { tls } from './tls.js';
import { trust } from './trust.js';
import { wait } from './wait.js';

type Optional = 'idps' | 'application' | 'headers' | 'timeout' | 'origins';

/** A target as it is written: addresses and files still relative, nothing filled in. */
export interface TargetEntry
  extends
    Omit<TargetConfig, Optional | 'name' | 'folder' | 'metadata' | 'command' | 'profile'>,
    Partial<Pick<TargetConfig, Optional>> {
  readonly metadata?: MetadataSource;
  readonly command?: CommandEntry;
  readonly profile?: SpSettings;
}

const vendors: z.ZodType<readonly VendorName[]> = z.array(z.enum(VENDOR_NAMES)).min(1);

const reach = {
  url: absoluteUrl.meta({
    description: 'The public address of the app: its origin, and its base path if it has one.',
    examples: ['http://localhost:3000'],
  }),
  start,
  session: session.exactOptional(),
  accounts: accounts.exactOptional(),
};

const saml = {
  entityId: name
    .meta({
      description: 'The entity ID of the app. Default: learnt from its metadata or AuthnRequest.',
      examples: ['http://localhost:3000/saml/metadata'],
    })
    .exactOptional(),
  acs: address
    .meta({
      description:
        'The assertion consumer service. Default: learnt from its metadata or AuthnRequest.',
      examples: ['/saml/acs'],
    })
    .exactOptional(),
  metadata: metadataSource.exactOptional(),
  idps: vendors
    .meta({
      description: 'The identity providers that the app trusts. Default: okta.',
      examples: [['okta', 'entra']],
    })
    .exactOptional(),
  tenant: name
    .meta({
      description: 'The tenant at the IdP; its URLs are made of it. Default: acme.',
      examples: ['acme'],
    })
    .exactOptional(),
  application: name
    .meta({
      description:
        "What the app is called at the IdP; the IdP's entity ID and URLs are made of it. Default: app.",
      examples: ['app'],
    })
    .exactOptional(),
  profile: promise
    .meta({
      description:
        'What the app promises: stories that contradict it are left out. Default: every story promises for itself.',
      examples: ['jit-update', { profile: 'jit-create', jit: { key: 'email' } }],
    })
    .exactOptional(),
  trust: trust.exactOptional(),
};

const acts = {
  reset: action
    .meta({
      description:
        'Makes the app forget all accounts, before each story. Default: every story gets e-mail addresses of its own.',
      examples: ['POST /test/reset', { command: 'npm run db:reset' }],
    })
    .exactOptional(),
  deprovision: action
    .meta({
      description:
        'Tells the app that a person was deactivated, as SCIM would; {email} and {nameId} are filled in.',
      examples: [{ url: '/scim/deactivate', json: { user: '{email}' } }],
    })
    .exactOptional(),
  clock: action
    .meta({
      description:
        "Sets the app's clock to the story's: {now} is an instant as 2026-03-02T09:00:00.000Z. Default: the real time.",
      examples: [{ url: '/test/clock', json: { now: '{now}' } }],
    })
    .exactOptional(),
  logout: address
    .meta({ description: 'Ends the session of a browser; doctor tries it.', examples: ['/logout'] })
    .exactOptional(),
};

const traffic = {
  headers: headers
    .meta({
      description: 'Sent with every request to the app.',
      examples: [{ 'x-test': 'standin' }],
    })
    .exactOptional(),
  tls: tls.exactOptional(),
  timeout: wait
    .meta({ description: 'How long one answer may take. Default: 10s.', examples: ['10s'] })
    .exactOptional(),
  rate: rate
    .meta({
      description: 'At most so many requests a second (s), minute (m) or hour (h). Default: any.',
      examples: ['5/s'],
    })
    .exactOptional(),
  origins: z
    .array(origin)
    .meta({
      description: 'Other origins that a login may lead the browser to.',
      examples: [['https://auth.acme.example']],
    })
    .exactOptional(),
  command: command.exactOptional(),
};

/** A target. */
export const target: z.ZodType<TargetEntry> = z
  .strictObject({ ...reach, ...saml, ...acts, ...traffic })
  .meta({ id: 'target', description: 'A service provider under test.' });

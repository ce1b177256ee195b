/** Floor 9: an IdP and an SP set up by command-line options: what `mint` and `metadata` share. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { storyClock } from '../base/clock.js';
import type { Context } from '../base/context.js';
import { UserError } from '../base/errors.js';
import { seededRandom } from '../base/random.js';
import type { IdpVendor } from '../idp/idp.js';
import type { Application, Tenant } from '../idp/tenant.js';
import { VENDORS } from '../idp/vendors.js';
import { keyFileNames } from '../keys/key-file-names.js';
import type { SigningKey } from '../keys/keys.js';
import { FIXED_KEYS, readSigningKey } from '../run/key-files.js';
import { setUpIdp } from '../run/set-up.js';
import { readSpMetadata } from '../saml/sp-metadata.js';
import type { IdpSettings } from '../scenario/scenario.js';
import type { TargetConfig } from '../scenario/target-config.js';
import type { Options } from './command.js';
import type { Io } from './io.js';
import { instantOption, textOption, urlOption } from './options.js';
import { vendorOption } from './vendor-option.js';

/** Both ends, and the IdP's key. */
export interface Connection {
  readonly vendor: IdpVendor;
  readonly tenant: Tenant;
  readonly application: Application;
  readonly key: SigningKey;
  readonly context: Context;
}

const SUFFIX = keyFileNames('x').privateKey.slice(1);

/** The pair of a vendor in a folder: `okta-1`, or the only one there is. */
function keyName(vendor: IdpVendor, elliptic: boolean, folder: string): string {
  const usual = elliptic ? 'ec-1' : `${vendor.name}-1`;
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const pairs = names.filter((name) => name.endsWith(SUFFIX));
  const [only, another] = pairs.map((name) => name.slice(0, -SUFFIX.length));
  const isThere = pairs.includes(`${usual}${SUFFIX}`);
  return isThere || only === undefined || another !== undefined ? usual : only;
}

function keyOf(
  vendor: IdpVendor,
  application: Application,
  options: Options,
  cwd: string,
): SigningKey {
  const given = textOption(options, 'keys');
  const folder = given === undefined ? FIXED_KEYS : resolve(cwd, given);
  const elliptic = application.signatureAlgorithm.startsWith('ecdsa');
  return readSigningKey(keyName(vendor, elliptic, folder), folder);
}

/** `--idp`; the parser has made sure that it is right. */
function vendorOf(options: Options, target: NamedTarget | undefined): IdpVendor {
  const name = vendorOption(options) ?? target?.idps[0];
  if (name !== undefined) return VENDORS[name];
  throw new UserError('option-invalid', '--idp is missing.', {
    fix: `Add --idp ${Object.keys(VENDORS).join(' | ')}.`,
  });
}

/** What a configuration says of the SP at the other end. */
export type NamedTarget = Pick<
  TargetConfig,
  'tenant' | 'application' | 'idps' | 'entityId' | 'acs' | 'metadata'
>;

/** `--target`, found in the configuration. */
export async function namedTarget(options: Options, io: Io): Promise<NamedTarget | undefined> {
  const name = textOption(options, 'target');
  if (name === undefined) return undefined;
  const { readConfig, targetConfig } = await import('./read-config.js');
  return targetConfig(readConfig(options, io), name);
}

/** The SP at the other end. */
export interface SpOptions {
  readonly acsUrl: string;
  readonly entityId: string;
  /** What Assertions may be encrypted to, when metadata names it. */
  readonly encryptionCertificate?: string;
}

/** What a metadata file says; one behind a URL is not asked for. */
function fromFile({ metadata }: NamedTarget): Partial<SpOptions> {
  if (metadata === undefined || /^https?:/.test(metadata)) return {};
  const { entityId, acsUrl, encryptionCertificates } = readSpMetadata(
    readFileSync(metadata, 'utf8'),
  );
  const [encryptionCertificate] = encryptionCertificates;
  const known = encryptionCertificate === undefined ? {} : { encryptionCertificate };
  return { entityId, acsUrl, ...known };
}

/** `--acs` and `--audience`, or what the configuration says; the one stands in for the other. */
export function spOptions(options: Options, target?: NamedTarget): SpOptions | undefined {
  const told = target === undefined ? {} : fromFile(target);
  const acs = urlOption(options, 'acs') ?? target?.acs ?? told.acsUrl;
  const audience = textOption(options, 'audience') ?? target?.entityId ?? told.entityId;
  if (acs === undefined) return undefined;
  return { ...told, acsUrl: acs, entityId: audience ?? acs };
}

/**
 * Sets both ends up.
 *
 * @param options - `idp`, `keys`, `now`, `seed`
 * @param sp - the SP
 * @param settings - the IdP's settings in a story, when they are that vendor's; they win over defaults
 * @param drawn - the seed when the options name none
 * @throws UserError when an option or a setting is wrong
 */
export function connect(
  options: Options,
  sp: SpOptions,
  about: {
    readonly cwd: string;
    readonly seed: string;
    readonly instant: number;
    readonly settings?: IdpSettings;
    readonly target?: NamedTarget | undefined;
  },
): Connection {
  const { target } = about;
  const vendor = vendorOf(options, target);
  const clock = storyClock(instantOption(options, 'now') ?? about.instant);
  const random = seededRandom(textOption(options, 'seed') ?? about.seed);
  const context: Context = { clock, random };
  const fitting = about.settings?.vendor === vendor.name ? about.settings : undefined;
  const idp = { settings: fitting ?? { vendor: vendor.name }, path: ['idp'] };
  const item = { idp, ...(target === undefined ? {} : { target }) };
  const { tenant, application } = setUpIdp(item, sp, context);
  return {
    vendor,
    tenant,
    application,
    context,
    key: keyOf(vendor, application, options, about.cwd),
  };
}

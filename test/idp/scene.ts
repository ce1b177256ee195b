/** A connection ready to log in: vendor, tenant, application, directory, key, clock and seed. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { storyClock } from '../../src/base/clock.js';
import type { StoryClock } from '../../src/base/clock.js';
import type { Context } from '../../src/base/context.js';
import { seededRandom } from '../../src/base/random.js';
import type { NewUser } from '../../src/directory/change.js';
import { openDirectory } from '../../src/directory/directory.js';
import type { Directory, DirectoryState } from '../../src/directory/directory.js';
import type { User } from '../../src/directory/user.js';
import type { IdpVendor } from '../../src/idp/idp.js';
import type { Issued, Outcome } from '../../src/idp/outcome.js';
import type { Application, SpFacts, Tenant } from '../../src/idp/tenant.js';
import { VENDORS } from '../../src/idp/vendors.js';
import { keyFileNames } from '../../src/keys/key-file-names.js';
import type { FixedKeyName } from '../../src/keys/key-file-names.js';
import { signingKeyFromPem } from '../../src/keys/key-pem.js';
import type { SigningKey } from '../../src/keys/keys.js';
import { login } from '../../src/login.js';
import type { LoginInput } from '../../src/login.js';
import type { AuthnRequest, ReceivedAuthnRequest } from '../../src/saml/authn-request.js';
import type { VendorName } from '../../src/scenario/scenario.js';

export const NOW = '2026-03-02T09:00:00.123Z';
export const SP: SpFacts = {
  entityId: 'https://sp.example/metadata',
  acsUrl: 'https://sp.example/saml/consume',
};

/** Somebody ordinary. */
const ADA: NewUser = {
  handle: 'ada',
  email: 'ada@acme.example',
  firstName: 'Ada',
  lastName: 'Byron',
  displayName: 'Ada Byron',
};

export interface SceneOptions {
  readonly tenant?: string;
  readonly app?: Readonly<Record<string, unknown>>;
  readonly sp?: Partial<SpFacts>;
  /** One user; is assigned to the application unless `assigned` is false. */
  readonly user?: Partial<NewUser>;
  readonly assigned?: boolean;
  readonly key?: FixedKeyName;
  readonly seed?: string;
  readonly now?: string;
}

export interface Scene {
  readonly vendor: IdpVendor;
  readonly tenant: Tenant;
  readonly application: Application;
  readonly directory: Directory;
  readonly context: Context & { readonly clock: StoryClock };
  readonly key: SigningKey;
  readonly state: () => DirectoryState;
  readonly user: () => User;
  readonly login: (more?: Partial<LoginInput>) => Outcome;
  /** Logs in and expects a message. */
  readonly issue: (more?: Partial<LoginInput>) => Issued;
}

/** Reads a pair from `certs/`. */
export function fixedKey(name: FixedKeyName): SigningKey {
  const { privateKey, certificate } = keyFileNames(name);
  const read = (file: string): string => readFileSync(resolve('certs', file), 'utf8');
  return signingKeyFromPem({ privateKey: read(privateKey), certificate: read(certificate) });
}

export function scene(name: VendorName, options: SceneOptions = {}): Scene {
  const vendor = VENDORS[name];
  const clock = storyClock(Date.parse(options.now ?? NOW));
  const context = { clock, random: seededRandom(options.seed ?? '1') };
  const settings = {
    vendor: name,
    ...(options.tenant === undefined ? {} : { tenant: options.tenant }),
    ...(options.app === undefined ? {} : { app: options.app }),
  };
  const tenant = vendor.tenant(settings, context);
  const application = vendor.application(settings, { ...SP, ...options.sp }, tenant, context);
  const directory = openDirectory({ lifecycle: vendor.lifecycle, random: seededRandom('people') });
  const person: NewUser = { ...ADA, ...options.user };
  const assignments = options.assigned === false ? [] : [application.name];
  const at = clock.now() - 400 * 86_400_000;
  for (const group of person.groups ?? []) {
    directory.record({ at, verb: 'add-group', group: { name: group } });
  }
  directory.record({ at, verb: 'hire', user: { ...person, assignments } });
  const key = fixedKey(options.key ?? `${name}-1`);
  const state = (): DirectoryState => directory.at(clock.now());
  const input = { vendor, tenant, application, user: person.handle, key };
  const attempt = (more: Partial<LoginInput> = {}): Outcome =>
    login({ ...input, directory: state(), ...more }, context);
  return {
    ...input,
    directory,
    context,
    state,
    user: () => state().user(person.handle) as User,
    login: attempt,
    issue(more) {
      const outcome = attempt(more);
      if (outcome.kind === 'issued') return outcome;
      throw new Error(`refused: ${outcome.reason} ${outcome.code}`);
    },
  };
}

/** An AuthnRequest as the SP of the scene sends it. */
export function received(
  request: Partial<AuthnRequest> = {},
  more: Partial<ReceivedAuthnRequest> = {},
): ReceivedAuthnRequest {
  return {
    binding: 'redirect',
    xml: '<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"/>',
    hasSignature: false,
    request: {
      id: 'ONELOGIN_4fee3b046395c4e751011e97f8900b5273d56685',
      version: '2.0',
      issueInstant: NOW,
      issuer: SP.entityId,
      acsUrl: SP.acsUrl,
      forceAuthn: false,
      isPassive: false,
      hasSubject: false,
      hasScoping: false,
      ...request,
    },
    ...more,
  };
}

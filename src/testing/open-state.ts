/** Floor 9: from the options of a mock IdP to its state: settings, people, keys, time. */
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import type { StoryClock } from '../base/clock.js';
import { shiftedClock, storyClock, systemClock } from '../base/clock.js';
import { UserError } from '../base/errors.js';
import { didYouMean } from '../base/suggest.js';
import type { Random } from '../base/random.js';
import { seededRandom } from '../base/random.js';
import { openDirectory } from '../directory/directory.js';
import type { IdpVendor } from '../idp/idp.js';
import type { Application, Tenant } from '../idp/tenant.js';
import type { SigningKey } from '../keys/keys.js';
import { startOf } from '../run/directory-changes.js';
import { FIXED_KEYS, readSigningKey } from '../run/key-files.js';
import type { SpSide } from '../run/set-up.js';
import { settingsAt } from '../run/set-up.js';
import { vendorOf } from '../run/work-item.js';
import type { GroupSeed, IdpSettings, UserSeed } from '../scenario/scenario.js';
import { castOf } from './cast.js';
import type { IdpState, Memory } from './idp-state.js';
import { instantOf } from './instant.js';
import type { MockIdpOptions } from './mock-idp-options.js';
import { presentDirectory } from './present-directory.js';
import { seedOf } from './person-seed.js';
import { openTurns } from './turns.js';

/** An SP that nobody named yet: nothing that depends on it is shown. */
const UNNAMED: SpSide = { entityId: 'urn:standin:app', acsUrl: 'https://app.invalid/acs' };

const OPTION_NAMES: Readonly<Record<keyof MockIdpOptions, true>> = {
  idp: true,
  tenant: true,
  application: true,
  users: true,
  groups: true,
  seed: true,
  now: true,
  keys: true,
  signedBy: true,
  sp: true,
};

function checkNames(options: MockIdpOptions): void {
  const names = Object.keys(OPTION_NAMES);
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  throw new UserError('option-invalid', `mockIdp has no option "${unknown}".`, {
    fix: didYouMean(unknown, names),
  });
}

function settingsOf({ idp = 'okta', tenant, application = 'app' }: MockIdpOptions): IdpSettings {
  const settings = typeof idp === 'string' ? { vendor: idp } : idp;
  return settingsAt({ application, ...(tenant === undefined ? {} : { tenant }) }, settings);
}

function groupsOf(groups: MockIdpOptions['groups'] = {}): Readonly<Record<string, GroupSeed>> {
  if (!Array.isArray(groups)) return groups as Readonly<Record<string, GroupSeed>>;
  return Object.fromEntries(groups.map((name: string) => [name, {}]));
}

function usersOf({ users }: MockIdpOptions, tenant: string): Readonly<Record<string, UserSeed>> {
  if (users === undefined) return castOf(tenant);
  return Object.fromEntries(
    Object.entries(users).map(([handle, seed]) => [handle, seedOf(handle, seed, tenant)]),
  );
}

type Story = IdpState['story'];

function storyOf(options: MockIdpOptions, settings: IdpSettings, tenant: string): Story {
  return {
    id: 'test',
    vendor: vendorOf(settings),
    idp: { settings, path: ['idp'] },
    scenario: {
      id: 'test',
      file: 'test',
      title: 'a test',
      tags: [],
      references: [],
      idp: settings,
      sp: { profile: '' },
      users: usersOf(options, tenant),
      groups: groupsOf(options.groups),
      matrix: {},
      steps: [],
      locate: () => ({ line: 1, column: 1 }),
    },
  };
}

function keyReader({ keys, signedBy }: MockIdpOptions, vendor: string, application: Application) {
  const folder = keys === undefined ? FIXED_KEYS : resolve(keys);
  const elliptic = application.signatureAlgorithm.startsWith('ecdsa');
  return (n: number): SigningKey => {
    if (n === 1 && signedBy !== undefined) return signedBy;
    if (keys === undefined && (elliptic ? n > 1 : n > 2)) {
      throw new UserError('not-supported', 'There is no further key to rotate to.', {
        fix: `Give mockIdp a folder of keys of your own: ${vendor}-1, ${vendor}-2, and so on.`,
      });
    }
    return readSigningKey(elliptic ? `ec-${n}` : `${vendor}-${n}`, folder);
  };
}

function clockOf({ now }: MockIdpOptions): StoryClock {
  if (now === undefined || now === 'real') return shiftedClock(systemClock);
  return storyClock(instantOf(now, systemClock.now()));
}

function directoryOf({ story, application }: Omit<IdpState, 'memory'>, at: number, random: Random) {
  const { vendor, scenario } = story;
  const { lifecycle } = vendor;
  const directory = openDirectory({ lifecycle, random: random.fork('directory') });
  const setting = { at, application: application().name, groups: scenario.groups };
  for (const { change } of startOf(scenario, setting)) directory.record(change);
  return presentDirectory(directory);
}

/**
 * The memory at the start. People keep their immutable ids whatever the seed of the messages is: an app that outlives
 * the mock IdP knows them again. Message ids do not come twice, unless a seed was asked for.
 */
export function openMemory(state: Omit<IdpState, 'memory'>): Memory {
  const { seed } = state.options;
  const clock = clockOf(state.options);
  const messages = seededRandom(seed ?? randomBytes(16).toString('hex'));
  const key = state.key(1);
  return {
    clock,
    context: { clock, random: messages.fork('idp') },
    directory: directoryOf(state, clock.now(), seededRandom(seed ?? 'standin')),
    keyring: { current: key, published: [key] },
    moved: 0,
    rotations: 0,
    held: 0,
    requests: [],
    arrivals: [],
  };
}

/** Sets the SP up as an application; its certificates are read only where a setting needs them. */
function applicationMaker(vendor: IdpVendor, settings: IdpSettings, tenant: Tenant) {
  const context = { clock: systemClock, random: seededRandom('application') };
  return ({ entityId, acsUrl, signingCertificate, encryptionCertificate }: SpSide): Application => {
    const facts = {
      entityId,
      acsUrl,
      get signingCertificate() {
        return signingCertificate ?? readSigningKey('sp-1').certificate.base64;
      },
      get encryptionCertificate() {
        return encryptionCertificate ?? readSigningKey('sp-encryption-1').certificate.base64;
      },
    };
    return vendor.application(settings, facts, tenant, context);
  };
}

/** Opens the state of a mock IdP. @throws UserError for whatever is wrong with the options */
export function openState(options: MockIdpOptions): IdpState {
  checkNames(options);
  const settings = settingsOf(options);
  const vendor = vendorOf(settings);
  const random = seededRandom('tenant');
  const tenant = vendor.tenant(settings, { clock: systemClock, random });
  const make = applicationMaker(vendor, settings, tenant);
  const state: Omit<IdpState, 'memory'> = {
    options,
    story: storyOf(options, settings, tenant.name),
    tenant,
    turns: openTurns(),
    waiting: [],
    key: keyReader(options, vendor.name, make(UNNAMED)),
    application: (sp = UNNAMED) => ({ ...make(sp), ...state.served }),
  };
  return Object.assign(state, { memory: openMemory(state) });
}

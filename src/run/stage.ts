/** Floor 7: everything one story plays on: directory, tenant, keys, the SP, and a browser for each person. */
import type { StoryClock } from '../base/clock.js';
import { shiftedClock, storyClock, systemClock } from '../base/clock.js';
import type { Context } from '../base/context.js';
import type { Random } from '../base/random.js';
import type { Directory } from '../directory/directory.js';
import { openDirectory } from '../directory/directory.js';
import type { Issued, Outcome } from '../idp/outcome.js';
import type { Application, Tenant } from '../idp/tenant.js';
import type { SigningKey } from '../keys/keys.js';
import type { ReceivedAuthnRequest } from '../saml/authn-request.js';
import type { LogoutAnswer, LogoutOutcome, SentMessage } from '../logout.js';
import type { LoginStep, LogoutStep } from '../scenario/step.js';
import type { Browser, Target } from '../sp/target.js';
import { startOf } from './directory-changes.js';
import { readSigningKey } from './key-files.js';
import { openLedger } from './ledger.js';
import type { Ledger } from './ledger.js';
import { otherIdps } from './other-idp.js';
import { setUpIdp } from './set-up.js';
import type { WorkItem } from './work-item.js';

/** What the IdP and one browser are at: the step that logs in, what the SP asked, and how the IdP answered. */
export interface Conversation {
  step?: LoginStep;
  /** The logout under way. */
  logout?: LogoutTraces;
  request?: ReceivedAuthnRequest;
  outcome?: Outcome;
  /** How often the IdP answered in this step. */
  answers?: number;
}

/** A single logout as the IdP sees it. */
export interface LogoutTraces {
  readonly step: LogoutStep;
  /** What the IdP sent; its ID is what the SP's answer refers to. */
  sent?: SentMessage;
  /** How the IdP answered the SP. */
  outcome?: LogoutOutcome;
  /** How the SP answered the IdP. */
  answer?: LogoutAnswer;
}

/** A person at a browser. */
export interface Seat {
  readonly browser: Browser;
  readonly conversation: Conversation;
}

/** A message that was minted and not yet delivered. */
interface Envelope {
  readonly user: string;
  /** Absent: the IdP refused to mint it. */
  readonly message?: Issued;
  /** The browser that asked for it. */
  readonly seat?: Seat;
}

/** What an IdP knows and remembers, whichever SP it talks to. */
export interface IdpMemory {
  readonly clock: StoryClock;
  /** The IdP's context. */
  readonly context: Context;
  readonly directory: Directory;
  readonly ledger: Ledger;
  /** The key it signs with; `published`: what its metadata lists, the active one first. */
  readonly keyring: { current: SigningKey; published: readonly SigningKey[] };
}

/** The state of one story at one SP; nothing of it outlives the story. */
export interface Stage extends IdpMemory {
  readonly item: WorkItem;
  readonly tenant: Tenant;
  readonly application: Application;
  readonly target: Target;
  readonly seats: Map<string, Seat>;
  readonly envelopes: Map<string, Envelope>;
  /** What forged messages are made with, besides what every stage has. */
  readonly forging?: {
    /** What further placeholders stand for, e.g. `{canary}`. */
    readonly values: Readonly<Record<string, string>>;
    /** How often `{canary}` was asked. */
    readonly canary?: () => number;
    /** The SP refuses with a status of 500 and more. */
    readonly errorsAreRefusals?: boolean;
  };
  /** Every login has a browser of its own: a session that is there already would hide what the SP makes of a message. */
  readonly freshBrowsers?: boolean;
}

/** What a story's randomness and time come from. */
export interface Sources {
  readonly clock: StoryClock;
  readonly random: Random;
  /** What further placeholders of forged messages stand for. */
  readonly values?: Readonly<Record<string, string>>;
  /** How often the harmless server was asked that `{canary}` names. */
  readonly canary?: () => number;
  /** The SP refuses with a status of 500 and more. */
  readonly errorsAreRefusals?: boolean;
}

function forgingOf({
  canary,
  errorsAreRefusals = false,
}: Sources): Omit<NonNullable<Stage['forging']>, 'values'> {
  return { errorsAreRefusals, ...(canary === undefined ? {} : { canary }) };
}

/**
 * The story's clock.
 *
 * @param now - the instant for stories without `clock`, in milliseconds; absent = the machine's clock runs
 */
export function clockOf({ scenario }: WorkItem, now: number | undefined): StoryClock {
  const start = scenario.clock ?? now;
  return start === undefined ? shiftedClock(systemClock) : storyClock(start);
}

/** The n-th signing key of the item's IdP; elliptic-curve signatures need the one such key there is. */
export function signingKeyOf(
  item: Pick<WorkItem, 'vendor'>,
  application: Application,
  n: 1 | 2,
): SigningKey {
  const elliptic = application.signatureAlgorithm.startsWith('ecdsa');
  return readSigningKey(elliptic ? 'ec-1' : `${item.vendor.name}-${n}`);
}

function seededDirectory(
  { scenario, vendor }: WorkItem,
  application: string,
  { clock, random }: Sources,
): Directory {
  const directory = openDirectory({
    lifecycle: vendor.lifecycle,
    random: random.fork('directory'),
  });
  const setting = { at: clock.now(), application, groups: scenario.groups };
  for (const { change } of startOf(scenario, setting)) directory.record(change);
  return directory;
}

/**
 * Opens the memory of an item's IdP: its directory as the story starts, and its first key.
 *
 * @param application - as the IdP knows the SP; its name does not depend on the SP's URLs
 */
function openMemory(item: WorkItem, application: Application, sources: Sources): IdpMemory {
  const { clock, random } = sources;
  const key =
    item.key === undefined ? signingKeyOf(item, application, 1) : readSigningKey(item.key);
  const directory = seededDirectory(item, application.name, sources);
  return {
    clock,
    context: { clock, random: random.fork('idp') },
    directory,
    ledger: openLedger(directory),
    keyring: { current: key, published: [key] },
  };
}

/** The application, signing by an algorithm that the IdP's key is made for. */
function fitting(application: Application, { privateKey }: SigningKey): Application {
  return privateKey.asymmetricKeyType === 'ec'
    ? { ...application, signatureAlgorithm: 'ecdsa-sha256' }
    : application;
}

/** Sets a story up on an open SP, which then trusts the IdP's first key. */
export async function openStage(item: WorkItem, target: Target, sources: Sources): Promise<Stage> {
  const { clock, random } = sources;
  const idp = setUpIdp(item, target, { clock, random });
  const memory = openMemory(item, idp.application, sources);
  const freshBrowsers = !target.tellsRefusals;
  const places = { seats: new Map(), envelopes: new Map(), freshBrowsers };
  const { issuer } = idp.application;
  const others = item.secondIdp === true ? otherIdps(item, issuer, { clock, random }) : undefined;
  const forging = { values: { ...sources.values, ...others?.values }, ...forgingOf(sources) };
  const application = fitting(idp.application, memory.keyring.current);
  const stage = { ...memory, ...idp, application, item, target, ...places, forging };
  await trust(stage);
  for (const other of others?.trusts ?? []) await target.trustAnother?.(other);
  return stage;
}

/** Tells the SP which certificates of the IdP to trust: those that are published. */
export async function trust(
  stage: Pick<Stage, 'item' | 'application' | 'tenant' | 'target' | 'keyring'>,
): Promise<void> {
  const { item, application, tenant, target } = stage;
  const { published, current } = stage.keyring;
  const certificates = published.map(({ certificate }) => certificate);
  await target.trust({
    vendor: item.vendor.name,
    issuer: application.issuer,
    ssoUrl: application.ssoUrl,
    ...(application.slo === undefined ? {} : { sloUrl: application.slo.url }),
    certificates: certificates.map(({ base64 }) => base64),
    ...(item.idpEncryptionKey === undefined
      ? {}
      : { encryptionCertificates: [readSigningKey(item.idpEncryptionKey).certificate.base64] }),
    // Entra's is signed: only who reads it pays for it.
    get metadata() {
      return item.vendor.metadata(tenant, application, certificates, current);
    },
  });
}

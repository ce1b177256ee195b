/** Floor 9: the apps that one mock IdP has met: each is opened once, and closed with the IdP. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../base/context.js';
import { UserError } from '../base/errors.js';
import { seededRandom } from '../base/random.js';
import { findProfile } from '../run/find-profile.js';
import { openLedger } from '../run/ledger.js';
import type { Seat, Stage } from '../run/stage.js';
import { trust } from '../run/stage.js';
import { varyProfile } from '../scenario/vary-profile.js';
import type { Browser, TargetOffer } from '../sp/target.js';
import type { IdpState } from './idp-state.js';
import { identityOf, isAppOptions, offerOf } from './offer-of.js';
import type { TestedApp } from './tested-app.js';

/** A stage whose parts a reset replaces. */
type OpenStage = { -readonly [Part in keyof Stage]: Stage[Part] };

/** An app that was opened. */
export interface OpenApp {
  readonly offer: TargetOffer;
  readonly stage: OpenStage;
  /** Whoever sat at a browser of this app. */
  readonly seats: WeakMap<Browser, Seat>;
}

/** The apps of one mock IdP. */
export interface OpenApps {
  /** Opens an app at its first mention. @throws UserError `option-invalid`; TargetError when it cannot be opened */
  open(app: TestedApp | undefined): Promise<OpenApp>;
  readonly all: Iterable<OpenApp>;
  close(): Promise<void>;
}

/** What an app that promises nothing in particular is taken for. */
const USUAL_PROFILE = 'jit-update';

function profileOf({ profile = { profile: USUAL_PROFILE } }: TargetOffer) {
  const near = join(process.cwd(), 'standin.config.yaml');
  return varyProfile(findProfile(profile.profile, near), profile);
}

/** What the stage shares with the IdP, as it is now. */
export function sharedWith(
  state: IdpState,
): Pick<Stage, 'clock' | 'context' | 'directory' | 'keyring' | 'ledger'> {
  const { clock, context, directory, keyring } = state.memory;
  return { clock, context, directory, keyring, ledger: openLedger(directory) };
}

/** What an app in this process may share: the IdP's time, also after a reset, and chances of its own. */
function appContext(state: IdpState): Context {
  const random = seededRandom(state.options.seed ?? randomBytes(16).toString('hex'));
  return { clock: { now: () => state.memory.clock.now() }, random: random.fork('sp') };
}

async function openStage(state: IdpState, offer: TargetOffer): Promise<OpenStage> {
  const { story, tenant, memory } = state;
  await offer.start();
  const target = await offer.open(appContext(state));
  const settings = offer.profile ?? { profile: USUAL_PROFILE };
  const stage: OpenStage = {
    ...sharedWith(state),
    item: { ...story, sp: { settings, path: ['sp'] }, profile: profileOf(offer), target: offer },
    tenant,
    application: state.application(target),
    target,
    seats: new Map(),
    envelopes: new Map(),
    // Which browser a login takes is decided before it is played.
    freshBrowsers: false,
  };
  await trust(stage);
  if (memory.moved !== 0 || state.options.now !== undefined) await tellTime(stage);
  return stage;
}

/** Tells an app the time. It stands still meanwhile: the app may move the clock of the whole process. */
export async function tellTime({ clock, target }: Pick<Stage, 'clock' | 'target'>): Promise<void> {
  if (target.setClock === undefined) return;
  const now = clock.now();
  await target.setClock(now);
  clock.advance(now - clock.now());
}

/** Whether two mentions say the same of an app; functions are taken for the same. */
function saySame(one: TestedApp, other: TestedApp): boolean {
  if (one === other || !isAppOptions(one) || !isAppOptions(other)) return true;
  const said = (options: object) =>
    Object.entries(options)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, typeof value === 'function' ? 'a function' : (value as unknown)])
      .sort(([left], [right]) => (String(left) < String(right) ? -1 : 1));
  return isDeepStrictEqual(said({ ...one, app: 0 }), said({ ...other, app: 0 }));
}

interface Mention {
  readonly app: TestedApp;
  readonly opening: Promise<OpenApp>;
}

async function closeOne({ opening }: Mention): Promise<void> {
  const { stage, offer } = await opening;
  await stage.target.close();
  await offer.stop();
}

/** Opens nothing yet. */
export function openApps(state: IdpState): OpenApps {
  const mentions = new Map<unknown, Mention>();
  const opened = new Set<OpenApp>();
  const begin = async (app: TestedApp): Promise<OpenApp> => {
    const offer = offerOf(app, state.story.vendor.name);
    const open = { offer, stage: await openStage(state, offer), seats: new WeakMap() };
    opened.add(open);
    return open;
  };
  const forget = async (identity: unknown, mention: Mention): Promise<void> => {
    mentions.delete(identity);
    opened.delete(await mention.opening);
    await closeOne(mention);
  };
  return {
    async open(given) {
      const app = given ?? state.options.sp;
      if (app === undefined) {
        throw new UserError('option-invalid', 'Which app is meant?', {
          fix: 'Name it: .to(app); or once for all: mockIdp({ sp: app }).',
        });
      }
      const identity = identityOf(app);
      const known = mentions.get(identity);
      if (known !== undefined && saySame(known.app, app)) return known.opening;
      if (known !== undefined) await forget(identity, known);
      const mention = { app, opening: begin(app) };
      mentions.set(identity, mention);
      // What could not be opened is tried anew.
      mention.opening.catch(() => mentions.delete(identity));
      return mention.opening;
    },
    all: opened,
    async close() {
      const all = [...mentions.values()];
      mentions.clear();
      opened.clear();
      await Promise.all(all.map(closeOne));
    },
  };
}

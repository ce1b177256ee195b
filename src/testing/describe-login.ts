/** Floor 9: the builder of logins: collects what a test says, and plays it. */
import { UserError } from '../base/errors.js';
import { didYouMean } from '../base/suggest.js';
import type { LoginStep } from '../scenario/step.js';
import type { Seat } from '../run/stage.js';
import type { HeldLogin, LoginBuilder, LoginOverrides } from './login-builder.js';
import { assertionOf } from './login-of.js';
import type { Login } from './login-result.js';
import type { OpenApp } from './open-apps.js';
import { overridesOf } from './overrides-of.js';
import type { BrowserChoice } from './play.js';
import { chooseSeat, play } from './play.js';
import type { Scene } from './scene.js';
import type { TestedApp } from './tested-app.js';

/** What was said of a login so far. */
interface Description {
  readonly user: string;
  readonly start: LoginStep['start'];
  readonly browser: BrowserChoice;
  readonly relayState?: string;
  readonly overrides?: LoginOverrides;
  readonly despite?: NonNullable<LoginStep['despite']>;
  readonly forceAuthn?: boolean;
}

const REASONS_TO_REFUSE = ['deactivated', 'unassigned', 'suspended', 'locked', 'deleted'] as const;

function checkDespite(despite: string): void {
  if (REASONS_TO_REFUSE.some((each) => each === despite)) return;
  throw new UserError('value-invalid', `Nobody is refused for being "${despite}".`, {
    fix: didYouMean(despite, REASONS_TO_REFUSE),
  });
}

function stepOf(description: Description, { state }: Scene, app: OpenApp): LoginStep {
  const { user, start, relayState, overrides, despite, forceAuthn } = description;
  if (forceAuthn === true && !app.offer.abilities.startOptions) {
    throw new UserError('not-supported', 'Nobody can tell this app to ask for ForceAuthn.', {
      fix: 'Begin where the app asks for it by itself: .to({ app, start: "/login?force=1" }).',
    });
  }
  const now = state.memory.clock.now();
  return {
    verb: 'login',
    index: 0,
    user,
    start,
    binding: 'redirect',
    ...(relayState === undefined ? {} : { relayState }),
    ...(overrides === undefined ? {} : { overrides: overridesOf(overrides, now) }),
    ...(despite === undefined ? {} : { despite }),
    ...(forceAuthn === undefined ? {} : { forceAuthn }),
  };
}

/** A message that was kept back. */
interface Held {
  readonly name: string;
  readonly user: string;
  readonly from: OpenApp;
  readonly seat: Seat;
}

/** Carries a held message to another app, whose ACS it is going to be posted to. */
function carry({ name, user, from }: Held, { stage }: OpenApp): void {
  const message = from.stage.envelopes.get(name)?.message;
  const { acsUrl } = stage.target;
  stage.envelopes.set(name, {
    user,
    ...(message === undefined ? {} : { message: { ...message, acsUrl } }),
  });
}

/** Posts a held message, in the browser in which its login began. */
function deliver(scene: Scene, held: Held, app: TestedApp | undefined): Promise<Login> {
  const { state, apps } = scene;
  const { name, user, from } = held;
  return state.turns.take(async () => {
    const to = app === undefined ? from : await apps.open(app);
    if (to !== from) carry(held, to);
    const seat = to === from ? held.seat : chooseSeat(to, user, 'own');
    return play(state, to, { verb: 'deliver', index: 0, envelope: name }, { user, seat });
  });
}

async function hold(
  scene: Scene,
  description: Description,
  app: TestedApp | undefined,
): Promise<HeldLogin> {
  const { state, apps } = scene;
  const { user } = description;
  return state.turns.take(async () => {
    const from = await apps.open(app);
    const { envelopes } = from.stage;
    state.memory.held += 1;
    const name = `held-${state.memory.held}`;
    const seat = chooseSeat(from, user, description.browser, true);
    await play(state, from, { ...stepOf(description, scene, from), hold: name }, { user, seat });
    const message = envelopes.get(name)?.message;
    return {
      user,
      ...(message === undefined ? {} : { message: assertionOf(message) }),
      deliverTo: (other) => deliver(scene, { name, user, from, seat }, other),
    };
  });
}

function playLogin(scene: Scene, description: Description, app: OpenApp): Promise<Login> {
  const { user, browser } = description;
  const seat = chooseSeat(app, user, browser, true);
  const keep = browser === 'own';
  return play(scene.state, app, stepOf(description, scene, app), { user, seat, keep });
}

/** Later overrides win; attributes are merged by name. */
function merged(before: LoginOverrides | undefined, more: LoginOverrides): LoginOverrides {
  const both = { ...before, ...more };
  const { attributes: old } = before ?? {};
  return old === undefined ? both : { ...both, attributes: { ...old, ...more.attributes } };
}

/** Begins the description of a login. */
export function describeLogin(scene: Scene, user: string): LoginBuilder {
  const builder = (description: Description): LoginBuilder => {
    const also = (more: Partial<Description>): LoginBuilder => builder({ ...description, ...more });
    return {
      startedByIdp: (options = {}) => also({ start: 'idp', ...options }),
      with(overrides) {
        overridesOf(overrides, scene.state.memory.clock.now());
        return also({ overrides: merged(description.overrides, overrides) });
      },
      despite(despite) {
        checkDespite(despite);
        return also({ despite });
      },
      in: (browser) => also({ browser }),
      inFreshBrowser: () => also({ browser: 'fresh' }),
      forceAuthn: () => also({ forceAuthn: true }),
      hold: (app) => hold(scene, description, app),
      to: (app) =>
        scene.state.turns.take(async () => {
          const open = await scene.apps.open(app);
          return playLogin(scene, description, open);
        }),
    };
  };
  return builder({ user, start: 'sp', browser: 'own' });
}

/** Floor 9: plays one step of a test at one app, in one browser. */
import { UserError } from '../base/errors.js';
import { act } from '../run/act.js';
import type { Seat } from '../run/stage.js';
import { freshSeat, seatOf } from '../run/steps/seat.js';
import type { ReceivedAuthnRequest } from '../saml/authn-request.js';
import type { DeliverStep, LoginStep, ReplayStep, VisitStep } from '../scenario/step.js';
import type { Browser } from '../sp/target.js';
import type { IdpState } from './idp-state.js';
import { received } from './idp-state.js';
import { loginOf } from './login-of.js';
import type { Login } from './login-result.js';
import type { OpenApp } from './open-apps.js';

/** Which browser: the person's own, one without cookies, or one that is named. */
export type BrowserChoice = 'own' | 'fresh' | Browser;

/** A step about one person. */
export type PersonStep = LoginStep | ReplayStep | VisitStep | DeliverStep;

/** The person's own browser; a new one for a login that the session of an earlier one would hide. */
function ownSeat({ stage }: OpenApp, user: string, forLogin: boolean): Seat {
  const isHidden = forLogin && !stage.target.tellsRefusals && stage.seats.has(user);
  return isHidden ? freshSeat(stage) : seatOf(stage, user);
}

/** @throws UserError `value-invalid` for a browser that never was at this app */
export function chooseSeat(
  app: OpenApp,
  user: string,
  choice: BrowserChoice,
  forLogin = false,
): Seat {
  const { stage, seats } = app;
  if (choice === 'own') return ownSeat(app, user, forLogin);
  if (choice === 'fresh') return freshSeat(stage);
  const seat = seats.get(choice);
  if (seat !== undefined) return seat;
  throw new UserError('value-invalid', 'This browser has never been at this app.', {
    fix: 'Take the browser of a login at the same app: .in(login.browser).',
  });
}

/** Puts a person into a seat. @returns what gives them their own back, unless they are to keep this one */
function lend({ stage }: OpenApp, user: string, seat: Seat): (keep: boolean) => void {
  const own = stage.seats.get(user);
  stage.seats.set(user, seat);
  return (keep) => {
    if (keep) return;
    if (own === undefined) stage.seats.delete(user);
    else stage.seats.set(user, own);
  };
}

/** What the app asked the IdP in this seat. */
function heard({ conversation }: Seat): ReceivedAuthnRequest | undefined {
  return conversation.request;
}

/** Who sits where. */
interface Sitting {
  readonly user: string;
  readonly seat: Seat;
  /** Whether a session that is opened makes this the person's own browser. */
  readonly keep?: boolean;
}

/**
 * Plays a step with a person in a seat, who gets their own seat back afterwards.
 *
 * @throws TargetError when the app cannot be reached or driven
 */
export async function play(
  state: IdpState,
  app: OpenApp,
  step: PersonStep,
  { user, seat, keep = false }: Sitting,
): Promise<Login> {
  const { browser, conversation } = seat;
  const giveBack = lend(app, user, seat);
  app.seats.set(browser, seat);
  delete conversation.request;
  try {
    const done = await act(app.stage, step);
    const login = loginOf(user, done, { browser, request: heard(seat) });
    giveBack(keep && login.session.kind === 'session');
    return login;
  } catch (error) {
    giveBack(false);
    throw error;
  } finally {
    const request = heard(seat);
    if (request !== undefined) received(state, request);
    // A login that failed halfway is over.
    delete conversation.step;
  }
}

/** Floor 7: logs a person in, with a browser, started by the SP or by the IdP. */
import { TargetError, UserError } from '../../base/errors.js';
import type { LoginStep } from '../../scenario/step.js';
import type { Hop } from '../../sp/target.js';
import type { Seat, Stage } from '../stage.js';
import type { Effect, StepRunner } from './effect.js';
import { loginSeat, seatOf } from './seat.js';

function begin(stage: Stage, step: LoginStep, { browser }: Seat): Promise<Hop> {
  const { target, application, directory, clock, item } = stage;
  if (step.start === 'idp') return browser.get(application.launchUrl);
  const { binding, relayState, forceAuthn, isPassive, requestedAuthnContext } = step;
  const email = directory.at(clock.now()).user(step.user)?.email;
  return target.begin(browser, {
    binding,
    idp: item.vendor.name,
    ...(email === undefined ? {} : { email }),
    ...(relayState === undefined ? {} : { relayState }),
    ...(forceAuthn === undefined ? {} : { forceAuthn }),
    ...(isPassive === undefined ? {} : { isPassive }),
    ...(requestedAuthnContext === undefined ? {} : { requestedAuthnContext }),
  });
}

/** The browser never came to the IdP: the SP refuses at once, or it cannot be driven. */
function stayedAtSp({ target }: Stage, page: Hop): Pick<Effect, 'answer' | 'why'> {
  const answer = target.read(page);
  if (!answer.accepted) return { answer, why: 'the SP did not send the browser to the IdP' };
  throw new TargetError(
    'target-undrivable',
    `The SP did not send the browser to the IdP: ${page.url} answered ${page.status}.`,
    { fix: 'Check the URL at which a login begins.' },
  );
}

function traces(stage: Stage, step: LoginStep, seat: Seat, page: Hop): Effect {
  const { outcome } = seat.conversation;
  if (outcome === undefined) return stayedAtSp(stage, page);
  if (outcome.kind === 'refused') return { refusal: outcome };
  if (step.hold !== undefined) return { message: outcome, why: 'the message is kept back' };
  return { message: outcome, answer: stage.target.read(page) };
}

/** An operation that the message has no place for is a mistake of the file: it gets its line. */
async function placedIn<Value>(
  { item }: Stage,
  { index, mutate }: LoginStep,
  act: () => Promise<Value>,
): Promise<Value> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof UserError) || mutate === undefined || error.path === undefined)
      throw error;
    const { code, message, fix, path } = error;
    const at = item.scenario.locate(['steps', index, 'mutate', ...path]);
    throw new UserError(code, message, { at, ...(fix === undefined ? {} : { fix }) });
  }
}

/** A forged message is held back by the IdP's page, and then sent as that page would have sent it. */
async function postForged({ browser, conversation }: Seat, page: Hop): Promise<Hop> {
  const { outcome } = conversation;
  const request = outcome?.kind === 'issued' ? outcome.request : undefined;
  return request === undefined ? page : browser.send({ ...request, initiator: page.url });
}

/** `login`: one browser login; with `hold` it ends before the message is posted. */
export const runLogin: StepRunner<LoginStep> = async (stage, step) => {
  const { user, hold, planted } = step;
  const seat = loginSeat(stage, user);
  const { browser, conversation } = seat;
  if (planted !== undefined) await browser.plant(seatOf(stage, planted).browser);
  delete conversation.outcome;
  delete conversation.request;
  delete conversation.answers;
  conversation.step = step;
  const arrived = await placedIn(stage, step, () => begin(stage, step, seat));
  delete conversation.step;
  const page = hold === undefined ? await postForged(seat, arrived) : arrived;
  const effect = { subject: user, browser, seat, page, ...traces(stage, step, seat, page) };
  if (hold !== undefined) {
    const { message } = effect;
    stage.envelopes.set(hold, { user, seat, ...(message === undefined ? {} : { message }) });
  }
  return effect;
};

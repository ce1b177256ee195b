/** Floor 7: delivers messages that exist already: held ones, and the last one once more. */
import { InternalError } from '../../base/errors.js';
import type { Issued } from '../../idp/outcome.js';
import { encodePost } from '../../saml/encode.js';
import type { DeliverStep, ReplayStep } from '../../scenario/step.js';
import { reforged } from '../reforge.js';
import type { Seat, Stage } from '../stage.js';
import type { Effect, StepRunner } from './effect.js';
import { freshSeat, seatOf } from './seat.js';

/** The form the vendor's page would have posted (saml-bindings 3.5.4). */
function formOf({ xml, relayState }: Issued): Readonly<Record<string, string>> {
  const SAMLResponse = encodePost(xml);
  return relayState === undefined ? { SAMLResponse } : { SAMLResponse, RelayState: relayState };
}

async function post(stage: Stage, message: Issued, seat: Seat): Promise<Effect> {
  const { browser } = seat;
  const page =
    message.request === undefined
      ? await browser.post(message.acsUrl, formOf(message))
      : await browser.send(message.request);
  return { browser, message, page, answer: stage.target.read(page) };
}

/** `deliver`: posts a held message in the browser of the person it was minted for. */
export const runDeliver: StepRunner<DeliverStep> = async (stage, { envelope }) => {
  const held = stage.envelopes.get(envelope);
  if (held === undefined) throw new InternalError('internal', `nothing is held as ${envelope}`);
  const { user: subject, message, seat = seatOf(stage, subject) } = held;
  if (message === undefined) {
    return { subject, browser: seat.browser, why: 'the IdP refused to issue the message' };
  }
  return { subject, seat, ...(await post(stage, message, seat)) };
};

/** Posted by many browsers at once: one of them may get in, the second that does is looked at. */
async function postAtOnce(stage: Stage, message: Issued, times: number): Promise<Effect> {
  const seats = Array.from({ length: times }, () => freshSeat(stage));
  const effects = await Promise.all(seats.map((seat) => post(stage, message, seat)));
  const sessions = await Promise.all(seats.map(({ browser }) => stage.target.session(browser)));
  const inside = effects.filter((_, index) => sessions[index]?.kind !== 'none');
  const outside = effects.filter((effect) => !inside.includes(effect));
  const [looked = {}] = [...inside.slice(1), ...outside];
  return looked;
}

/** `replay`: posts the person's last message again, in their own browser, in a fresh one, or in many. */
export const runReplay: StepRunner<ReplayStep> = async (stage, step) => {
  const { user: subject, as, mutate, times } = step;
  const last = stage.ledger.last(subject);
  const seat = as === 'same-browser' ? seatOf(stage, subject) : freshSeat(stage);
  if (last === undefined) {
    return { subject, browser: seat.browser, why: 'no message was ever issued for this user' };
  }
  const message = mutate === undefined ? last : reforged(stage, step, last);
  if (times !== undefined) return { subject, ...(await postAtOnce(stage, message, times)) };
  return { subject, ...(await post(stage, message, seat)) };
};

/** Floor 7: single logout in the person's browser, started by the SP or by the IdP (saml-profiles 4.4). */
import { TargetError } from '../../base/errors.js';
import type { LogoutStep } from '../../scenario/step.js';
import type { Hop, SpAnswer } from '../../sp/target.js';
import type { LogoutTraces, Seat, Stage } from '../stage.js';
import type { Effect, StepRunner } from './effect.js';
import { seatOf } from './seat.js';

function undrivable({ target }: Stage): TargetError {
  const problem = `Nobody knows how a single logout begins at ${target.name}.`;
  return new TargetError('target-undrivable', problem, {
    fix: 'Set `logout` of the target, and `metadata` that names its single logout service.',
  });
}

function begin(stage: Stage, { start }: LogoutStep, { browser }: Seat): Promise<Hop> {
  const { target, application } = stage;
  if (start === 'idp') {
    if (application.slo === undefined) throw undrivable(stage);
    return browser.get(application.slo.url);
  }
  if (target.beginLogout === undefined) throw undrivable(stage);
  return target.beginLogout(browser);
}

/** What the SP last said in this browser. */
function lastAnswer({ target }: Stage, hops: readonly Hop[]): SpAnswer | undefined {
  const { origin } = new URL(target.acsUrl);
  const hop = hops.findLast(({ url }) => new URL(url).origin === origin);
  return hop && target.read(hop);
}

/** The SP's word first; then the IdP's about what the SP sent it. */
function spAnswer(stage: Stage, hops: readonly Hop[], { answer }: LogoutTraces): SpAnswer {
  const own = lastAnswer(stage, hops) ?? { accepted: false, message: 'the SP was never asked' };
  if (!own.accepted || answer?.kind !== 'failed') return own;
  return { accepted: false, message: answer.problem };
}

function traces(stage: Stage, hops: readonly Hop[], logout: LogoutTraces): Partial<Effect> {
  const { outcome, step } = logout;
  if (outcome?.kind === 'refused') return { refusal: outcome };
  if (outcome?.status === 'refused') {
    const { reason = 'request-malformed', message, detail } = outcome;
    const { page } = message;
    return {
      refusal: { kind: 'refused', reason, code: reason, page },
      ...(detail === undefined ? {} : { why: detail }),
    };
  }
  if (step.start === 'sp' && outcome === undefined) {
    return { answer: { accepted: true }, why: 'the SP did not ask the IdP to end its session' };
  }
  return { answer: spAnswer(stage, hops, logout) };
}

/** `logout`: a single logout; the session that counts is the browser's own. */
export const runLogout: StepRunner<LogoutStep> = async (stage, step) => {
  const seat = seatOf(stage, step.user);
  const { browser, conversation } = seat;
  const before = browser.hops.length;
  const logout: LogoutTraces = { step };
  conversation.logout = logout;
  const page = await begin(stage, step, seat);
  delete conversation.logout;
  const hops = browser.hops.slice(before);
  return { subject: step.user, browser, page, ...traces(stage, hops, logout) };
};

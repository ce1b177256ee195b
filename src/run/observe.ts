/** Floor 7: looks at the SP around a step. */
import type { Step } from '../scenario/step.js';
import type { AccountsObservation, Browser, SessionObservation } from '../sp/target.js';
import { accountChange, accountOf } from './account-of.js';
import { decideOutcome } from './decide-outcome.js';
import { identified } from './identified.js';
import type { AccountChange, Observation, Person } from './observation.js';
import type { Stage } from './stage.js';
import type { Effect } from './steps/effect.js';

/** How things stood before a step. */
export interface Before {
  /** By browser: the sessions of every seat. */
  readonly sessions: ReadonlyMap<Browser, SessionObservation>;
  readonly accounts: AccountsObservation;
}

const NO_SESSION: SessionObservation = { kind: 'none' };

/** Looks before a step that reaches the SP. */
export async function lookBefore(stage: Stage, step: Step): Promise<Before> {
  const sessions = new Map<Browser, SessionObservation>();
  const handle = 'user' in step ? step.user : undefined;
  const seat = handle === undefined ? undefined : stage.seats.get(handle);
  const held = step.verb === 'deliver' ? stage.envelopes.get(step.envelope)?.seat : undefined;
  const browser = seat?.browser ?? held?.browser;
  if (browser !== undefined) sessions.set(browser, await stage.target.session(browser));
  return { sessions, accounts: await stage.target.accounts() };
}

/** The sessions after the step: its own browser's, or everybody's when it is about nobody. */
async function shownSessions(
  { seats, target }: Stage,
  effect: Effect,
): Promise<readonly (readonly [string, SessionObservation])[]> {
  if (effect.browser !== undefined && effect.subject !== undefined) {
    return [[effect.subject, await target.session(effect.browser)]];
  }
  const sessions: [string, SessionObservation][] = [];
  for (const [handle, { browser }] of seats) {
    sessions.push([handle, await target.session(browser)]);
  }
  return sessions;
}

/** What the SP shows after the step. */
async function lookAfter(
  stage: Stage,
  effect: Effect,
): Promise<Pick<Observation, 'sessions' | 'accounts'>> {
  const shown = await shownSessions(stage, effect);
  const accounts = await stage.target.accounts();
  const known = shown.map(([handle, session]) => [handle, identified(session, accounts)] as const);
  return { sessions: new Map(known), accounts };
}

/** A new browser takes the place of the person's when a session opened in it; otherwise the old one still counts. */
async function settled(
  { seats, target }: Stage,
  { subject = '', seat }: Effect,
  sessions: ReadonlyMap<string, SessionObservation>,
): Promise<ReadonlyMap<string, SessionObservation>> {
  const old = seats.get(subject);
  if (seat === undefined || old === undefined || old === seat) return sessions;
  if (sessions.get(subject)?.kind !== 'none') {
    seats.set(subject, seat);
    return sessions;
  }
  return new Map(sessions).set(subject, await target.session(old.browser));
}

/** Whom a step without a subject is about: the only person there is. */
function onlyOne(people: ReadonlyMap<string, Person>): string | undefined {
  const [handle, another] = people.keys();
  return another === undefined ? handle : undefined;
}

/** What the observation says about the subject's account. */
interface AccountView extends Pick<Observation, 'account' | 'accountBefore'> {
  readonly change: AccountChange;
}

function accountView(
  stage: Stage,
  look: {
    readonly person: Person | undefined;
    readonly session: SessionObservation;
    readonly effect: Effect;
    readonly before: AccountsObservation;
    readonly after: AccountsObservation;
  },
): AccountView {
  const { person, session, effect, before, after } = look;
  const account = accountOf(person, session, after);
  const loggedIn = session.kind === 'session' && effect.answer?.accepted === true;
  const nameId = loggedIn ? effect.message?.facts.nameId : undefined;
  const knownNameIds = stage.ledger.nameIdsOf(account?.id);
  const change = accountChange({ account, before, after, nameId, knownNameIds });
  if (account !== undefined && person !== undefined && session.kind === 'session') {
    stage.ledger.seen(person.handle, account.id, nameId);
  }
  const earlier =
    before.kind === 'accounts' ? before.accounts.find(({ id }) => id === account?.id) : undefined;
  return {
    change,
    ...(account === undefined ? {} : { account }),
    ...(earlier === undefined ? {} : { accountBefore: earlier }),
  };
}

/**
 * Looks at the SP after a step and puts together what there is to judge.
 *
 * @param stage - the story; its ledger learns the account of the person
 * @param step - what was played
 * @param effect - what it did
 * @param before - how things stood
 */
export async function observe(
  stage: Stage,
  step: Step,
  effect: Effect,
  before: Before,
): Promise<Observation> {
  const { sessions, accounts } = await lookAfter(stage, effect);
  const met = stage.ledger.people(stage.clock.now());
  const subject = effect.subject ?? onlyOne(met);
  const { attack, browser, message, page } = effect;
  const session = sessions.get(subject ?? '') ?? NO_SESSION;
  const earlier = browser === undefined ? undefined : before.sessions.get(browser);
  const earlierSession = identified(earlier ?? NO_SESSION, before.accounts);
  const person = met.get(subject ?? '');
  const look = { person, session, effect, before: before.accounts, after: accounts };
  const view = accountView(stage, look);
  const people = stage.ledger.people(stage.clock.now());
  const evidence = {
    verb: step.verb,
    effect,
    before: earlierSession,
    after: session,
    people,
    tellsRefusals: stage.target.tellsRefusals,
  };
  return {
    ...(subject === undefined ? {} : { subject }),
    ...decideOutcome(evidence),
    ...(page === undefined ? {} : { page: { status: page.status, html: page.body } }),
    sessions: await settled(stage, effect, sessions),
    accounts,
    ...view,
    ...(message === undefined ? {} : { facts: message.facts }),
    ...(attack === undefined ? {} : { attack }),
    people,
    defaultRole: stage.item.profile.jit.defaultRole,
  };
}

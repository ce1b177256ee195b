/** Floor 5: the inspection of a message: opened, changed, sent. */
import { UserError } from '../../../base/errors.js';
import type { Answer } from '../../http/answer.js';
import { fieldOf, parameterOf, type HttpRequest } from '../../http/request.js';
import type { Handler } from '../../http/route.js';
import { sendOn, type Entry } from '../../sso/admit.js';
import type { Decided } from '../../sso/finish-login.js';
import { checkForgeryTarget } from '../../sso/forgery-target.js';
import { browserOf } from '../../sso/session.js';
import type { BrowserState } from '../../state/browsers.js';
import type { ForgeryChoice } from '../../state/arrival.js';
import type { ServerState } from '../../state/server-state.js';
import { entryOf, loginGone, nobodyChosen, personOf, waitingOf } from '../login/entry.js';
import { readEdits } from './edits.js';
import { inspectPage } from './inspect-page.js';
import { previewOf, type Wish } from './preview.js';

/** A browser that nobody knows yet, and need not: nothing comes of a preview. */
function stranger(): BrowserState {
  return { id: '', sessions: new Map() };
}

/** The person of the query; a name that nobody has stays what it is, and is refused by the vendor. */
function personAsked(entry: Pick<Entry, 'tenant'>, http: HttpRequest): string | undefined {
  const name = parameterOf(http, 'user');
  if (name === undefined || name === '') return undefined;
  return personOf(entry.tenant, name)?.handle ?? name;
}

async function shown(
  state: ServerState,
  decided: Omit<Decided, 'choice'>,
  wish: Wish,
  refused?: UserError,
): Promise<Answer> {
  const preview = await previewOf(state, decided, wish);
  return inspectPage({
    state,
    decided: { ...decided, choice: preview.choice },
    preview,
    attacks: await state.attacks.list(),
    ...(refused === undefined ? {} : { refused }),
  });
}

/** GET */
export const showInspection: Handler = async (state, http, { id = '' }) => {
  const waiting = waitingOf(state, id);
  if (waiting === undefined) return loginGone();
  const user = personAsked(waiting, http);
  if (user === undefined) return nobodyChosen();
  const browser = browserOf(state, http) ?? stranger();
  return shown(state, { ...waiting, user, browser }, { despite: false, remember: false });
};

function forgeryOf(http: HttpRequest): ForgeryChoice | undefined {
  const attack = fieldOf(http, 'attack') ?? '';
  if (attack === '') return undefined;
  const victim = fieldOf(http, 'victim') ?? '';
  return { attack, ...(victim === '' ? {} : { victim }) };
}

function wishOf(http: HttpRequest): Wish {
  const forgery = forgeryOf(http);
  return {
    // A form without fields is that of a refusal: there was no message to edit.
    ...(fieldOf(http, 'w.nameId') === undefined ? {} : { edits: readEdits(http) }),
    ...(forgery === undefined ? {} : { forgery }),
    despite: fieldOf(http, 'despite') !== undefined,
    remember: fieldOf(http, 'remember') !== undefined,
  };
}

/** Attacks go nowhere that the user did not name. */
function objectTo(state: ServerState, { app }: Entry, { forgery }: Wish): UserError | undefined {
  try {
    if (forgery !== undefined) checkForgeryTarget(state, app);
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

async function send(state: ServerState, entry: Entry, user: string, wish: Wish): Promise<Answer> {
  const { choice, problem } = await previewOf(state, { ...entry, user }, wish);
  if (problem !== undefined) return shown(state, { ...entry, user }, wish);
  return sendOn(state, entry, user, choice);
}

/** POST: `do` is `preview`, `add` (a row), or `send`; `drop` takes a row away. */
export const submitInspection: Handler = async (state, http, { id = '' }) => {
  const entry = entryOf(state, http, id);
  if (entry === undefined) return loginGone();
  const user = personAsked(entry, http);
  if (user === undefined) return nobodyChosen();
  const wish = wishOf(http);
  const objection = objectTo(state, entry, wish);
  if (objection !== undefined) {
    const { forgery: _, ...harmless } = wish;
    return shown(state, { ...entry, user }, harmless, objection);
  }
  const sends = fieldOf(http, 'do') === 'send';
  return sends ? send(state, entry, user, wish) : shown(state, { ...entry, user }, wish);
};

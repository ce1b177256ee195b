/** Floor 5: a message before it is sent: what the vendor would write, and what the person makes of it. */
import { UserError } from '../../../base/errors.js';
import type { Issued, Refusal } from '../../../idp/outcome.js';
import { readFacts, type MessageFacts } from '../../../saml/facts.js';
import type { MessageOverrides } from '../../../scenario/step.js';
import { previewLogin, type Decided } from '../../sso/finish-login.js';
import type { ForgeryChoice, LoginChoice } from '../../state/arrival.js';
import type { ServerState } from '../../state/server-state.js';
import type { ServedApp } from '../../state/tenant-state.js';
import { editsOf, overridesOf, type Edits } from './edits.js';

/** What the person wants, as far as it is known. */
export interface Wish {
  /** Absent: the page was just opened. */
  readonly edits?: Edits;
  readonly forgery?: ForgeryChoice;
  readonly despite: boolean;
  readonly remember: boolean;
}

/** What would be sent. */
export interface Draft {
  readonly outcome: Issued;
  /** The same with nothing encrypted; for a forgery whatever can be read of it. */
  readonly clear: string;
  readonly facts?: MessageFacts;
}

/** Everything that the page shows. */
export interface Preview {
  readonly edits?: Edits;
  readonly overrides?: MessageOverrides;
  readonly choice: LoginChoice;
  readonly draft?: Draft;
  /** The vendor says no. */
  readonly refusal?: Refusal;
  /** The message cannot be made so. */
  readonly problem?: UserError;
}

/** The application as it would be if it did not encrypt. */
function withoutEncryption(app: ServedApp): ServedApp {
  const { encryption: _, ...application } = app.application;
  return { ...app, application };
}

function factsOf(xml: string): MessageFacts | undefined {
  try {
    return readFacts(xml);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

async function draftOf(state: ServerState, decided: Decided): Promise<Draft | Refusal> {
  const outcome = await previewLogin(state, decided);
  if (outcome.kind === 'refused') return outcome;
  const encrypts = decided.app.application.encryption !== undefined;
  const plain = encrypts
    ? await previewLogin(state, { ...decided, app: withoutEncryption(decided.app) })
    : outcome;
  const clear = plain.kind === 'issued' ? plain.xml : outcome.xml;
  const facts = factsOf(clear);
  return { outcome, clear, ...(facts === undefined ? {} : { facts }) };
}

function choiceOf(
  { forgery, despite, remember }: Wish,
  overrides: MessageOverrides | undefined,
): LoginChoice {
  return {
    remember,
    despite,
    ...(overrides === undefined ? {} : { overrides }),
    ...(forgery === undefined ? {} : { forgery }),
  };
}

/** Makes it; nothing comes of it. */
export async function previewOf(
  state: ServerState,
  decided: Omit<Decided, 'choice'>,
  wish: Wish,
): Promise<Preview> {
  const genuine = { despite: wish.despite };
  const before = await draftOf(state, { ...decided, choice: genuine });
  if ('reason' in before) return { choice: choiceOf(wish, undefined), refusal: before };
  const { facts } = before;
  if (facts === undefined) return { choice: genuine, draft: before };
  const edits = wish.edits ?? editsOf(facts);
  const overrides = overridesOf(edits, facts);
  const choice = choiceOf(wish, overrides);
  const known = { edits, choice, ...(overrides === undefined ? {} : { overrides }) };
  if (overrides === undefined && wish.forgery === undefined) return { ...known, draft: before };
  try {
    const draft = await draftOf(state, { ...decided, choice });
    return 'reason' in draft ? { ...known, refusal: draft } : { ...known, draft };
  } catch (error) {
    if (error instanceof UserError) return { ...known, problem: error };
    throw error;
  }
}

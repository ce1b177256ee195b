/** Floor 7: what a step did, before anybody looks at the SP. */
import type { Issued, Refusal } from '../../idp/outcome.js';
import type { Step } from '../../scenario/step.js';
import type { Browser, Hop, SpAnswer } from '../../sp/target.js';
import type { AttackTraces } from '../observation.js';
import type { Seat, Stage } from '../stage.js';

/** The traces of a step. Absent keys did not happen. */
export interface Effect {
  /** The person the step is about. */
  readonly subject?: string;
  /** The browser whose session counts. */
  readonly browser?: Browser;
  /** A new browser of the person; it takes the place of the old one when a session opens in it. */
  readonly seat?: Seat;
  /** The IdP said no. */
  readonly refusal?: Refusal;
  /** The message that was minted, or delivered. */
  readonly message?: Issued;
  /** The page that stays in the browser. */
  readonly page?: Hop;
  /** What the SP's page says; absent when the SP showed none. */
  readonly answer?: SpAnswer;
  /** Why nothing reached the SP. */
  readonly why?: string;
  readonly attack?: AttackTraces;
}

/** Plays steps of one family. */
export type StepRunner<Kind extends Step = Step> = (
  stage: Stage,
  step: Kind,
) => Promise<Effect> | Effect;

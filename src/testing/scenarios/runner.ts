/** Floor 9: what is needed of a test runner to make tests of stories. */

import type { Plan, PlanOptions } from '../../run/plan.js';

/** What a test may say of itself while it runs. */
export interface RunningTest {
  /** Ends the test as one that was not made for this target, or of which nothing could be judged. */
  skip(why: string): void;
  /** Notes beside a test that passes what could not be judged of it. */
  note(doubts: string): unknown;
}

/** A test runner, while it collects tests. */
export interface Runner {
  describe(title: string, collect: () => void): void;
  /** @param timeout - in milliseconds */
  test(title: string, play: (running: RunningTest) => Promise<void>, timeout: number): void;
  /** A test that is never run. */
  skipped(title: string, why: string): void;
  beforeAll(act: () => Promise<void>, timeout: number): void;
  afterAll(act: () => Promise<void>): void;
  /** For runners that cannot skip a test that runs already: leaves out first what the target does not promise. */
  fit?(plan: Plan, options: PlanOptions): Plan;
}

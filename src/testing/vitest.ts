/** Floor 9: `standin/vitest`. Importing it teaches Vitest's `expect` the matchers. */
// Stays in the declarations, where the compiler must see Vitest's types before ours are merged into them.
import 'vitest';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { LoginMatchers } from './matchers/login-matchers.js';
import { matcherFunctions } from './matchers/matcher-functions.js';
import type { Resettable } from './reset-between.js';
import { resetBetween } from './reset-between.js';
import { defineScenarios } from './scenarios/define-scenarios.js';
import type { PlayOptions } from './scenarios/play-options.js';
import type { Runner } from './scenarios/runner.js';

declare module 'vitest' {
  interface Assertion extends LoginMatchers<void> {}
}

expect.extend(matcherFunctions());

const RUNNER: Runner = {
  describe: (title, collect) => {
    describe(title, collect);
  },
  test: (title, play, timeout) => {
    test(title, { timeout }, ({ skip, annotate }) => play({ skip, note: annotate }));
  },
  skipped: (title, why) => {
    test(title, ({ skip }) => skip(why));
  },
  beforeAll,
  afterAll,
};

export type {
  AccountFields,
  IdpRefusal,
  LoginMatchers,
  SignedPart,
  Signer,
} from './matchers/login-matchers.js';
export type { PlayOptions } from './scenarios/play-options.js';

/**
 * Makes a test of every story in scenario files: `describe` for the files, `test` for each story and IdP.
 *
 * @param paths - files, folders or patterns (`*`, `**`, `?`, `{a,b}`), from the folder in which Vitest was started;
 *   `standin:lifecycle` stands for the stories that come with Standin
 * @param options - the app, and how the stories are played
 * @throws PlanError with every mistake of every file, UserError when nothing is found
 * @example
 * playScenarios('scenarios/**\/*.yaml', { target: { app, session: '/me', accounts: () => users } });
 */
export function playScenarios(paths: string | readonly string[], options?: PlayOptions): void {
  defineScenarios(RUNNER, [paths].flat(), options);
}

/**
 * Resets a mock IdP after every test, and closes it after the last one.
 *
 * @param idp - or where to find it, when it is made in a `beforeAll`
 * @example
 * const idp = await mockIdp();
 * resetEach(idp);
 */
export function resetEach(idp: Resettable | (() => Resettable)): void {
  resetBetween({ afterEach, afterAll }, idp);
}

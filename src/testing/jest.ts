/** Floor 9: `standin/jest`. Importing it teaches Jest's `expect` the matchers. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { LoginMatchers } from './matchers/login-matchers.js';
import { matcherFunctions } from './matchers/matcher-functions.js';
import type { Resettable } from './reset-between.js';
import { resetBetween } from './reset-between.js';
import { defineScenarios } from './scenarios/define-scenarios.js';
import { fitElsewhere } from './scenarios/fit-elsewhere.js';
import type { PlayOptions } from './scenarios/play-options.js';
import type { Runner } from './scenarios/runner.js';

// `expect` of @jest/globals.
declare module 'expect' {
  interface Matchers<R extends void | Promise<void>> extends LoginMatchers<R> {}
}

// The global `expect` of @types/jest.
declare global {
  namespace jest {
    interface Matchers<R> extends LoginMatchers<R> {}
  }
}

expect.extend(matcherFunctions());

const { skip: leaveOut } = test;

// Jest cannot skip a test that runs already.
const RUNNER: Runner = {
  describe,
  test: (title, play, timeout) => {
    const note = (why: string): void => console.warn(`${title}\n${why}`);
    test(title, () => play({ skip: note, note }), timeout);
  },
  skipped: (title, why) => leaveOut(`${title} (${why})`, () => undefined),
  beforeAll,
  afterAll,
  fit: fitElsewhere,
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
 * Makes a test of every story in scenario files: `describe` for the files, `test` for each story and IdP. A story of
 * which nothing could be verified passes with a warning: Jest cannot skip a test that runs already.
 *
 * @param paths - files, folders or patterns (`*`, `**`, `?`, `{a,b}`), from the folder in which Jest was started;
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
 * let idp;
 * beforeAll(async () => { idp = await mockIdp(); });
 * resetEach(() => idp);
 */
export function resetEach(idp: Resettable | (() => Resettable)): void {
  resetBetween({ afterEach, afterAll }, idp);
}

/** Floor 9: a mock IdP for all tests of a file, as new for each of them. */

/** What is reset: a mock IdP. */
export interface Resettable {
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Hooks of a test runner. */
interface Hooks {
  afterEach(act: () => Promise<void>): void;
  afterAll(act: () => Promise<void>): void;
}

/** Resets after each test, closes after all. */
export function resetBetween(hooks: Hooks, idp: Resettable | (() => Resettable)): void {
  const find = (): Resettable => (typeof idp === 'function' ? idp() : idp);
  hooks.afterEach(() => find().reset());
  hooks.afterAll(() => find().close());
}

/** Floor 7: remembers every browser of a story, so that a step's hops are there even when the SP fails halfway. */
import type { Browser, Hop, Target } from '../../sp/target.js';

/** Listens to a target's browsers. */
export interface Recorder {
  /** The same target; browsers opened by it are remembered. */
  readonly target: Target;
  /** A step begins. */
  begin(): void;
  /** What was done since the step began: in this browser, or in the one that did most. */
  hops(browser: Browser | undefined): readonly Hop[];
}

/** Wraps a target. */
export function openRecorder(target: Target): Recorder {
  const browsers = new Map<Browser, number>();
  const since = (browser: Browser): readonly Hop[] =>
    browser.hops.slice(browsers.get(browser) ?? 0);
  const busiest = (): readonly Hop[] => {
    const all = [...browsers.keys()].map(since);
    return all.reduce((most, hops) => (hops.length > most.length ? hops : most), []);
  };
  return {
    target: {
      ...target,
      browser(routes) {
        const browser = target.browser(routes);
        browsers.set(browser, 0);
        return browser;
      },
    },
    begin() {
      for (const browser of browsers.keys()) browsers.set(browser, browser.hops.length);
    },
    hops: (browser) => (browser === undefined ? busiest() : since(browser)),
  };
}

/** Test double: a runner that collects, and then runs what it collected. */
import type { Runner } from '../../../src/testing/scenarios/runner.js';

/** How a test ended. */
export interface Ended {
  readonly title: string;
  readonly skipped?: string;
  readonly note?: string;
  readonly failure?: Error;
}

interface Collected {
  readonly title: string;
  readonly play: Parameters<Runner['test']>[1];
}

class Skipped extends Error {}

async function end({ title, play }: Collected): Promise<Ended> {
  const notes: string[] = [];
  try {
    await play({
      skip: (why) => {
        throw new Skipped(why);
      },
      note: (doubts) => notes.push(doubts),
    });
    const [note] = notes;
    return { title, ...(note === undefined ? {} : { note }) };
  } catch (error) {
    if (error instanceof Skipped) return { title, skipped: error.message };
    return { title, failure: error as Error };
  }
}

/** A runner, what it collected, and a run of it. */
export function fakeRunner(): {
  readonly runner: Runner;
  readonly groups: readonly string[];
  readonly titles: readonly string[];
  run(): Promise<readonly Ended[]>;
} {
  const groups: string[] = [];
  const tests: Collected[] = [];
  const before: (() => Promise<void>)[] = [];
  const after: (() => Promise<void>)[] = [];
  const runner: Runner = {
    describe: (title, collect) => {
      groups.push(title);
      collect();
    },
    test: (title, play) => tests.push({ title, play }),
    skipped: (title, why) => {
      const play: Collected['play'] = (running) => {
        running.skip(why);
        return Promise.resolve();
      };
      tests.push({ title, play });
    },
    beforeAll: (act) => before.push(act),
    afterAll: (act) => after.push(act),
  };
  return {
    runner,
    groups,
    get titles() {
      return tests.map(({ title }) => title);
    },
    async run() {
      for (const act of before) await act();
      const ended: Ended[] = [];
      for (const test of tests) ended.push(await end(test));
      for (const act of after) await act();
      return ended;
    },
  };
}

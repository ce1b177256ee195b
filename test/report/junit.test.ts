import fc from 'fast-check';
import { XmlDocument } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { junitReporter } from '../../src/report/junit.js';
import type { RunResult } from '../../src/run/result.js';
import { attack } from './attacks.js';
import { finding, run, story, UNDRIVEN } from './results.js';

/** Parses with libxml2, which refuses what is not well-formed, and evaluates XPath expressions. */
async function read(result: RunResult, ...paths: readonly string[]): Promise<readonly unknown[]> {
  const text = await junitReporter.render(result, { color: false });
  const document = XmlDocument.fromString(text);
  try {
    return paths.map((path) => document.eval(path));
  } finally {
    document.dispose();
  }
}

describe('junit', () => {
  it('has a suite a story, a case a combination, and the counts', async () => {
    const result = run([
      story('a', 'okta'),
      story('a', 'entra', 'failed'),
      story('b', 'okta', 'not-verified'),
      story('c', 'okta', 'error', UNDRIVEN),
    ]);
    expect(
      await read(
        result,
        'count(//testsuite)',
        'count(//testsuite[1]/testcase)',
        'string(/testsuites/@tests)',
        'string(/testsuites/@failures)',
        'string(/testsuites/@errors)',
        'string(/testsuites/@skipped)',
        'string(//failure/@message)',
        'string(//error/@type)',
        'string(//skipped/@message)',
        'string(//property[@name="seed"]/@value)',
      ),
    ).toEqual([
      3,
      2,
      '4',
      '1',
      '1',
      '1',
      'scenarios/lifecycle/name-drift.yaml:21:27: account.lastName: expected Byron, observed Lovelace',
      'target-unreachable',
      expect.stringContaining('no account view'),
      '7',
    ]);
  });

  it('has a suite a group of attacks, and what is known of each as properties', async () => {
    expect(
      await read(
        run([attack('xsw3'), attack('sig-none/empty', 'broken')]),
        'count(//testsuite)',
        'string(//testsuite/@name)',
        'string(//testsuite/@tests)',
        'string(//testcase[2]/@classname)',
        'string(//testcase[2]/@name)',
        'string(//testcase[2]//property[@name="severity"]/@value)',
        'string(//testcase[2]//property[@name="verdict"]/@value)',
        'string(//testcase[2]//property[@name="bytes"]/@value)',
        'string(//failure/@message)',
      ),
    ).toEqual([
      1,
      'attacks/signature',
      '2',
      'attacks.signature',
      'sig-none/empty: The attack sig-none/empty [okta]',
      'critical',
      'as-victim',
      '4321',
      'scenarios/attacks/signature/sig-none.yaml:9:9: attack: expected "no session", observed "a session of the victim"',
    ]);
  });

  it('stays well-formed and says what was said, whatever the texts are', async () => {
    const nasty = fc.string({ unit: 'binary', maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(nasty, nasty, async (title, why) => {
        const failed = finding({ verdict: 'failed', observed: title, why });
        const steps = story('a', 'okta').steps.map((step) => ({ ...step, findings: [failed] }));
        const result = run([story('a', 'okta', 'failed', { title, steps })]);
        await read(result, 'count(//testcase)');
      }),
      { numRuns: 200 },
    );
    const title = `a & b < c > "d" 'e' ]]> \u0000\u001B é 🙂`;
    const [name] = await read(
      run([story('a', 'okta', 'passed', { title })]),
      'string(//testcase/@name)',
    );
    expect(name).toBe(`a & b < c > "d" 'e' ]]> \u{FFFD}\u{FFFD} é 🙂 [okta]`);
  });
});

import { Parser } from 'tap-parser';
import { describe, expect, it } from 'vitest';
import { tapReporter } from '../../src/report/tap.js';
import type { RunResult } from '../../src/run/result.js';
import { attack } from './attacks.js';
import { run, story, UNDRIVEN } from './results.js';

/** A test point, as tap-parser reads it. */
interface Point {
  readonly ok: boolean;
  readonly name: string;
  readonly skip: string | false;
  readonly diag: unknown;
}

async function points(result: RunResult): Promise<readonly Point[]> {
  const text = await tapReporter.render(result, { color: false });
  const events = Parser.parse(text, { strict: true, flat: true });
  return events.filter(([kind]) => kind === 'assert').map(([, point]) => point as unknown as Point);
}

describe('tap', () => {
  it('has a test point for each step, below its story', async () => {
    const found = await points(run([story('a', 'okta', 'failed')]));
    expect(found).toMatchObject([
      {
        ok: false,
        name: expect.stringContaining('ada logs in (SP-initiated) (line 18)') as string,
        diag: {
          at: '2026-03-02T09:00:00.000Z',
          outcome: 'logged-in',
          findings: [
            { key: 'account.lastName', expected: 'Byron', observed: 'Lovelace', line: 21 },
          ],
        },
      },
    ]);
  });

  it('says how bad an attack is that succeeds, and who can make it', async () => {
    const found = await points(run([attack('sig-none', 'broken')]));
    expect(found.at(-1)).toMatchObject({ ok: false });
    const text = await tapReporter.render(run([attack('sig-none', 'broken')]), { color: false });
    const events = Parser.parse(text, { strict: true });
    expect(events.filter(([kind]) => kind === 'assert')).toMatchObject([
      [
        'assert',
        {
          name: 'critical: The attack sig-none (attacks/signature/sig-none[okta])',
          diag: { attack: 'sig-none', model: 'user', verdict: 'as-victim' },
        },
      ],
    ]);
  });

  it.each(['a # b \\ c # d {', 'done # skip nothing', 'done # Todo later', 'C:\\# x'])(
    'keeps a text as it is: %j',
    async (title) => {
      const steps = story('a', 'okta', 'failed').steps.map((step) => ({ ...step, title }));
      const [point] = await points(run([story('a', 'okta', 'failed', { steps })]));
      expect(point?.name).toContain(`${title} (line 18)`);
      expect(point).toMatchObject({ skip: false, todo: false });
    },
  );

  it('skips what cannot be verified and what was left out, with the reason', async () => {
    const result = {
      ...run([story('b', 'okta', 'not-verified')]),
      leftOut: [{ id: 'lifecycle/x', why: 'needs # trust' }],
    };
    expect(await points(result)).toMatchObject([
      { ok: true, skip: 'not verified: no account view' },
      { ok: true, skip: 'not verified' },
      { ok: true, skip: 'needs # trust' },
    ]);
  });

  it('says why the SP could not be driven', async () => {
    const found = await points(run([story('c', 'okta', 'error', UNDRIVEN)]));
    expect(found.at(-1)).toMatchObject({
      ok: false,
      diag: { code: 'target-unreachable', message: 'Nobody answers.', fix: 'Start the SP.' },
    });
  });
});

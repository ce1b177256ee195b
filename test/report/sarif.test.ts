import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/cli/exit-codes.js';
import { SEVERITIES } from '../../src/report/campaign/ending.js';
import { sarifReporter } from '../../src/report/sarif.js';
import { PACKAGE_ROOT } from '../../src/run/package-root.js';
import type { RunResult, StoryResult } from '../../src/run/result.js';
import { attack, OF_EACH_ENDING } from './attacks.js';
import { finding, run, story, UNDRIVEN } from './results.js';
import { sarifErrors } from './sarif-schema.js';

interface Rule {
  readonly id: string;
  readonly helpUri?: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

interface Result {
  readonly ruleId: string;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly unknown[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}

interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly Rule[] } };
  readonly results: readonly Result[];
  readonly invocations: readonly Readonly<Record<string, unknown>>[];
}

async function log(result: RunResult): Promise<Run> {
  const text = await sarifReporter.render(result, { color: false });
  const read = JSON.parse(text) as { readonly runs: readonly [Run] };
  expect(sarifErrors(read)).toEqual([]);
  return read.runs[0];
}

/** The same story with its findings in another file or line. */
function moved(one: StoryResult, change: Readonly<{ file?: string; line?: number }>): StoryResult {
  const steps = one.steps.map((step) => ({
    ...step,
    findings: step.findings.map((each) => ({ ...each, ...change })),
  }));
  return { ...one, steps };
}

describe('sarif', () => {
  it('is refused by the schema when it is not what it says', () => {
    expect(sarifErrors({ version: '2.1.0' })).toEqual([" must have required property 'runs'"]);
    const results = [{ message: { text: 'x' }, kind: 'wrong' }];
    const bad = { version: '2.1.0', runs: [{ tool: { driver: { name: 'x' } }, results }] };
    expect(sarifErrors(bad)).toEqual([
      '/runs/0/results/0/kind must be equal to one of the allowed values',
    ]);
  });

  it('has a result for each attack that succeeded, the worst first, and none for others', async () => {
    const { results } = await log(run(OF_EACH_ENDING));
    expect(results.map(({ ruleId, level }) => [ruleId, level])).toEqual([
      ['sig-none', 'error'],
      ['crash', 'warning'],
      ['rcpt-wrong', 'warning'],
    ]);
    expect(results[0]?.message.text).toBe(
      'The attack sig-none/empty (okta): expected no session; observed a session of the victim; ' +
        'repeat: standin attack sig-none/empty --idp okta --seed 7',
    );
    expect(results[0]?.locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: {
            uri: 'scenarios/attacks/signature/sig-none.yaml',
            uriBaseId: '%SRCROOT%',
          },
          region: { startLine: 9, startColumn: 9 },
        },
      },
    ]);
  });

  it('has a result at the line of each promise that a story did not keep', async () => {
    const { results, tool } = await log(
      run([story('a', 'okta', 'failed'), story('a', 'entra', 'failed')]),
    );
    expect(results.map(({ message }) => message.text)).toEqual([
      'The story of a (okta), step 1: ada logs in (SP-initiated): account.lastName: expected Byron, observed Lovelace; repeat: standin run scenarios/lifecycle/a.yaml --idp okta --seed 7',
      'The story of a (entra), step 1: ada logs in (SP-initiated): account.lastName: expected Byron, observed Lovelace; repeat: standin run scenarios/lifecycle/a.yaml --idp entra --seed 7',
    ]);
    expect(tool.driver.rules.map(({ id }) => id)).toEqual(['lifecycle/a']);
    expect(tool.driver.rules[0]?.properties).toEqual({
      tags: ['jit'],
      'problem.severity': 'error',
    });
  });

  it('has a rule for each attack, whatever its variants, with a number in the band of its severity', async () => {
    const attacks = SEVERITIES.flatMap((severity) => [
      attack(`${severity}-one/a`, 'broken', { severity }),
      attack(`${severity}-one/b`, 'resisted', { severity }),
    ]);
    const { tool } = await log(run(attacks));
    const scores = tool.driver.rules.map(({ id, properties }) => [
      id,
      properties['security-severity'],
    ]);
    expect(scores).toEqual([
      ['critical-one', '9.5'],
      ['high-one', '8.0'],
      ['medium-one', '5.5'],
      ['low-one', '3.0'],
      ['info-one', '0.0'],
      ['crash', '5.5'],
    ]);
  });

  it.each([
    [['saml-core 5.4.2', 'https://example.org/a b'], 'https://example.org/a%20b'],
    [['CVE-2025-29775', 'https://example.org'], 'https://nvd.nist.gov/vuln/detail/CVE-2025-29775'],
    [['javascript:alert(1)', 'file:///etc/passwd', 'CVE-2025-1'], undefined],
  ])('links the first of %j that is an address', async (references, address) => {
    const { tool } = await log(run([{ ...attack('a'), references }]));
    expect(tool.driver.rules[0]?.helpUri).toBe(address);
  });

  it('has fingerprints that stay the same under another seed and at another line', async () => {
    const prints = async (stories: readonly StoryResult[], seed: string): Promise<unknown> =>
      (await log({ ...run(stories), seed })).results.map((each) => each.partialFingerprints);
    const stories = [attack('sig-none', 'broken'), story('a', 'okta', 'failed')];
    const later = stories.map((each) => moved(each, { line: 99 }));
    expect(await prints(later, '8')).toEqual(await prints(stories, '7'));
    expect(await prints([attack('xsw3', 'broken')], '7')).not.toEqual(
      await prints([attack('xsw4', 'broken')], '7'),
    );
  });

  it('tells a promise that was broken twice as two', async () => {
    const [step] = story('a', 'okta', 'failed').steps;
    if (step === undefined) throw new Error('no step');
    const { results } = await log(run([story('a', 'okta', 'failed', { steps: [step, step] })]));
    const prints = results.map((each) => each.partialFingerprints['standinPromise/v1']);
    expect(prints).toEqual([
      expect.stringMatching(/^[\da-f]{16}:1$/),
      expect.stringMatching(/^[\da-f]{16}:2$/),
    ]);
  });

  it.each([
    ['a folder/ä#1.yaml', { uri: 'a%20folder/%C3%A4%231.yaml', uriBaseId: '%SRCROOT%' }, false],
    [`${PACKAGE_ROOT}scenarios/a.yaml`, { uri: 'scenarios/a.yaml', uriBaseId: 'STANDIN' }, true],
    ['/elsewhere/a.yaml', { uri: 'file:///elsewhere/a.yaml' }, true],
  ])('names %s the same on every machine, as far as it can', async (file, place, printed) => {
    const { results } = await log(run([moved(attack('a', 'broken'), { file })]));
    const [result] = results;
    expect(result?.locations).toMatchObject([{ physicalLocation: { artifactLocation: place } }]);
    // What GitHub's action cannot hash, because it does not find the file, it must be told.
    expect('primaryLocationLineHash' in (result?.partialFingerprints ?? {})).toBe(printed);
  });

  it('takes no brace for a placeholder and no bracket for a link', async () => {
    const observed = { a: '[x](javascript:alert(1)) {0}' };
    const findings = [finding({ verdict: 'failed', observed })];
    const steps = story('a', 'okta').steps.map((step) => ({ ...step, findings }));
    const { results } = await log(run([story('a', 'okta', 'failed', { steps })]));
    expect(results[0]?.message.text).toContain(
      'observed {{"a":"[x] (javascript:alert(1)) {{0}}"}}; repeat',
    );
  });

  it('tells what was not played and not verified beside the results', async () => {
    const { invocations } = await log({
      ...run([
        ...OF_EACH_ENDING,
        story('b', 'okta', 'not-verified'),
        story('c', 'okta', 'error', UNDRIVEN),
      ]),
      leftOut: [
        { id: 'x', why: 'needs keys' },
        { id: 'y', why: 'needs keys' },
      ],
      notes: ['The clock is real.'],
    });
    const [{ toolExecutionNotifications: said } = {}] = invocations;
    const texts = (said as readonly { level: string; message: { text: string } }[]).map(
      ({ level, message }) => `${level} ${message.text}`,
    );
    expect(texts).toEqual([
      'error lifecycle/c[okta]: Nobody answers. [target-unreachable]; repeat: standin run scenarios/lifecycle/c.yaml --idp okta --seed 7',
      'error attacks/wrapping/xsw4[okta]: Nobody answers. [target-unreachable]; repeat: standin attack xsw4 --idp okta --seed 7',
      'warning 1 not verified: no account view (lifecycle/b[okta])',
      'warning 1 not verified: the same login without the forgery is refused, too (attacks/wrapping/xsw3[okta])',
      'note 2 left out: needs keys (x, y)',
      'note The clock is real.',
    ]);
  });

  it.each([
    ['passed', EXIT.passed, true],
    ['failed', EXIT.failed, true],
    ['error', EXIT.target, false],
  ] as const)('says how a run ended that %s', async (verdict, exitCode, executionSuccessful) => {
    const { invocations } = await log({ ...run([]), verdict });
    expect(invocations).toMatchObject([
      { exitCode, executionSuccessful, commandLine: 'standin run --seed 7' },
    ]);
  });
});

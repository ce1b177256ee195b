import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { prettyReporter } from '../../src/report/pretty.js';
import { SEVERITIES } from '../../src/report/campaign/ending.js';
import type { RunResult } from '../../src/run/result.js';
import { attack, OF_EACH_ENDING } from './attacks.js';
import { finding, run, story } from './results.js';

const GROUPS = Array.from({ length: 19 }, (_, index) => `group-${index}`);

/** A campaign as large as the corpus. */
const LARGE = Array.from({ length: 460 }, (_, index) =>
  attack(`attack-${index}`, 'resisted', {
    group: GROUPS[index % GROUPS.length] ?? '',
    severity: SEVERITIES[index % SEVERITIES.length] ?? 'info',
  }),
);

async function pretty(result: RunResult, color = false): Promise<string> {
  return prettyReporter.render(result, { color });
}

describe('pretty, for a campaign', () => {
  it('tells findings, then what proves nothing, then a table, then the sum', async () => {
    const leftOut = [{ id: 'x', why: 'the target does not decrypt assertions' }];
    expect(await pretty({ ...run(OF_EACH_ENDING), leftOut }))
      .toBe(`1 finding  a check is missing that the specification asks for
✗ critical  sig-none/empty[okta]  The attack sig-none/empty
    expected no session; observed a session of the victim
    saml-core 5.4.2  scenarios/attacks/signature/sig-none.yaml:9
    repeat: standin attack sig-none/empty --idp okta --seed 7

1 crash  the SP breaks down instead of refusing
* low  parser-bom[okta]  The attack parser-bom
    expected no session; observed the SP broke down
    saml-core 5.4.2  scenarios/attacks/parser/parser-bom.yaml:9
    repeat: standin attack parser-bom --idp okta --seed 7

1 policy finding  no clause of the specification asks for the check
~ medium  rcpt-wrong[okta]  The attack rcpt-wrong
    expected no session; observed a session of the attacker himself
    policy  scenarios/attacks/audience-destination/rcpt-wrong.yaml:9
    repeat: standin attack rcpt-wrong --idp okta --seed 7

1 not driven  not played to the end
! high  xsw4[okta]  The attack xsw4
    Nobody answers. [target-unreachable]
    Start the SP.
    saml-core 5.4.2  scenarios/attacks/wrapping/xsw4.yaml
    repeat: standin attack xsw4 --idp okta --seed 7

1 not verified
    1  the same login without the forgery is refused, too
       xsw3[okta]

✓ critical  sig-stripped[okta]  The attack sig-stripped
✓ info  ok-assertion-signed[okta]  The attack ok-assertion-signed

                        critical  high   medium  low  info
  audience-destination                   1~
  must-accept                                         1✓
  parser                                         1*
  signature             1✓ 1✗
  wrapping                        1! 1?
  all                   1✓ 1✗     1! 1?  1~      1*   1✓

  ✓ resisted   ✗ finding   * crash   ~ policy finding   ! not driven   ? not verified

left out: 1
    1  the target does not decrypt assertions

1 resisted, 1 control accepted, 1 finding, 1 crash, 1 policy finding, 1 not driven, 1 not verified  7 attacks, 0.1 s, seed 7
`);
  });

  it('is one screen when 460 attacks are resisted', async () => {
    const lines = (await pretty(run(LARGE))).split('\n');
    expect(lines.length).toBeLessThan(30);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(lines.at(-2)).toBe('460 resisted  460 attacks, 9.2 s, seed 7');
  });

  it('has its columns below each other in colours, too', async () => {
    const bare = stripVTControlCharacters(await pretty(run(OF_EACH_ENDING), true));
    expect(bare).toBe(await pretty(run(OF_EACH_ENDING)));
  });

  it('names the worst first', async () => {
    const attacks = SEVERITIES.map((severity) => attack(severity, 'broken', { severity }));
    const text = await pretty(run(attacks.reverse()));
    expect([...text.matchAll(/^✗ (\w+)/gmu)].map(([, word]) => word)).toEqual([...SEVERITIES]);
  });

  it('groups doubts by reason and names as many attacks as a line holds', async () => {
    const doubts = Array.from({ length: 20 }, (_, index) =>
      attack(`doubtful-${index}`, 'unproven'),
    );
    const text = await pretty(run(doubts));
    expect(text).toContain('   20  the same login without the forgery is refused, too\n');
    expect(text).toMatch(/^ {7}doubtful-0\[okta\], doubtful-1\[okta\].* and 16 more$/mu);
  });

  it('says what else an attack did, where nobody wrong is in', async () => {
    const broken = attack('x', 'broken', { verdict: 'no-session' });
    const canary = finding({
      key: 'attack.canary',
      verdict: 'failed',
      expected: 'the SP fetches nothing',
      observed: '2 requests',
    });
    const steps = broken.steps.map((step) => ({ ...step, findings: [canary] }));
    expect(await pretty(run([{ ...broken, steps }]))).toContain(
      '    attack.canary: expected "the SP fetches nothing", observed "2 requests"\n',
    );
  });

  it('says what it took where the attack is about exhaustion', async () => {
    const text = await pretty(run([attack('dos-entities', 'crashed', { group: 'dos' })]));
    expect(text).toContain('\n    took 13 ms for 4321 bytes\n');
    expect(await pretty(run([attack('a', 'crashed')]))).not.toContain('took');
  });

  it('shows the steps of an attack that was played alone, and no table', async () => {
    const text = await pretty(run([attack('sig-none', 'broken')]));
    expect(text).toContain('   2  attacker attacks: sig-none\n\n1 finding');
    expect(text).not.toMatch(/^ +critical$/mu);
  });

  it('shows stories that are no attacks as ever, above the campaign', async () => {
    const text = await pretty(run([attack('a', 'broken'), story('b', 'okta', 'failed')]));
    expect(text).toMatch(/^lifecycle\n {2}✗ okta {2}The story of b\n[^]*\n1 failed {2}1 story/);
    expect(text).toMatch(/\n\n1 finding {2}[^]*\n1 finding {2}1 attack, 0\.0 s, seed 7\n$/);
  });
});

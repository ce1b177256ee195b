import { describe, expect, it } from 'vitest';
import { attacksIn, endingOf } from '../../../src/report/campaign/ending.js';
import type { AttackStory } from '../../../src/report/campaign/ending.js';
import { attack, OF_EACH_ENDING } from '../attacks.js';
import { finding } from '../results.js';

describe('how an attack ended', () => {
  it('is told apart', () => {
    expect(attacksIn(OF_EACH_ENDING).map((story) => [story.attack.id, endingOf(story)])).toEqual([
      ['sig-stripped', 'resisted'],
      ['ok-assertion-signed', 'resisted'],
      ['rcpt-wrong', 'policy'],
      ['parser-bom', 'crash'],
      ['sig-none/empty', 'finding'],
      ['xsw3', 'not-verified'],
      ['xsw4', 'not-driven'],
    ]);
  });

  it('is a finding where breaking down is what the attack is for', () => {
    expect(endingOf(attack('dos-entities', 'crashed', { group: 'dos' }))).toBe('finding');
  });

  it('is no finding when the login of the victim failed before it', () => {
    const story = attack('a', 'resisted');
    const steps = story.steps.map((step, index) =>
      index === 0 ? { ...step, findings: [finding({ verdict: 'failed' })] } : step,
    );
    const failed: AttackStory = { ...story, steps, verdict: 'failed' };
    expect(endingOf(failed)).toBe('not-driven');
  });

  it('is a crash before it is a matter of policy', () => {
    expect(endingOf(attack('a', 'crashed', { clause: 'policy' }))).toBe('crash');
  });
});

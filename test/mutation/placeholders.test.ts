/** Instants in placeholders, as the clock of the scene and the SP's patience have them. */
import { describe, expect, it } from 'vitest';
import { storyClock } from '../../src/base/clock.js';
import { UserError } from '../../src/base/errors.js';
import { seededRandom } from '../../src/base/random.js';
import type { Scene } from '../../src/mutation/operation.js';
import { fill } from '../../src/mutation/placeholders.js';

function sceneWith(values: Readonly<Record<string, string>>): Scene {
  const unwanted = (): never => {
    throw new Error('nobody asks for a key');
  };
  return {
    context: {
      clock: storyClock(Date.parse('2026-03-02T09:00:00.250Z')),
      random: seededRandom('placeholders'),
    },
    values,
    identities: {},
    key: unwanted,
    signing: {
      response: false,
      assertion: true,
      algorithm: 'rsa-sha256',
      digest: 'sha256',
      form: { prefix: 'ds', inclusivePrefixes: [] },
    } as unknown as Scene['signing'],
    acsUrl: 'https://sp.example/acs',
  };
}

function filled(text: string, values: Readonly<Record<string, string>> = {}): string {
  return fill(text, { scene: sceneWith(values), texts: {}, ids: new Map() });
}

describe('an instant in a placeholder', () => {
  it.each([
    ['{now}', '2026-03-02T09:00:00.250Z'],
    ['{now-1h}', '2026-03-02T08:00:00.250Z'],
    ['{now+1h30m}', '2026-03-02T10:30:00.250Z'],
    ['{local+13h}+14:00', '2026-03-02T22:00:00.250+14:00'],
    ['{local}4567Z', '2026-03-02T09:00:00.2504567Z'],
    ['{skew-ago}', '2026-03-02T08:59:00.250Z'],
    ['{skew-ago-10s}', '2026-03-02T08:58:50.250Z'],
    ['{skew-ahead+10s}', '2026-03-02T09:01:10.250Z'],
  ])('%s is %s', (text, expected) => {
    expect(filled(text)).toBe(expected);
  });

  it('goes by the patience that the SP says it has', () => {
    const patient = { 'clock-skew': '300000' };
    expect(filled('{skew-ahead-10s}', patient)).toBe('2026-03-02T09:04:50.250Z');
    expect(filled('{skew-ago+10s}', { 'clock-skew': '0' })).toBe('2026-03-02T09:00:10.250Z');
  });

  it('is not what an object inherits', () => {
    expect(() => filled('{toString}')).toThrow(UserError);
  });
});

import { describe, expect, it } from 'vitest';
import { shiftedClock, storyClock, systemClock } from '../../src/base/clock.js';

describe('clocks', () => {
  it('a story clock moves only by advance', () => {
    const clock = storyClock(1000);
    expect(clock.now()).toBe(1000);
    expect(clock.now()).toBe(1000);
    clock.advance(50);
    clock.advance(7);
    expect(clock.now()).toBe(1057);
  });

  it('two story clocks do not know each other', () => {
    const one = storyClock(0);
    const two = storyClock(0);
    one.advance(5);
    expect(two.now()).toBe(0);
  });

  it('a shifted clock is its base plus what was advanced', () => {
    const base = storyClock(100);
    const clock = shiftedClock(base);
    clock.advance(20);
    base.advance(3);
    expect(clock.now()).toBe(123);
    expect(base.now()).toBe(103);
  });

  it('the system clock lies between two looks at the machine', () => {
    const before = Date.now();
    const now = systemClock.now();
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });
});

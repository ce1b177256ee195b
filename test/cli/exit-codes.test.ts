import { describe, expect, it } from 'vitest';
import { InternalError, TargetError, UserError } from '../../src/base/errors.js';
import { exitCodeOf, isExpected } from '../../src/cli/exit-codes.js';

describe('exitCodeOf', () => {
  it.each([
    [new UserError('option-invalid', 'wrong'), 2, true],
    [new TargetError('target-unreachable', 'gone'), 3, true],
    [new InternalError('internal', 'ours'), 4, false],
    [new Error('ours'), 4, false],
    ['thrown text', 4, false],
  ])('%s', (error, code, expected) => {
    expect([exitCodeOf(error), isExpected(error)]).toEqual([code, expected]);
  });
});

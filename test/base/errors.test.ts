import { describe, expect, it } from 'vitest';
import { InternalError, StandinError, TargetError, UserError } from '../../src/base/errors.js';

describe('errors', () => {
  it.each([
    [UserError, 'UserError'],
    [TargetError, 'TargetError'],
    [InternalError, 'InternalError'],
  ])('%o is a StandinError of its own class', (Kind, name) => {
    const error = new Kind('internal', 'What happened.');
    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(StandinError);
    expect(error.name).toBe(name);
    expect(String(error)).toBe(`${name}: What happened.`);
    const others = [UserError, TargetError, InternalError].filter((other) => other !== Kind);
    for (const other of others) expect(error).not.toBeInstanceOf(other);
  });

  it('carries code, place, part, fix and cause', () => {
    const cause = new Error('deeper');
    const at = { file: 'a.yaml', line: 3, column: 5 };
    const path = ['steps', 2, 'set'];
    const error = new UserError('key-unknown', 'No.', { at, path, fix: 'Do.', cause });
    expect(error).toMatchObject({ code: 'key-unknown', message: 'No.', at, path, fix: 'Do.' });
    expect(error.cause).toBe(cause);
  });

  it('has nothing where nothing is known', () => {
    const error = new UserError('internal', 'No.');
    expect([error.at, error.path, error.fix]).toEqual([undefined, undefined, undefined]);
    expect('cause' in error).toBe(false);
  });
});

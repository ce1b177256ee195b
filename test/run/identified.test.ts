import { describe, expect, it } from 'vitest';
import { identified } from '../../src/run/identified.js';

const roster = {
  kind: 'accounts',
  accounts: [{ id: '7', email: 'ada@acme.example', nameId: '00u7' }, { id: '8' }],
} as const;

describe('identified', () => {
  it('tells a session by its account whose it is', () => {
    expect(identified({ kind: 'session', accountId: '7' }, roster)).toEqual({
      kind: 'session',
      accountId: '7',
      email: 'ada@acme.example',
      nameId: '00u7',
    });
  });

  it.each([
    { kind: 'none' },
    { kind: 'session', accountId: '7', email: 'eve@acme.example' },
    { kind: 'session', accountId: '7', nameId: '00u8' },
    { kind: 'session', accountId: '8' },
    { kind: 'session', accountId: '9' },
  ] as const)('leaves %j as it is', (session) => {
    expect(identified(session, roster)).toEqual(session);
  });

  it('knows nothing without a roster', () => {
    const session = { kind: 'session', accountId: '7' } as const;
    expect(identified(session, { kind: 'unknown', why: 'no view' })).toBe(session);
  });
});

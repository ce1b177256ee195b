import { describe, expect, it } from 'vitest';
import {
  EXPECTED_WORDS,
  isRight,
  VERDICT_WORDS,
  verdictOf,
  type Aftermath,
  type AttackVerdict,
} from '../../src/attack/verdict.js';
import type { AttackExpectation } from '../../src/scenario/scenario.js';
import type { SessionObservation } from '../../src/sp/target.js';

const attacker = { nameIds: ['nA', 'nA2'], emails: ['eA'], accountIds: ['aA'] };
const victim = { nameIds: ['nV'], emails: ['eV'], accountIds: ['aV', 'aV2'] };
const people = { attacker, victim };

function seen(session: SessionObservation, more: Partial<Aftermath> = {}): AttackVerdict {
  return verdictOf({ session, ...people, ...more });
}

/** Whose each part of a session is: attacker, victim, somebody else, not shown. */
const OWNERS = ['A', 'V', 'X', ''] as const;

const SESSIONS = OWNERS.flatMap((name) =>
  OWNERS.flatMap((email) => OWNERS.map((account) => ({ name, email, account }))),
);

describe('a session', () => {
  it.each(SESSIONS)('of name $name, email $email, account $account', ({ name, email, account }) => {
    const session = {
      kind: 'session',
      ...(name === '' ? {} : { nameId: `n${name}` }),
      ...(email === '' ? {} : { email: `e${email}` }),
      ...(account === '' ? {} : { accountId: `a${account}` }),
    } as const;
    const parts: readonly string[] = [name, email, account];
    const mine = parts.includes('A') ? 'as-self' : 'as-other';
    const expected = parts.includes('V') ? 'as-victim' : mine;
    expect(seen(session)).toBe(expected);
    // Whatever else was seen: somebody is in.
    expect(seen(session, { status: 500, broken: true })).toBe(expected);
  });

  it.each([
    [{ nameId: 'nA2' }, 'as-self'],
    [{ accountId: 'aV2' }, 'as-victim'],
    [{ nameId: 'nv' }, 'as-other'],
    [{ email: 'EV' }, 'as-other'],
    [{ nameId: ' nV' }, 'as-other'],
    [{ nameId: '' }, 'as-other'],
    [{ nameId: 'eV' }, 'as-other'],
  ] as const)('is told exactly: %j is %s', (shown, expected) => {
    expect(seen({ kind: 'session', ...shown })).toBe(expected);
  });

  it('is of nobody known where nobody is known', () => {
    const session = { kind: 'session', nameId: 'nV', email: 'eA', accountId: 'aV' } as const;
    expect(verdictOf({ session, attacker: undefined, victim: undefined })).toBe('as-other');
    expect(verdictOf({ session, attacker, victim: undefined })).toBe('as-self');
    expect(verdictOf({ session, attacker: undefined, victim })).toBe('as-victim');
  });
});

describe('without a session', () => {
  const none = { kind: 'none' } as const;
  const unknown = { kind: 'unknown', why: 'no page says so' } as const;

  it.each([
    [none, 'none', {}, 'no-session'],
    [none, 'none', { status: 200 }, 'no-session'],
    [none, 'none', { status: 403 }, 'no-session'],
    [none, 'none', { status: 499 }, 'no-session'],
    [none, 'none', { status: 500 }, 'error'],
    [none, 'none', { status: 599 }, 'error'],
    [none, 'none', { broken: true }, 'error'],
    [none, 'none', { status: 200, broken: true }, 'error'],
    [unknown, 'unknown', {}, 'not-verified'],
    [unknown, 'unknown', { status: 200 }, 'not-verified'],
    [unknown, 'unknown', { status: 500 }, 'error'],
    [unknown, 'unknown', { broken: true }, 'error'],
    [unknown, 'unknown', { status: 200, broken: false }, 'not-verified'],
  ] as const)('%o %s %j: %s', (session, _, more, expected) => {
    expect(seen(session, more)).toBe(expected);
  });
});

describe('what a correct SP comes to', () => {
  const VERDICTS = Object.keys(VERDICT_WORDS) as AttackVerdict[];
  const EXPECTED = Object.keys(EXPECTED_WORDS) as AttackExpectation[];

  it('is one of these, and nothing else', () => {
    const right = EXPECTED.flatMap((expected) =>
      VERDICTS.filter((verdict) => isRight(verdict, expected)).map(
        (verdict) => `${expected}: ${verdict}`,
      ),
    );
    expect(right).toEqual([
      'reject: no-session',
      'not-victim: no-session',
      'not-victim: as-self',
      'accept: as-self',
    ]);
    expect(VERDICTS).toHaveLength(6);
  });

  it('has words', () => {
    const words = [...Object.values(VERDICT_WORDS), ...Object.values(EXPECTED_WORDS)];
    expect(words.every((each) => each !== '')).toBe(true);
    expect(new Set(Object.values(VERDICT_WORDS)).size).toBe(6);
  });
});

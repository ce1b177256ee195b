import { describe, expect, it } from 'vitest';
import { decideOutcome } from '../../src/run/decide-outcome.js';
import type { Evidence } from '../../src/run/decide-outcome.js';
import type { SessionObservation } from '../../src/sp/target.js';
import { person } from './observed.js';

const NONE: SessionObservation = { kind: 'none' };
const ADAS: SessionObservation = { kind: 'session', nameId: 'ada-1', email: 'ada@acme.example' };
const EVES: SessionObservation = { kind: 'session', nameId: 'eve-1', email: 'eve@acme.example' };
const UNSEEN: SessionObservation = { kind: 'unknown', why: 'no hook' };
const REFUSAL = {
  kind: 'refused',
  reason: 'user-suspended',
  code: 'E0000004',
  page: { status: 200, headers: {}, html: '' },
} as const;
const ACCEPTED = { accepted: true };
const REFUSED = { accepted: false, reason: 'assertion-replayed' };

function decide(change: Omit<Partial<Evidence>, 'effect'> & { effect?: Evidence['effect'] }) {
  const people = new Map([
    ['ada', person('ada', { nameIds: ['ada-1'], emails: ['ada@acme.example'] })],
    ['eve', person('eve', { nameIds: ['eve-1'], emails: ['eve@acme.example'] })],
  ]);
  const quiet = { before: NONE, after: NONE, tellsRefusals: true };
  const evidence = { verb: 'login', people, ...quiet, ...change } as const;
  return decideOutcome({ ...evidence, effect: { subject: 'ada', ...change.effect } });
}

describe('decideOutcome of a logout', () => {
  const logout = (change: Parameters<typeof decide>[0]) => decide({ verb: 'logout', ...change });

  it('is logged-out when a session ended that was there', () => {
    const effect = { answer: ACCEPTED };
    expect(logout({ effect, before: ADAS })).toEqual({ outcome: 'logged-out' });
    expect(logout({ effect })).toMatchObject({ outcome: 'no-session' });
  });

  it('does not believe a friendly page over a session that lives on', () => {
    const effect = { answer: ACCEPTED };
    expect(logout({ effect, before: ADAS, after: ADAS })).toMatchObject({ outcome: 'logged-in' });
    expect(logout({ effect, before: ADAS, after: UNSEEN })).toEqual({ why: 'no hook' });
  });

  it('is no single logout when the IdP was not asked', () => {
    const effect = { answer: ACCEPTED, why: 'the IdP was not asked' };
    expect(logout({ effect, before: ADAS })).toEqual({
      outcome: 'no-session',
      why: 'the IdP was not asked',
    });
  });

  it('is refused by whoever says so', () => {
    expect(logout({ effect: { refusal: REFUSAL }, before: ADAS })).toMatchObject({
      outcome: 'refused-by-idp',
    });
    expect(logout({ effect: { answer: REFUSED }, before: ADAS })).toEqual({
      outcome: 'refused-by-sp',
      reason: 'assertion-replayed',
    });
  });
});

describe('decideOutcome', () => {
  it('is logged-in only when the session is the person’s own', () => {
    expect(decide({ effect: { answer: ACCEPTED }, after: ADAS })).toEqual({ outcome: 'logged-in' });
    expect(decide({ effect: { answer: ACCEPTED }, after: EVES })).toMatchObject({
      outcome: 'no-session',
      why: 'the session belongs to somebody else',
    });
  });

  it('does not believe a friendly page without a session', () => {
    expect(decide({ effect: { answer: ACCEPTED } })).toMatchObject({ outcome: 'no-session' });
  });

  it('does not believe a refusal that opened a session', () => {
    expect(decide({ effect: { answer: REFUSED }, after: ADAS })).toMatchObject({
      outcome: 'logged-in',
    });
  });

  it('takes a session that was there before for what it is', () => {
    expect(decide({ effect: { answer: REFUSED }, before: ADAS, after: ADAS })).toEqual({
      outcome: 'refused-by-sp',
      reason: 'assertion-replayed',
    });
    expect(decide({ effect: { refusal: REFUSAL }, before: ADAS, after: ADAS })).toEqual({
      outcome: 'refused-by-idp',
      reason: 'user-suspended',
      code: 'E0000004',
    });
  });

  it('keeps what was held or never sent apart from a refusal', () => {
    expect(decide({ effect: { why: 'the message is kept back' } })).toEqual({
      outcome: 'no-session',
      why: 'the message is kept back',
    });
  });

  it('judges a visit by the session alone', () => {
    expect(decide({ verb: 'visit', after: ADAS })).toEqual({ outcome: 'logged-in' });
    expect(decide({ verb: 'visit' })).toEqual({ outcome: 'no-session' });
    expect(decide({ verb: 'visit', after: EVES })).toMatchObject({ outcome: 'no-session' });
  });

  it('says why it does not know', () => {
    expect(decide({ effect: { answer: ACCEPTED }, after: UNSEEN })).toEqual({ why: 'no hook' });
    expect(decide({ verb: 'visit', after: UNSEEN })).toEqual({ why: 'no hook' });
    expect(decide({ verb: 'expect' })).toEqual({});
  });

  it('takes a message without a session for refused where the SP does not tell', () => {
    const silent = { tellsRefusals: false, effect: { answer: ACCEPTED } };
    expect(decide(silent)).toEqual({
      outcome: 'refused-by-sp',
      why: 'the message opened no session',
    });
    expect(decide({ ...silent, verb: 'replay', after: ADAS })).toEqual({ outcome: 'logged-in' });
    expect(decide({ ...silent, before: ADAS, after: ADAS })).toEqual({ outcome: 'logged-in' });
    const again = decide({ ...silent, verb: 'replay', before: ADAS, after: ADAS });
    expect(again.outcome).toBe(undefined);
    expect(again.why).toContain('logged in before');
  });

  it('quotes the page of an SP that has no codes', () => {
    const page = {
      method: 'POST' as const,
      url: 'https://app.example/acs',
      status: 403,
      body: '<h1>Login refused:</h1> <p>certificate &amp; key</p>',
      contentType: 'text/html',
      headers: {},
    };
    const answer = { accepted: false, message: 'status 403' };
    const effect = { answer, page };
    expect(decide({ effect, tellsRefusals: false }).why).toBe(
      'status 403: "Login refused: certificate & key"',
    );
    expect(decide({ effect }).why).toBe('status 403');
  });
});

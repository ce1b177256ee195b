import { describe, expect, it } from 'vitest';
import { IDP_REASONS, SP_REASONS } from '../../src/base/reasons.js';

const ALL = [...Object.entries(IDP_REASONS), ...Object.entries(SP_REASONS)];

describe('refusal reasons', () => {
  it('have one meaning each: no code belongs to both sides', () => {
    const shared = Object.keys(IDP_REASONS).filter((code) => Object.hasOwn(SP_REASONS, code));
    expect(shared).toEqual([]);
  });

  it.each(ALL)('%s is a code with a sentence', (code, sentence) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(sentence).toMatch(/^\S.*[^.\s]$/);
  });

  it('explain themselves differently', () => {
    expect(new Set(ALL.map(([, sentence]) => sentence)).size).toBe(ALL.length);
  });

  it('include those that scenario files name', () => {
    const named = [
      'user-deactivated',
      'not-assigned',
      'unknown-app',
      'domain-not-verified',
      'plan-required',
      'idp-not-supported',
      'signature-invalid',
      'audience-mismatch',
    ];
    expect(ALL.map(([code]) => code)).toEqual(expect.arrayContaining(named));
  });
});

import { describe, expect, it } from 'vitest';
import { didYouMean, suggest } from '../../src/base/suggest.js';

const VERBS = ['login', 'logout', 'suspend', 'unsuspend'];

describe('suggest', () => {
  it.each([
    ['loginn', 'login'],
    ['LOGIN', 'login'],
    ['logot', 'logout'],
    ['supsend', 'suspend'],
    ['a', undefined],
    ['reconcile', undefined],
    ['', undefined],
  ])('%s', (word, near) => {
    expect(suggest(word, VERBS)).toBe(near);
  });

  it('takes the nearest, and of equals the first', () => {
    expect(suggest('cart', ['care', 'cat', 'cart'])).toBe('cart');
    expect(suggest('cart', ['care', 'card'])).toBe('care');
  });

  it('takes any iterable and needs no candidate', () => {
    expect(suggest('ada', new Set(['adda']))).toBe('adda');
    expect(suggest('ada', [])).toBeUndefined();
  });
});

describe('didYouMean', () => {
  it('suggests when one is near', () => {
    expect(didYouMean('otka', ['okta', 'entra'])).toBe('Did you mean "okta"?');
  });

  it('shows the choice when none is', () => {
    expect(didYouMean('ping', ['okta', 'entra'])).toBe('Use one of: okta, entra.');
  });
});

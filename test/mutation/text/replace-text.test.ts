import { describe, expect, it } from 'vitest';
import { replaceText } from '../../../src/mutation/text/replace-text.js';
import { messageOf, SCENE, VENDORS } from './playing.js';

describe.each(VENDORS)('replace-text in a message of %s', (vendor) => {
  const xml = messageOf(vendor);

  it('changes the first place, and nothing else', () => {
    const changed = replaceText.apply(xml, { find: 'ada@acme.example', with: 'eve' }, SCENE);
    const at = xml.indexOf('ada@acme.example');
    expect(changed).toBe(`${xml.slice(0, at)}eve${xml.slice(at + 16)}`);
  });

  it('changes all places', () => {
    const settings = { find: 'ada@acme.example', with: "$&$'", all: true };
    const changed = replaceText.apply(xml, settings, SCENE);
    expect(changed).toBe(xml.split('ada@acme.example').join("$&$'"));
  });

  it('takes a pattern of replacements for text', () => {
    const changed = replaceText.apply(xml, { find: '<', with: '$&$$' }, SCENE);
    expect(changed).toBe(`$&$$${xml.slice(1)}`);
  });

  it('says what is missing', () => {
    expect(() => replaceText.apply(xml, { find: '<saml:Nobody>', with: '' }, SCENE)).toThrow(
      expect.objectContaining({
        code: 'mutation-impossible',
        message: 'The message does not hold "<saml:Nobody>".',
      }) as Error,
    );
  });
});

it('is told to people', () => {
  expect(replaceText.describe({ find: 'a', with: 'b' })).toBe('replaces the first "a" by "b"');
  expect(replaceText.describe({ find: 'a'.repeat(99), with: '', all: true })).toBe(
    `replaces every "${'a'.repeat(60)}…" by ""`,
  );
});

import { describe, expect, it } from 'vitest';
import { header } from '../../../src/mutation/request/header.js';
import { send } from '../../../src/mutation/request/send.js';
import { SCENE } from '../text/playing.js';
import { REQUEST } from './plain-request.js';

describe('send', () => {
  it('changes what it is told, and nothing else', () => {
    expect(send.apply(REQUEST, { by: 'get' }, SCENE)).toEqual({ ...REQUEST, method: 'GET' });
    const settings = { body: 'json', contentType: 'text/plain', charset: 'utf-16le' } as const;
    expect(send.apply(REQUEST, settings, SCENE)).toEqual({ ...REQUEST, ...settings });
    const there = send.apply(REQUEST, { by: 'get', body: 'multipart' }, SCENE);
    expect(send.apply(there, { by: 'post' }, SCENE)).toEqual({ ...REQUEST, body: 'multipart' });
  });

  it.each([
    ['/saml/other', 'https://sp.example/saml/other'],
    ['other?x=1', 'https://sp.example/saml/other?x=1'],
    ['http://sp.example/saml/consume', 'http://sp.example/saml/consume'],
  ])('goes to %s', (to, url) => {
    expect(send.apply(REQUEST, { to }, SCENE).url).toBe(url);
  });

  it.each([{ to: 'http://' }, { contentType: 'a\r\nb: c' }, { contentType: 'ü' }])(
    'refuses %j',
    (settings) => {
      expect(() => send.apply(REQUEST, settings, SCENE)).toThrow(
        expect.objectContaining({ code: 'value-invalid' }) as Error,
      );
    },
  );

  it('is told to people', () => {
    expect(send.describe({ by: 'get', to: '/x' })).toBe('sends it by GET to /x');
    expect(send.describe({ body: 'form', charset: 'utf-7', contentType: 'a/b' })).toBe(
      'sends it as form in utf-7 as a/b',
    );
  });
});

describe('header', () => {
  it('is set in lower case, the last one counts', () => {
    const once = header.apply(REQUEST, { name: 'Host', to: 'evil.test' }, SCENE);
    const twice = header.apply(once, { name: 'X-Forwarded-Host', to: 'evil.test' }, SCENE);
    expect(twice.headers).toEqual({ host: 'evil.test', 'x-forwarded-host': 'evil.test' });
    expect(header.apply(twice, { name: 'HOST', to: 'b' }, SCENE).headers['host']).toBe('b');
  });

  it.each([
    ['Content-Length', '1'],
    ['Cookie', 'a=1'],
    ['Transfer-Encoding', 'chunked'],
    ['X-A', 'a\r\nX-B: c'],
    ['X-A', '\u0000'],
  ])('is not %s: %j', (name, to) => {
    expect(() => header.apply(REQUEST, { name, to }, SCENE)).toThrow(
      expect.objectContaining({ code: 'value-invalid' }) as Error,
    );
  });

  it('is told to people', () => {
    expect(header.describe({ name: 'Host', to: 'x' })).toBe('sends the header Host: x');
  });
});

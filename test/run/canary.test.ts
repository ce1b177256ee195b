import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InternalError } from '../../src/base/errors.js';
import { openCanary, type Canary } from '../../src/run/canary.js';

let canary: Canary;
beforeEach(async () => {
  canary = await openCanary();
});
afterEach(() => canary.close());

/** Asks with a path that fetch would change. */
function ask(path: string, method = 'GET'): Promise<number | undefined> {
  const { hostname, port } = new URL(canary.urlFor('x'));
  return new Promise((resolve, reject) => {
    const call = request({ hostname, port, path, method, agent: false }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode));
    });
    call.on('error', reject).end();
  });
}

describe('a canary', () => {
  it('is on this machine, and has heard nothing', () => {
    expect(canary.urlFor('xxe-1')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/c\/xxe-1$/);
    expect(canary.hits('xxe-1')).toBe(0);
    expect(canary.requests('xxe-1')).toEqual([]);
  });

  it('notes who asks, by token', async () => {
    const url = canary.urlFor('xxe-1');
    const headers = { 'user-agent': 'a parser' };
    await fetch(`${url}.dtd?x=%2F`, { headers });
    await fetch(`${url}/deep/path`, { method: 'POST', body: 'x', headers });
    await fetch(canary.urlFor('xxe-10'), { headers });
    expect(canary.hits('xxe-1')).toBe(2);
    expect(canary.requests('xxe-1')).toEqual([
      { method: 'GET', path: '/c/xxe-1.dtd?x=%2F', userAgent: 'a parser' },
      { method: 'POST', path: '/c/xxe-1/deep/path', userAgent: 'a parser' },
    ]);
    expect(canary.hits('xxe-10')).toBe(1);
    expect(canary.hits('xxe')).toBe(0);
  });

  it.each([
    ['.dtd', 'application/xml-dtd'],
    ['/e.ent?x', 'application/xml-dtd'],
    ['/style.xsl', 'text/plain'],
    ['', 'text/plain'],
  ])('answers %j with nothing that does harm', async (path, type) => {
    const answer = await fetch(canary.urlFor('t') + path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
    expect(await answer.text()).toMatch(/^<!--[^-]*-->\n$/);
  });

  it('hears proxies, and nothing that has no token', async () => {
    expect(await ask('http://other.example/c/proxied')).toBe(200);
    expect(canary.requests('proxied')).toEqual([
      { method: 'GET', path: 'http://other.example/c/proxied' },
    ]);
    expect(await ask('/')).toBe(404);
    expect(await ask('/c/')).toBe(404);
    expect(canary.hits('')).toBe(0);
  });

  it('does not fill up', async () => {
    for (let count = 0; count < 101; count++) await ask('/c/often');
    expect(canary.hits('often')).toBe(100);
  });

  it('is another one each time', async () => {
    const other = await openCanary();
    await fetch(other.urlFor('t'));
    expect(canary.hits('t')).toBe(0);
    expect(other.hits('t')).toBe(1);
    await other.close();
    await expect(fetch(other.urlFor('t'))).rejects.toThrow();
  });

  it.each(['', 'a b', '../x', 'a/b'])('has no token %j', (token) => {
    expect(() => canary.urlFor(token)).toThrow(InternalError);
  });
});

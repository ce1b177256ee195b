/** The cookies of a browser, judged by RFC 6265bis and by what Chrome documents of SameSite. */
import { describe, expect, it } from 'vitest';
import { openCookies, type CookieChoice } from '../../../src/sp/browser/cookies.js';
import type { Navigation } from '../../../src/sp/browser/navigation.js';

const SP = new URL('https://sp.example/acs');
const IDP = new URL('https://idp.other/');
const START = Date.parse('2026-03-02T09:00:00Z');

const get = (url: URL, initiator: Navigation['initiator'] = 'person'): Navigation => ({
  method: 'GET',
  url,
  form: {},
  initiator,
});
const post = (url: URL, initiator: Navigation['initiator']): Navigation => ({
  ...get(url, initiator),
  method: 'POST',
});

async function after(
  set: readonly string[],
  navigation: Navigation,
  { at = SP, seconds = 0 } = {},
): Promise<CookieChoice> {
  const time = { now: START };
  const cookies = openCookies(() => time.now);
  await cookies.keep(at, set);
  time.now += seconds * 1000;
  return cookies.choose(navigation);
}

describe('SameSite', () => {
  it.each([
    ['SameSite=Strict', 'cross-site POST', false],
    ['SameSite=Lax', 'cross-site POST', false],
    ['SameSite=None; Secure', 'cross-site POST', true],
    ['SameSite=Strict', 'cross-site GET', false],
    ['SameSite=Lax', 'cross-site GET', true],
    ['Path=/', 'cross-site GET', true],
    ['SameSite=Strict', 'same-site POST', true],
    ['SameSite=Unheard-of', 'cross-site GET', true],
  ])('%s travels with a %s: %j', async (attributes, kind, travels) => {
    const initiator = kind.startsWith('same') ? new URL('https://auth.sp.example/') : IDP;
    const navigation = kind.endsWith('POST') ? post(SP, initiator) : get(SP, initiator);
    const { header, withheld } = await after([`a=1; ${attributes}`], navigation);
    expect([header, withheld]).toEqual(travels ? ['a=1', []] : ['', ['a']]);
  });

  it.each([
    [0, 'a=1'],
    [119, 'a=1'],
    [120, ''],
    [7200, ''],
  ])('unsaid: after %i seconds a cross-site POST brings "%s"', async (seconds, expected) => {
    const choice = await after(['a=1'], post(SP, IDP), { seconds });
    expect(choice.header).toBe(expected);
  });

  it('compares sites with their scheme', async () => {
    const plain = new URL('http://sp.example/');
    const { header } = await after(['a=1; SameSite=Lax'], post(SP, plain));
    expect(header).toBe('');
  });

  it('knows public suffixes', async () => {
    const [one, other] = [new URL('https://one.github.io/'), new URL('https://two.github.io/')];
    const { header } = await after(['a=1; SameSite=Strict'], get(one, other), { at: one });
    expect(header).toBe('');
  });
});

describe('a cookie is dropped when', () => {
  it.each([
    ['SameSite=None without Secure', 'a=1; SameSite=None', SP],
    ['Secure from plain HTTP', 'a=1; Secure', new URL('http://sp.example/')],
    ['__Host- with a domain', '__Host-a=1; Secure; Path=/; Domain=sp.example', SP],
    ['__Host- without Path=/', '__Host-a=1; Secure', SP],
    ['__Secure- without Secure', '__Secure-a=1', SP],
    ['it is for another domain', 'a=1; Domain=idp.other', SP],
    ['it is for a public suffix', 'a=1; Domain=github.io', new URL('https://one.github.io/')],
    ['it is longer than 4096 bytes', `a=${'x'.repeat(4096)}`, SP],
  ])('%s', async (_title, header, at) => {
    expect((await after([header], get(at), { at })).header).toBe('');
  });
});

it('Secure works on http://localhost, as in browsers', async () => {
  const at = new URL('http://localhost:3000/');
  const { header } = await after(['a=1; Secure', '__Host-b=1; Secure; Path=/'], get(at), { at });
  expect(header).toBe('a=1; __Host-b=1');
});

it('the longer path goes first, and a later answer takes a cookie back', async () => {
  const cookies = openCookies(() => START);
  await cookies.keep(SP, ['a=root; Path=/', 'a=deep; Path=/acs', 'b=1; Path=/', 'c=4096']);
  await cookies.keep(SP, ['b=; Path=/; Max-Age=0']);
  expect((await cookies.choose(get(SP))).header).toBe('a=deep; a=root; c=4096');
});

describe('cookies that are put into another browser', () => {
  it('are sent from there, over those of the same name', async () => {
    const [mine, theirs] = [openCookies(), openCookies()];
    await mine.keep(SP, [
      'session=mine; Path=/; Secure; HttpOnly; SameSite=None',
      'a=1; Path=/acs',
    ]);
    await theirs.keep(SP, ['session=theirs; Path=/; Secure', 'own=1; Path=/']);
    for (const { url, header } of await mine.all()) await theirs.keep(url, [header]);
    const { header } = await theirs.choose(get(SP));
    expect(header.split('; ').toSorted()).toEqual(['a=1', 'own=1', 'session=mine']);
  });

  it('stay what they were: where they go, and who may ask for them', async () => {
    const [mine, theirs] = [openCookies(), openCookies()];
    await mine.keep(SP, ['wide=1; Domain=sp.example', 'lax=1; SameSite=Lax']);
    for (const { url, header } of await mine.all()) await theirs.keep(url, [header]);
    const elsewhere = await theirs.choose(get(new URL('https://www.sp.example/')));
    expect(elsewhere.header).toBe('wide=1');
    const posted = await theirs.choose(post(SP, IDP));
    expect(posted.withheld).toContain('lax');
  });
});

import { describe, expect, it } from 'vitest';
import { noSessionLook, sessionLook, type SessionPlaces } from '../../../src/sp/look/session.js';
import type { Browser, Hop, SessionObservation } from '../../../src/sp/target.js';

const URL_ASKED = 'https://app.example/me';

type Answer = Partial<Pick<Hop, 'status' | 'body' | 'contentType' | 'headers'>>;

/** Asks for a session at an app that gives this one answer. */
function look(places: Partial<SessionPlaces>, answer: Answer): Promise<SessionObservation> {
  const hop: Hop = {
    method: 'GET',
    url: URL_ASKED,
    status: 200,
    body: '',
    contentType: '',
    headers: {},
    ...answer,
  };
  const unwanted = (): never => {
    throw new Error('a look does not walk');
  };
  const browser: Browser = {
    get: unwanted,
    post: unwanted,
    send: unwanted,
    fill: unwanted,
    plant: unwanted,
    cookies: unwanted,
    peek: (url) => {
      expect(url).toBe(URL_ASKED);
      return Promise.resolve(hop);
    },
    hops: [],
  };
  return sessionLook({ url: URL_ASKED, anonymous: [401, 403], ...places })(browser);
}

const EMAIL = { email: { json: '/user/email' } };
const ADA = { kind: 'session', email: 'ada@acme.example' };

describe('a JSON answer', () => {
  it('tells all three facts', async () => {
    const places = {
      email: { json: '/user/email' },
      nameId: { json: '/saml/0' },
      accountId: { json: '/user/id' },
    };
    const body = JSON.stringify({ user: { email: 'ada@acme.example', id: 7 }, saml: ['x'] });
    expect(await look(places, { body })).toEqual({ ...ADA, nameId: 'x', accountId: '7' });
  });

  it('may have the fact at one of several places', async () => {
    const places = { email: [{ json: '/email' }, { json: '/user/email' }] };
    expect(await look(places, { body: '{"user":{"email":"ada@acme.example"}}' })).toEqual(ADA);
  });

  it.each(['{}', 'null', '{"user":null}', '{"user":{"email":""}}', '{"user":false}', ''])(
    '%j is nobody',
    async (body) => {
      expect(await look(EMAIL, { body })).toEqual({ kind: 'none' });
    },
  );

  it.each([
    ['<!doctype html><p>Log in</p>', 'no JSON'],
    ['{"user":{"email":["a","b"]}}', 'no text'],
  ])('%j cannot be read', async (body, why) => {
    expect(await look(EMAIL, { body, contentType: 'text/html' })).toMatchObject({
      kind: 'unknown',
      why: expect.stringContaining(why) as string,
    });
  });
});

describe('a page', () => {
  const body =
    '<table><p id=me data-id=" 7 ">Hello <b>ada@acme.example</b><script>no()</script></p></table>';

  it('tells by the text of an element', async () => {
    expect(await look({ email: { css: '#me b' } }, { body })).toEqual(ADA);
  });

  it('tells by an attribute', async () => {
    const places = { accountId: { css: '[data-id]', attribute: 'data-id' } };
    expect(await look(places, { body })).toEqual({ kind: 'session', accountId: '7' });
  });

  it('without the element is nobody', async () => {
    expect(await look({ email: { css: '.profile' } }, { body })).toEqual({ kind: 'none' });
  });

  it('needs a selector that is one', async () => {
    await expect(look({ email: { css: 'p[' } }, { body })).rejects.toMatchObject({
      code: 'target-undrivable',
      fix: expect.stringContaining('selector') as string,
    });
  });
});

describe('a header', () => {
  const places = { email: { header: 'X-User' } };
  it('tells whatever its case', async () => {
    expect(await look(places, { headers: { 'x-user': 'ada@acme.example' } })).toEqual(ADA);
  });
  it('that is not there is nobody', async () => {
    expect(await look(places, {})).toEqual({ kind: 'none' });
  });
});

describe('a status', () => {
  const body = '{"user":{"email":"ada@acme.example"}}';
  it.each([401, 403, 302, 303])('%i is nobody, whatever the answer says', async (status) => {
    expect(await look(EMAIL, { status, body })).toEqual({ kind: 'none' });
  });
  it('is anonymous where the user says so', async () => {
    expect(await look({ ...EMAIL, anonymous: [404] }, { status: 404 })).toEqual({ kind: 'none' });
  });
  it.each([
    [500, 'answered 500'],
    [503, 'answered 503'],
    [404, 'session.anonymous'],
  ])('%i tells nothing', async (status, why) => {
    expect(await look(EMAIL, { status, body })).toMatchObject({
      kind: 'unknown',
      why: expect.stringContaining(why) as string,
    });
  });
});

it('says what to configure when nothing is', async () => {
  expect(await noSessionLook()).toMatchObject({
    kind: 'unknown',
    why: expect.stringContaining('`session`') as string,
  });
});

/** A person fills in a page's form. */
import { describe, expect, it } from 'vitest';
import { openBrowser } from '../../../src/sp/browser/browser.js';
import { fillForm } from '../../../src/sp/browser/fill-form.js';
import { carrierOf } from '../../../src/sp/carrier/app.js';

const PAGE = new URL('https://sp.example/login');
const EMAIL = { email: 'ada@acme.example' };

describe('the form', () => {
  it('goes with its token, its defaults and its first button', () => {
    const html = `<form method="post" action="/go"><input type="hidden" name="_csrf" value="t">
      <input type="email" name="email"><input type="password" name="password">
      <input type="checkbox" name="keep" checked><input type="checkbox" name="news">
      <input type="radio" name="r" value="1"><input type="radio" name="r" value="2" checked>
      <select name="lang"><option disabled>-</option><option value="de">D</option><option selected> E  n </option></select>
      <select name="first"><option disabled>-</option><option value="x">X</option></select>
      <textarea name="note">\na\nb</textarea><button type="button" name="no">x</button>
      <button name="step" value="next">Next</button><button name="step" value="back">Back</button></form>`;
    expect(fillForm(html, PAGE, EMAIL)).toEqual({
      method: 'POST',
      url: new URL('https://sp.example/go'),
      initiator: PAGE,
      form: {
        _csrf: 't',
        email: 'ada@acme.example',
        password: '',
        keep: 'on',
        r: '2',
        lang: 'E n',
        first: 'x',
        note: 'a\r\nb',
        step: 'next',
      },
    });
  });

  it('is the first one with all of the fields, by name or id', () => {
    const html = `<form action="/search"><input name="q"></form>
      <form action="/sso"><input id="email" name="login[address]"></form>`;
    expect(fillForm(html, PAGE, EMAIL).url.href).toBe(
      'https://sp.example/sso?login%5Baddress%5D=ada%40acme.example',
    );
  });

  it('that is not there is told with what is', () => {
    const html = '<form><input name="e_mail"><input name="tenant"></form>';
    expect(() => fillForm(html, PAGE, EMAIL)).toThrow(
      expect.objectContaining({
        code: 'target-undrivable',
        message:
          'The page https://sp.example/login has no form with "email"; it has the fields e_mail, tenant.',
        fix: expect.stringContaining('Did you mean "e_mail"?') as string,
      }) as Error,
    );
  });
});

it('a browser fills in the page that stays, however long it is, as its own page', async () => {
  const seen: string[] = [];
  const carrier = await carrierOf(async (request: Request) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/go') {
      const { headers } = request;
      const context = ['origin', 'referer', 'sec-fetch-site', 'cookie'].map((n) => headers.get(n));
      seen.push(...context.map(String), await request.text());
      return new Response('in');
    }
    if (pathname === '/')
      return new Response(null, { status: 302, headers: { location: '/login' } });
    const form = '<form method="post" action="/go"><input name="email"></form>';
    return new Response('x'.repeat(100_000) + form, {
      headers: { 'content-type': 'text/html', 'set-cookie': 's=1; SameSite=Strict' },
    });
  });
  const browser = openBrowser({ carrierFor: () => carrier, routes: [] });
  await browser.get('https://sp.example/');
  expect((await browser.fill(EMAIL)).body).toBe('in');
  expect(seen).toEqual([
    'https://sp.example',
    'https://sp.example/login',
    'same-origin',
    's=1',
    'email=ada%40acme.example',
  ]);
});

it('nothing can be filled in before there is a page', async () => {
  const browser = openBrowser({ carrierFor: () => undefined, routes: [] });
  await expect(browser.fill(EMAIL)).rejects.toMatchObject({ code: 'internal' });
});

/** Which pages go on by themselves, and with what: HTML 4.10.21 and 4.2.5.3. */
import { describe, expect, it } from 'vitest';
import { autoSubmit } from '../../../src/sp/browser/auto-submit.js';
import { isPage } from '../../../src/sp/browser/is-page.js';
import { refreshed } from '../../../src/sp/browser/refresh.js';

const PAGE = new URL('https://idp.other/sso/page?x=1');
const FIELD = '<input type="hidden" name="a" value="1">';
const FORM = `<form id="f" name="n" method="post" action="/acs">${FIELD}</form>`;
const OTHER =
  '<form id="other" method="post" action="/other"><input type="hidden" name="b"></form>';

const where = (html: string): string | undefined => {
  const next = autoSubmit(html, PAGE);
  return next && `${next.method} ${next.url.pathname}${next.url.search}`;
};

describe('a script that runs while the page loads', () => {
  it.each([
    'document.forms[0].submit()',
    'document.forms["n"].submit()',
    'document.forms.f.submit();',
    'document.n.submit()',
    'document.getElementById("f").submit()',
    'document.querySelector("form#f").submit()',
    "document.querySelectorAll('form')[0].submit()",
    '$("#f").submit()',
    'HTMLFormElement.prototype.submit.call(document.getElementById("f"))',
    'HTMLFormElement.prototype.submit.call(document.forms[0]);',
    'var form = document.getElementById("f"); form.submit()',
    'const f = document.forms[0];\nf.requestSubmit()',
    'f.submit()',
    '(function () { document.forms[0].submit() })()',
    '(() => { document.forms[0].submit() })();',
    'window.onload = function () { document.forms[0].submit() }',
    'window.onload = () => document.forms[0].submit()',
    'window.onload = go; function go() { document.forms[0].submit() }',
    'window.addEventListener("load", () => { document.forms[0].submit() })',
    'document.addEventListener("DOMContentLoaded", function () { document.forms[0].submit() })',
    'setTimeout(function () { document.forms[0].submit() }, 10)',
    '$(function () { $("#f").submit() })',
    '$(document).ready(function () { $("#f").submit() })',
    'function go() { document.forms[0].submit() } go()',
    'if (document.forms.length) { document.forms[0].submit() }',
    '// not { this\ndocument.forms[0].submit() /* } */',
  ])('submits the form that it names: %s', (code) => {
    expect(where(`${FORM}${OTHER}<script>${code}</script>`)).toBe('POST /acs');
  });

  it('may be called by the body', () => {
    const script = '<script>function go() { document.forms[0].submit() }</script>';
    expect(where(`<body onload="go()">${FORM}${script}`)).toBe('POST /acs');
  });
});

describe('a page stays where the script', () => {
  it.each([
    [
      'waits for a click',
      'b.addEventListener("click", function () { document.forms[0].submit() })',
    ],
    [
      'waits for a click, in short',
      'b.addEventListener("click", () => document.forms[0].submit())',
    ],
    ['is a handler', 'b.onclick = function () { document.forms[0].submit() }'],
    ['is a short handler', 'b.onclick = () => document.forms[0].submit()'],
    ['only defines a function', 'function logout() { document.forms[0].submit() }'],
    ['hands a function to a click', 'function go() { document.forms[0].submit() } b.onclick = go'],
    ['only talks about it', '"document.forms[0].submit()"'],
    ['is commented out', '// document.forms[0].submit()'],
    ['names no form of the page', 'document.getElementById("nowhere").submit()'],
  ])('%s', (_title, code) => {
    expect(where(`${FORM}${OTHER}<script>${code}</script>`)).toBeUndefined();
  });

  it.each([
    ['is data', `${FORM}<script type="application/json">document.forms[0].submit()</script>`],
    ['is in noscript', `${FORM}<noscript><script>document.forms[0].submit()</script></noscript>`],
    ['is in a template', `${FORM}<template><script>f.submit()</script></template>`],
    [
      'finds a control in the place of the method',
      `<form id="f" action="/acs"><input type="submit" name="submit"></form><script>f.submit()</script>`,
    ],
    [
      'would submit what a person is to fill in',
      `<form id="f" action="/acs"><input name="user"></form><script>f.submit()</script>`,
    ],
  ])('%s', (_title, html) => {
    expect(where(html)).toBeUndefined();
  });
});

describe('a clicked button', () => {
  const form = `<form method="post" action="/form"><input type="hidden" name="a" value="1">
    <button name="how" value="one">1</button>
    <button id="two" name="how" value="two" formaction="/button" formmethod="post">2</button></form>`;

  it('brings its name, value and address', () => {
    const next = autoSubmit(`${form}<script>document.getElementById('two').click()</script>`, PAGE);
    expect(next?.url.pathname).toBe('/button');
    expect(next?.form).toEqual({ a: '1', how: 'two' });
  });

  it('is one that submits', () => {
    const html = `<form action="/x"><button type="button" id="two">2</button></form><script>two.click()</script>`;
    expect(where(html)).toBeUndefined();
  });
});

describe('what is sent', () => {
  const script = '<script>document.forms[0].submit()</script>';

  it.each([
    ['action', '<form method="post" action="next">', 'POST /sso/next'],
    ['no action', '<form method="post">', 'POST /sso/page?x=1'],
    ['an empty action', '<form method="post" action="">', 'POST /sso/page?x=1'],
    ['GET, whose action loses its query', '<form action="/go?lost=1">', 'GET /go?a=1'],
    ['an unknown method', '<form method="put" action="/go">', 'GET /go?a=1'],
    ['a base', '<base href="/deep/er"><form method="post" action="next">', 'POST /deep/next'],
  ])('%s', (_title, open, expected) => {
    expect(where(`${open}${FIELD}</form>${script}`)).toBe(expected);
  });

  it('passes over what has no name, is disabled, or is another button', () => {
    const html = `<form method="post"><input type="hidden" value="x"><input type="hidden" name="" value="x">
      <input type="hidden" name="off" disabled><fieldset disabled><input type="hidden" name="off2"></fieldset>
      <input type="submit" name="go" value="Go">${FIELD}</form><input type="hidden" name="out">
      <form id="z"></form>${script}`;
    expect(autoSubmit(html, PAGE)?.form).toEqual({ a: '1' });
  });

  it('takes what stands outside and names the form', () => {
    const html = `<form id="f" method="post"></form><input type="hidden" form="f" name="a" value="2">${script}`;
    expect(autoSubmit(html, PAGE)?.form).toEqual({ a: '2' });
  });

  it('keeps several values of one name', () => {
    const html = `<form method="post">${FIELD}<input type="hidden" name="a" value="2"></form>${script}`;
    expect(autoSubmit(html, PAGE)?.body).toEqual({
      type: 'application/x-www-form-urlencoded',
      content: 'a=1&a=2',
    });
  });

  it('is encoded as the form says', async () => {
    const html = `<form method="post" enctype="multipart/form-data"><input type="hidden" name='q"' value="ä"></form>${script}`;
    const { type = '', content = '' } = autoSubmit(html, PAGE)?.body ?? {};
    // The platform's own parser is the judge.
    const data = await new Response(String(content), {
      headers: { 'content-type': type },
    }).formData();
    expect([...data.entries()]).toEqual([['q"', 'ä']]);
  });
});

describe('a refresh', () => {
  const meta = (content: string): string => `<meta http-equiv="Refresh" content="${content}">`;
  const follow = (html: string, header?: string): string | undefined =>
    refreshed(header, html, PAGE)?.url.href;

  it.each([
    ['0; url=/next', '/next'],
    ['0;URL=/next', '/next'],
    ["0; url='/next'", '/next'],
    ["0; url='/next' and more", '/next'],
    ['0;url=&quot;/next&quot;', '/next'],
    [' 1 , url = /next', '/next'],
    ['0 /next', '/next'],
    ['0;/next', '/next'],
    ['0.5;url=/next', '/next'],
    ['5; url=next', '/sso/next'],
  ])('"%s" leads on', (content, path) => {
    expect(follow(meta(content))).toBe(`https://idp.other${path}`);
  });

  it.each([
    '',
    '0',
    '0;',
    'url=/next',
    '-1;url=/next',
    '60; url=/next',
    '0; url=/sso/page?x=1#top',
  ])('"%s" leaves the page', (content) => {
    expect(follow(meta(content))).toBeUndefined();
  });

  it('does not count in noscript, a template or a comment', () => {
    const one = meta('0;url=/next');
    expect(follow(`<noscript>${one}</noscript><template>${one}</template><!--${one}-->`)).toBe(
      undefined,
    );
  });

  it('follows the base, and a header goes first', () => {
    const html = `<base href="https://sp.example/a/">${meta('0;url=b')}`;
    expect(follow(html)).toBe('https://sp.example/a/b');
    expect(follow(html, '0; url=/header')).toBe('https://idp.other/header');
  });
});

it.each<[Record<string, string>, string, boolean]>([
  [{ 'content-type': 'text/html; charset=utf-8' }, '', true],
  [{ 'content-type': 'TEXT/HTML' }, '', true],
  [{ 'content-type': 'application/xhtml+xml' }, '', true],
  [{ 'content-type': 'text/plain' }, '<html>', false],
  [{ 'content-type': 'text/html-sandboxed' }, '<html>', false],
  [{}, '<!-- x --> <!DOCTYPE html>', true],
  [{}, '{"a":1}', false],
  [{ 'x-content-type-options': 'nosniff' }, '<html>', false],
  [{ 'content-type': 'text/html', 'content-disposition': 'attachment' }, '<html>', false],
])('%j and %j: a page is %j', (headers, body, expected) => {
  expect(isPage(headers, body)).toBe(expected);
});

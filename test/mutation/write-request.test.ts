/** Requests on the wire, judged by what other people's parsers read in them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ForgedRequest } from '../../src/mutation/operation.js';
import { writeRequest, type WrittenRequest } from '../../src/mutation/write-request.js';
import { REQUEST } from './request/plain-request.js';

function written(change: Partial<ForgedRequest>): WrittenRequest {
  return writeRequest({ ...REQUEST, ...change });
}

function bodyOf({ body = new Uint8Array() }: WrittenRequest): string {
  return Buffer.from(body).toString();
}

/** What the platform reads in a form. */
async function readForm({ headers, body }: WrittenRequest): Promise<[string, unknown][]> {
  const form = await new Response(body as BodyInit, { headers }).formData();
  return [...form];
}

describe('a form', () => {
  it('is what a browser sends', () => {
    expect(written({})).toEqual({
      method: 'POST',
      url: REQUEST.url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: Buffer.from('SAMLResponse=PGEvPg%2B%2F%3D%3D&RelayState=%2Fdocuments%2F7'),
    });
  });

  it.each([
    ['a b', 'a+b'],
    ["~!'()*-._", '%7E%21%27%28%29*-._'],
    ['é€\u{1f600}', '%C3%A9%E2%82%AC%F0%9F%98%80'],
    ['a\nb\rc\r\n', 'a%0D%0Ab%0D%0Ac%0D%0A'],
    ['\ud800', '%EF%BF%BD'],
    ['\0', '%00'],
  ])('encodes %j', (value, expected) => {
    const request = written({ fields: [[value, value]] });
    expect(bodyOf(request)).toBe(`${expected}=${expected}`);
  });

  it('is read as it was meant', async () => {
    const fields = [
      ['SAMLResponse', 'one'],
      ['SAMLResponse[]', 'two'],
      ['SAMLResponse', 'three&four=+ é'],
    ] as const;
    expect(await readForm(written({ fields }))).toEqual(fields);
    expect(await readForm(written({ fields, body: 'multipart' }))).toEqual(fields);
  });

  it.each([
    ['name', '%53AMLResponse=a%2B%25'],
    ['value', '%2553AMLResponse=a+%'],
    ['both', '%53AMLResponse=a+%'],
  ] as const)('keeps the spelling of %s', (verbatim, expected) => {
    const request = written({ fields: [['%53AMLResponse', 'a+%', verbatim]] });
    expect(bodyOf(request)).toBe(expected);
  });
});

it('encodes as the platform does, whatever it is', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string());
  fc.assert(
    fc.property(text, text, (name, value) => {
      const ends = (each: string): string => each.replace(/\r\n?|\n/g, '\r\n');
      const expected = new URLSearchParams([[ends(name), ends(value)]]).toString();
      expect(bodyOf(written({ fields: [[name, value]] }))).toBe(expected);
    }),
  );
});

describe('the URL', () => {
  const fields = [['SAMLResponse', 'a+b']] as const;

  it('has the parameters that are put there', () => {
    const query = [['%53AMLResponse', 'x y', 'name']] as const;
    expect(written({ query, fields })).toMatchObject({
      url: `${REQUEST.url}?%53AMLResponse=x+y`,
      body: Buffer.from('SAMLResponse=a%2Bb'),
    });
    expect(written({ url: 'https://a.example/?b=1', query }).url).toBe(
      'https://a.example/?b=1&%53AMLResponse=x+y',
    );
  });

  it('carries everything when there is no body', () => {
    const request = written({
      method: 'GET',
      query: [['a', '1']],
      fields,
      headers: { 'x-a': 'b' },
    });
    expect(request).toEqual({
      method: 'GET',
      url: `${REQUEST.url}?a=1&SAMLResponse=a%2Bb`,
      headers: { 'x-a': 'b' },
    });
  });
});

describe('JSON', () => {
  it('is an object with the fields', () => {
    const fields = [
      ['SAMLResponse', 'a"\\\n'],
      ['RelayState', 'é'],
    ] as const;
    const request = written({ fields, body: 'json' });
    expect(request.headers).toEqual({ 'content-type': 'application/json' });
    expect(JSON.parse(bodyOf(request))).toEqual(Object.fromEntries(fields));
  });

  it('says a name twice, and spells it otherwise', () => {
    const fields = [
      ['a', '1'],
      ['a', '2'],
      ['\\u0061', '3', 'name'],
    ] as const;
    expect(bodyOf(written({ fields, body: 'json' }))).toBe('{"a":"1","a":"2","\\u0061":"3"}');
  });
});

describe('multipart', () => {
  it('quotes names and ends lines as a browser does', async () => {
    const request = written({ fields: [['a"\nb', 'c\nd']], body: 'multipart' });
    expect(bodyOf(request)).toContain('name="a%22%0D%0Ab"\r\n\r\nc\r\nd\r\n');
    expect(await readForm(request)).toEqual([['a"\r\nb', 'c\r\nd']]);
  });
});

describe('the Content-Type', () => {
  it('names another encoding, and the bytes are in it', () => {
    const request = written({ charset: 'utf-16le', fields: [['a', 'é']] });
    expect(request.headers['content-type']).toBe(
      'application/x-www-form-urlencoded; charset=utf-16le',
    );
    expect(new TextDecoder('utf-16le').decode(request.body)).toBe('a=%C3%A9');
  });

  it('may lie', () => {
    const contentType = 'application/x-www-form-urlencoded; charset=utf-16';
    const lie = written({ contentType, fields: [['a', 'b']] });
    expect(lie).toMatchObject({
      headers: { 'content-type': contentType },
      body: Buffer.from('a=b'),
    });
    const headers = { 'content-type': 'text/xml', host: 'evil.test' };
    expect(written({ contentType, headers }).headers).toEqual(headers);
  });
});

it('writes large messages', () => {
  const value = 'QUJD+/Aa'.repeat(1_000_000);
  const body = written({ fields: [['SAMLResponse', value]] }).body ?? new Uint8Array();
  expect(body.length).toBe('SAMLResponse='.length + value.length * 1.5);
});

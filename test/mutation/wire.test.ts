/** Forgeries from the file to the app: what Express and the platform's decoders find at the other end. */
import { inflateRawSync } from 'node:zlib';
import express from 'express';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Mutation } from '../../src/scenario/mutation.js';
import { mutations } from '../../src/scenario/schema/mutations.js';
import { openBrowser } from '../../src/sp/browser/browser.js';
import { carrierOf } from '../../src/sp/carrier/app.js';
import { fixedKey, scene, SP } from '../idp/scene.js';
import { VENDORS } from './text/playing.js';

/** What the app was sent. */
interface Arrived {
  readonly method: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly form: Readonly<Record<string, unknown>>;
  readonly raw: string;
  readonly host: string | undefined;
}

/** An app that parses as most do. */
function appOf(arrived: Arrived[]): express.Express {
  const app = express();
  app.set('query parser', 'extended');
  const raws = new WeakMap<object, string>();
  const verify = (request: object, _response: object, bytes: Buffer): void => {
    raws.set(request, bytes.toString('latin1'));
  };
  app.use(express.urlencoded({ extended: true, verify, limit: '2mb' }), express.json({ verify }));
  app.use((request, response) => {
    const form = (request.body ?? {}) as Arrived['form'];
    const { method, query } = request;
    arrived.push({ method, query, form, raw: raws.get(request) ?? '', host: request.headers.host });
    response.send('');
  });
  return app;
}

interface Sent extends Arrived {
  /** What the vendor would have sent. */
  readonly genuine: string;
}

async function send(vendor: (typeof VENDORS)[number], file: string): Promise<Sent> {
  const list: readonly Mutation[] = mutations.parse(parse(file));
  const idp = scene(vendor);
  const forgery = {
    mutations: list,
    parts: { victim: 'ada' },
    values: {},
    key: () => fixedKey('ec-1'),
  };
  const { request } = idp.issue({ forgery });
  if (request === undefined) throw new Error('nothing was forged');
  const arrived: Arrived[] = [];
  const carrier = await carrierOf(appOf(arrived));
  await openBrowser({ carrierFor: () => carrier, routes: [] }).send(request);
  await carrier.close();
  const [first] = arrived;
  if (first === undefined) throw new Error('nothing arrived');
  const genuine = scene(vendor).issue().xml;
  return { ...first, genuine: Buffer.from(genuine).toString('base64') };
}

const plain = (value: unknown): Buffer => Buffer.from(String(value), 'base64');

describe.each(VENDORS)('from %s arrives', (vendor) => {
  it('the genuine message, when nothing is changed to speak of', async () => {
    const { method, form, genuine } = await send(vendor, '- edit-field: {}');
    expect(method).toBe('POST');
    expect(form['SAMLResponse']).toBe(genuine);
  });

  it.each(['before', 'after'])('a second message %s the first', async (where) => {
    const file = `
      - replace-text: { find: '{victim}', with: eve, all: true }
      - field: { name: SAMLResponse, to: '{genuine}', where: ${where} }`;
    const { form, genuine } = await send(vendor, file);
    const messages = form['SAMLResponse'] as readonly string[];
    expect(messages).toHaveLength(2);
    expect(messages[where === 'before' ? 0 : 1]).toBe(genuine);
    expect(plain(messages[where === 'before' ? 1 : 0]).toString()).toBe(
      plain(genuine).toString().replaceAll('ada@acme.example', 'eve'),
    );
  });

  it('a message in the query besides', async () => {
    const file = `- field: { name: SAMLResponse, copy: SAMLResponse, where: query }`;
    const { form, query, genuine } = await send(vendor, file);
    expect([form['SAMLResponse'], query['SAMLResponse']]).toEqual([genuine, genuine]);
  });

  it('a name in another spelling', async () => {
    const file = `- rename-field: { name: SAMLResponse, to: '%53AMLResponse', verbatim: true }`;
    const { raw, form, genuine } = await send(vendor, file);
    expect(raw).toMatch(/^%53AMLResponse=/);
    expect(form['SAMLResponse']).toBe(genuine);
  });

  it('a list', async () => {
    const file = `- rename-field: { name: SAMLResponse, to: 'SAMLResponse[]' }`;
    const { form, genuine } = await send(vendor, file);
    expect(form['SAMLResponse']).toEqual([genuine]);
  });

  it('a compressed message by GET, several kinds at once', async () => {
    const file = `
      - deflate: {}
      - send: { by: get }
      - field: { name: SAMLRequest, copy: SAMLResponse }
      - sign-query: {}`;
    const { method, query, genuine } = await send(vendor, file);
    expect(method).toBe('GET');
    expect(inflateRawSync(plain(query['SAMLResponse']))).toEqual(plain(genuine));
    expect(query['SAMLRequest']).toBe(query['SAMLResponse']);
    expect(Object.keys(query)).toEqual(expect.arrayContaining(['SigAlg', 'Signature']));
  });

  it('JSON', async () => {
    const { form, genuine } = await send(vendor, `- send: { body: json }`);
    expect(form['SAMLResponse']).toBe(genuine);
  });

  it('UTF-16 that says so', async () => {
    const file = `
      - declaration: { to: '<?xml version="1.0" encoding="UTF-16"?>' }
      - encode-text: { as: utf-16be, mark: true }`;
    const { form, genuine } = await send(vendor, file);
    const text = new TextDecoder('utf-16be').decode(plain(form['SAMLResponse']));
    expect(text).toMatch(/^<\?xml version="1.0" encoding="UTF-16"\?><\w+:Response/);
    expect(text.replace(/^<\?xml[^>]*\?>/, '')).toBe(
      plain(genuine)
        .toString()
        .replace(/^<\?xml[^>]*\?>/, ''),
    );
  });

  it('bytes that are no text', async () => {
    const file = `- replace-bytes: { text: '{victim}', with: 'c0 80' }`;
    const { form } = await send(vendor, file);
    expect(plain(form['SAMLResponse']).includes(Buffer.of(0xc0, 0x80))).toBe(true);
  });

  it('a second document behind the padding', async () => {
    const file = `
      - base64: { as: padded }
      - edit-field: { start: 'data:text/xml;base64,', end: '{genuine}' }`;
    const { form, genuine } = await send(vendor, file);
    const [, first, second] =
      /^data:text\/xml;base64,([^=]+==)(.+)$/.exec(String(form['SAMLResponse'])) ?? [];
    expect(plain(first).toString().trimEnd()).toBe(plain(genuine).toString());
    expect(second).toBe(genuine);
  });

  it('another RelayState, another host', async () => {
    const file = `
      - relay-state: { to: "/x\\r\\nSet-Cookie: x=1" }
      - header: { name: Host, to: evil.test }`;
    const { form, host } = await send(vendor, file);
    expect(form['RelayState']).toBe('/x\r\nSet-Cookie: x=1');
    expect(host).toBe('evil.test');
    expect(SP.acsUrl).not.toContain('evil.test');
  });
});

describe('a file may not', () => {
  it.each([
    [`- field: { name: a }`, 'one of: to, copy'],
    [`- field: { name: a, to: b, copy: c }`, 'one of: to, copy'],
    [`- replace-bytes: { with: '00' }`, 'one of: find, text'],
    [`- replace-bytes: { find: '0', with: '00' }`, 'find'],
    [`- deflate: { zlib: true, bulk: 5 }`, 'bulk goes without zlib'],
    [`- repeat-text: { after: a, text: b, times: 0 }`, 'times'],
    [`- encode-text: { as: utf-9 }`, 'utf-16le'],
    [`- header: { name: 'a b', to: c }`, 'name'],
  ])('say %s', (file, told) => {
    const result = mutations.safeParse(parse(file));
    expect(result.success).toBe(false);
    expect(JSON.stringify(result.error)).toContain(told);
  });
});

/** The document: valid OpenAPI 3.1, what the server serves, and what the committed files say. */
import { readFileSync, writeFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../../src/server/admin/operations.js';
import { openServer } from '../open-server.js';
import { DOCUMENT, DOCUMENTED } from './document.js';
import { adminReference } from './reference.js';

const FILE = new URL('../../../schema/admin-api.json', import.meta.url).pathname;
const PAGE = new URL('../../../docs/reference/admin-api.md', import.meta.url).pathname;

async function committed(file: string, text: string, parser: string): Promise<void> {
  const formatted = await format(text, { ...(await resolveConfig(file)), parser });
  if (process.env['UPDATE'] === '1') writeFileSync(file, formatted);
  expect(readFileSync(file, 'utf8')).toBe(formatted);
}

describe('the OpenAPI document', () => {
  it('is valid by the official meta-schema of 3.1', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(DOCUMENT));
    expect({ valid, errors, version: validator.version }).toEqual({
      valid: true,
      errors: undefined,
      version: '3.1',
    });
  });

  it('has every operation once, with an id of its own', () => {
    const ids = DOCUMENTED.map(({ id }) => id);
    expect(ids.toSorted()).toEqual(OPERATIONS.map(({ id }) => id).toSorted());
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('refers only to what it has', () => {
    const text = JSON.stringify(DOCUMENT);
    const named = new Set([...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref = '']) => ref));
    const { schemas, responses } = DOCUMENT.components;
    const there = [
      ...Object.keys(schemas).map((name) => `#/components/schemas/${name}`),
      ...Object.keys(responses ?? {}).map((name) => `#/components/responses/${name}`),
    ];
    expect([...named].filter((ref) => !there.includes(ref))).toEqual([]);
  });

  it('names every part of a path', () => {
    const missing = Object.entries(DOCUMENT.paths).flatMap(([path, methods]) =>
      Object.values(methods).flatMap((each) => {
        const { parameters } = each as {
          readonly parameters: readonly { readonly name: string }[];
        };
        const names = parameters.map(({ name }) => name);
        const parts = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
        return parts.filter((part) => !names.includes(part));
      }),
    );
    expect(missing).toEqual([]);
  });

  it('is served, with the address of the server', async () => {
    await using server = await openServer({ options: { version: '1' } });
    const answer = await fetch(`${server.origin}/__standin/openapi.json`);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await answer.json()).toEqual({
      ...DOCUMENT,
      servers: [{ url: `${server.origin}/__standin/api` }],
    });
  });

  it('is what schema/admin-api.json has (write it with UPDATE=1)', async () => {
    await committed(FILE, JSON.stringify(DOCUMENT), 'json');
  });

  it('is what docs/reference/admin-api.md says (write it with UPDATE=1)', async () => {
    await committed(PAGE, adminReference(DOCUMENT), 'markdown');
  });
});

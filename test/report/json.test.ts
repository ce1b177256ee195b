import { readFileSync, writeFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { jsonReporter } from '../../src/report/json.js';
import { RESULT_SCHEMA } from '../../src/report/result-schema.js';
import { OF_EACH_ENDING } from './attacks.js';
import { run, story, UNDRIVEN } from './results.js';

const FILE = new URL('../../schema/result.schema.json', import.meta.url).pathname;
const RESULT = run([
  story('a', 'okta'),
  story('a', 'entra', 'failed'),
  story('b', 'okta', 'not-verified'),
  story('c', 'okta', 'error', UNDRIVEN),
]);

async function json(result = RESULT): Promise<unknown> {
  return JSON.parse(await jsonReporter.render(result, { color: false }));
}

const validate = new Ajv2020({ formats: { 'date-time': true } }).compile(RESULT_SCHEMA);

describe('json', () => {
  it('is what its schema says', async () => {
    validate(await json());
    expect(validate.errors).toBe(null);
  });

  it.each([
    ['an unknown verdict', { ...RESULT, verdict: 'green' }],
    ['a key nobody knows', { ...RESULT, extra: 1 }],
    ['a story without a file', { ...RESULT, stories: [{ ...RESULT.stories[0], file: undefined }] }],
  ])('is refused by its schema with %s', (_name, result) => {
    expect(validate(JSON.parse(JSON.stringify(result)))).toBe(false);
  });

  it('says the same whatever time it took', async () => {
    const slower = run([story('a', 'okta', 'passed', { durationMs: 9_999 })]);
    expect(await json(slower)).toEqual(await json(run([story('a', 'okta')])));
  });

  it('is what its schema says of a campaign, whatever time it took', async () => {
    const campaign = await json(run(OF_EACH_ENDING));
    validate(campaign);
    expect(validate.errors).toBe(null);
    const took = { milliseconds: 9_999, bytes: 1 };
    const slower = OF_EACH_ENDING.map((each) => ({
      ...each,
      ...(each.attack === undefined ? {} : { attack: { ...each.attack, took } }),
      steps: each.steps.map((step) => ({ ...step, took })),
    }));
    expect(await json(run(slower))).toEqual(campaign);
    expect(campaign).toMatchObject({
      stories: { length: 7, 4: { attack: { id: 'sig-none/empty', verdict: 'as-victim' } } },
    });
  });

  it('schema/result.schema.json says what the code says (write it with UPDATE=1)', () => {
    const text = `${JSON.stringify(RESULT_SCHEMA, null, 2)}\n`;
    if (process.env['UPDATE'] === '1') writeFileSync(FILE, text);
    expect(readFileSync(FILE, 'utf8')).toBe(text);
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { htmlReporter } from '../../../src/report/html.js';
import type { StepEvidence, StoryResult } from '../../../src/run/result.js';
import { attack, OF_EACH_ENDING } from '../attacks.js';
import { run, story } from '../results.js';
import type { PageReader } from './page-reader.js';
import { readPage } from './page-reader.js';

async function page(stories: readonly StoryResult[]): Promise<PageReader> {
  const result = { ...run(stories), verdict: 'failed' as const };
  return readPage(await htmlReporter.render(result, { color: false }));
}

/** Comments, white space and the order of quotes are what a forgery is made of. */
const FORGED = `<Response\n  a='1'><!-- x --><NameID>admin<!---->@corp.example</NameID></Response>`;

/** With evidence in every step: a request, and a message of it. */
function evident(one: StoryResult): StoryResult {
  const evidence: StepEvidence = {
    hops: [
      {
        by: 'sp',
        method: 'POST',
        url: 'https://sp.example/acs',
        status: 403,
        contentType: 'text/html',
        body: '<p>Refused.</p>',
      } as StepEvidence['hops'][number],
    ],
    messages: [{ kind: 'Response', binding: 'post', hop: 0, xml: FORGED }],
  };
  return { ...one, steps: one.steps.map((step) => ({ ...step, evidence })) };
}

describe('the page of a campaign', () => {
  const seen: { page?: PageReader } = {};
  const texts = (selector: string): readonly string[] => seen.page?.texts(selector) ?? [];

  beforeAll(async () => {
    seen.page = await page(OF_EACH_ENDING);
  });

  it('says how many ended how, and has a table of groups and severities', () => {
    expect(texts('h1')).toEqual(['Not every attack ended as it should']);
    expect(texts('.counts')).toEqual([
      '1 resisted, 1 control accepted, 1 finding, 1 crash, 1 policy finding, 1 not driven, 1 not verified',
    ]);
    expect(texts('.campaign thead th')).toEqual([
      'group',
      'critical',
      'high',
      'medium',
      'low',
      'info',
    ]);
    expect(texts('.campaign tbody tr:last-child td .unseen')).toEqual([
      '1 resisted',
      '1 finding',
      '1 not driven',
      '1 not verified',
      '1 policy finding',
      '1 crash',
      '1 resisted',
    ]);
  });

  it('has findings first, and what was resisted last', () => {
    expect(texts('.story > summary > .verdict')).toEqual([
      'finding',
      'crash',
      'policy finding',
      'not driven',
      'not verified',
      'resisted',
      'resisted',
    ]);
    expect(texts('.story > summary .severity').slice(0, 3)).toEqual(['critical', 'low', 'medium']);
  });

  it('says of each who can do it, what forbids it, who should be in and who is', () => {
    expect(texts('.story:nth-of-type(1) .inside > .facts > div').slice(0, 6)).toEqual([
      'Who can do ita user of the same tenant',
      'Clausesaml-core 5.4.2',
      'Signedthe Assertion',
      'Expectedno session',
      'Observeda session of the victim',
      'Controlthe same login without the forgery was accepted',
    ]);
    expect(texts('.inside > .facts dd')).toContain(
      'the same login without the forgery was refused, too: this refusal proves nothing',
    );
  });

  it('has no table where nothing was attacked', async () => {
    expect((await page([story('a', 'okta')])).texts('.campaign')).toEqual([]);
  });
});

describe('the message of an attack', () => {
  it('stands as it was sent, to the character', async () => {
    const html = await htmlReporter.render(run([evident(attack('a', 'broken'))]), {
      color: false,
    });
    const escaped = FORGED.replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll("'", '&#39;');
    expect(html).toContain(`aria-label="The message as sent">${escaped}</pre>`);
  });

  it('is open where the attack succeeded, and folded where it was resisted', async () => {
    const sent = '[aria-label="The message as sent"]';
    const broken = await page([evident(attack('a', 'broken'))]);
    expect(broken.some(sent, 'details[open] > *')).toBe(true);
    const resisted = await page([evident(attack('a'))]);
    expect(resisted.some(sent, 'details[open] > *')).toBe(false);
  });

  it('is decoded where somebody has to look into it, and what led to a resisted one is left out', async () => {
    const broken = await page([evident(attack('a', 'broken'))]);
    const resisted = await page([evident(attack('a'))]);
    expect(broken.texts('pre.xml')).toHaveLength(2);
    expect(resisted.texts('pre.xml')).toEqual([]);
    expect(resisted.texts('.hops > li')).toHaveLength(1);
  });
});

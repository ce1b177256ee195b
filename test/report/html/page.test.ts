import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { htmlReporter } from '../../../src/report/html.js';
import type { RunResult } from '../../../src/run/result.js';
import { recordedRun } from '../recorded.js';
import { finding, run, story, UNDRIVEN } from '../results.js';
import type { PageReader } from './page-reader.js';
import { readPage } from './page-reader.js';

async function render(result: RunResult): Promise<string> {
  return htmlReporter.render(result, { color: false });
}

async function page(result: RunResult): Promise<PageReader> {
  return readPage(await render(result));
}

const OF_EACH = [
  story('a', 'okta'),
  story('a', 'entra', 'failed'),
  story('b', 'okta', 'not-verified'),
  story('c', 'okta', 'error', UNDRIVEN),
];

describe('the page', () => {
  it('asks nobody for anything, and its policy allows exactly its own style sheet', async () => {
    const html = await render(run(OF_EACH));
    const style = /<style>([^]*?)<\/style>/.exec(html)?.[1] ?? '';
    const [policy = ''] = readPage(html).values('meta[http-equiv]', 'content');
    expect(policy).toBe(
      `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'`,
    );
    expect(html).not.toMatch(/\b(?:src|srcset|action|url)\s*[=(]|@import|https?:\/\/|<script/i);
    expect(readPage(html).values('[href]', 'href')).toEqual(['#stories']);
  });

  it('opens the stories that need a person and folds the others', async () => {
    const { values } = await page(run(OF_EACH));
    expect(values('.story', 'class').map((name) => name?.slice('story '.length))).toEqual([
      'passed',
      'failed',
      'not-verified',
      'error',
    ]);
    expect(values('.story', 'open')).toEqual([undefined, '', undefined, '']);
  });

  it('says how the run ended, how to repeat it, what to know and what was left out', async () => {
    const { texts } = await page({
      ...run(OF_EACH),
      verdict: 'failed',
      notes: ['The clock is real.'],
      leftOut: [
        { id: 'x', why: 'needs trust' },
        { id: 'y', why: 'needs a clock' },
        { id: 'z', why: 'needs trust' },
      ],
    });
    expect(texts('h1')).toEqual(['Not everything is as promised']);
    expect(texts('.counts')).toEqual(['1 passed, 1 failed, 1 not verified, 1 not driven']);
    expect(texts('header .command')).toEqual(['standin run --seed 7']);
    expect(texts('.notes li')).toEqual(['The clock is real.']);
    expect(texts('.left-out summary')).toEqual(['3 stories left out']);
    expect(texts('.left-out > details > ul > li')).toEqual([
      'needs trust (2)xz',
      'needs a clock (1)y',
    ]);
  });

  it('counts what there is to show, and offers nothing that there is not', async () => {
    const { texts } = await page(run(OF_EACH.slice(0, 2)));
    expect(texts('.filter label')).toEqual(['all 2', 'failed 1', 'passed 1']);
  });

  it('shows a finding with both values, place and reason, and folds the promises kept', async () => {
    const findings = [
      finding({ verdict: 'failed', observed: 'Lovelace', why: 'it was updated' }),
      finding({ key: 'outcome', expected: 'logged-in', observed: 'logged-in' }),
      finding({
        key: 'drift',
        verdict: 'not-verified',
        expected: [],
        observed: null,
        why: 'blind',
      }),
    ];
    const steps = story('a', 'okta').steps.map((step) => ({ ...step, findings }));
    const { texts, some } = await page(run([story('a', 'okta', 'failed', { steps })]));
    expect(texts('.findings > .failed')).toEqual([
      'account.lastName not as promised scenarios/lifecycle/name-drift.yaml:21:27expected Byron, observed Lovelaceit was updated',
    ]);
    expect(texts('.findings > .doubt')).toEqual([
      'drift not verified scenarios/lifecycle/name-drift.yaml:21:27expected noneblind',
    ]);
    expect(some('.findings > .passed', 'details:not([open]) *')).toBe(true);
    expect(some('.findings > .failed', 'details:not([open]) *')).toBe(false);
  });

  it('says why the SP could not be driven, and marks the step at which it was', async () => {
    const { texts, values } = await page(run(OF_EACH.slice(3)));
    expect(texts('.story .error')).toEqual([
      'The SP could not be driven. Nobody answers. target-unreachableStart the SP.',
    ]);
    expect(values('.step', 'class')).toEqual(['step failed']);
  });

  it('says what a story is about and rests on', async () => {
    const { texts } = await page(
      run([
        story('a', 'okta', 'passed', { description: 'People marry.', references: ['saml-core 2'] }),
      ]),
    );
    expect(texts('.inside > p')).toContain('People marry.');
    expect(texts('.basis li')).toEqual(['saml-core 2']);
  });

  it('copes with steps that have a message and no evidence', async () => {
    expect((await page(run(OF_EACH))).texts('pre.xml')).toContain('<Response/>');
  });
});

describe('a run with evidence', () => {
  const seen: { page?: PageReader } = {};
  const texts = (selector: string): readonly string[] => seen.page?.texts(selector) ?? [];

  beforeAll(async () => {
    const paths = ['scenarios/lifecycle/name-drift.yaml'];
    seen.page = await page(await recordedRun({ paths, idp: 'okta' }));
  });

  it('has a time line of steps with what passed between them', () => {
    expect(texts('.step h4')).toEqual([
      'ada logs in (SP-initiated) logged in',
      '30d pass',
      'ada is updated: lastName',
      'ada logs in (SP-initiated) logged in',
    ]);
    expect(texts('.gap')).toEqual(['30 d later']);
  });

  it('has every request, who answered, and how the browser came to it', () => {
    const first = texts('.step:first-child .hops > li');
    expect(first.map((text) => text.replace(/ → .*/, '').replace(/\?.*?(?= |$)/, ''))).toEqual([
      expect.stringMatching(/^opens SP GET https:\/\/\S+$/),
      expect.stringMatching(
        /^redirected to IdP GET https:\/\/acme\.okta\.com\/\S+ .*AuthnRequest$/,
      ),
      expect.stringMatching(/^the page submits a form to SP POST https:\/\/\S+ Response$/),
      expect.stringMatching(/^redirected to SP GET https:\/\/\S+$/),
    ]);
  });

  it('has both messages of a login, decoded, with what is signed', () => {
    expect(
      texts('.step:first-child details > summary').filter((text) => /redirect|post/.test(text)),
    ).toEqual([
      'AuthnRequest redirect, request 2; nothing signed in it',
      'Response post, request 3; signed: saml2p:Response ✓, saml2:Assertion ✓',
    ]);
    expect(texts('.step:first-child .facts dd')).toContain('ada@acme.example');
  });

  it('has the page as text, the session, and the account beside the directory', () => {
    expect(texts('.step:first-child .page').join()).toContain('ada@acme.example');
    expect(texts('.step:first-child p').join()).toContain('Session: ada@acme.example');
    expect(texts('.step:last-child .differs')).toContainEqual(
      expect.stringMatching(/^lastName driftByronByronLovelace$/),
    );
  });
});

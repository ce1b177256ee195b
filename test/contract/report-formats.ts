/** Test tool: for each format somebody who reads it for a living, and none of our code. */
import { Ajv } from 'ajv';
import { XmlDocument } from 'libxml2-wasm';
import { parse } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { Parser } from 'tap-parser';
import { expect } from 'vitest';
import type { ReporterName } from '../../src/report/reporter-names.js';
import type { RunResult } from '../../src/run/result.js';
import { CTRF_SCHEMA } from '../report/ctrf-schema.js';
import { sarifErrors } from '../report/sarif-schema.js';

/** Holds a report against its format; `result` says how much must be in it. */
type Reader = (text: string, result: RunResult) => void;

/** What moves a cursor, rings a bell or turns text around. */
const UNPRINTABLE = /[\u{0}-\u{8}\u{B}-\u{1F}\u{7F}-\u{9F}\u{202A}-\u{202E}\u{2066}-\u{2069}]/u;

/** Every element that a page of ours is made of. */
const ELEMENTS = new Set(
  `html head meta title style body a header main section h1 h2 h3 h4 h5 p dl dt dd div span strong em i b br code pre
  ul ol li details summary fieldset legend label input table caption thead tbody tr th td time`.split(
    /\s+/,
  ),
);
const ATTRIBUTES = new Set(
  `lang charset http-equiv content name class id href open type checked tabindex role aria-label aria-hidden datetime
  scope`.split(/\s+/),
);

function* elementsIn(
  parent: DefaultTreeAdapterTypes.ParentNode,
): Generator<DefaultTreeAdapterTypes.Element> {
  for (const child of parent.childNodes) {
    if (!('tagName' in child)) continue;
    yield child;
    yield* elementsIn(child);
  }
}

function readHtml(text: string, { stories }: RunResult): void {
  const errors: string[] = [];
  const document = parse(text, { onParseError: ({ code }) => errors.push(code) });
  expect(errors).toEqual([]);
  expect(text).not.toMatch(UNPRINTABLE);
  const elements = [...elementsIn(document)];
  const strange = elements.flatMap(({ tagName, attrs }) => [
    ...(ELEMENTS.has(tagName) ? [] : [tagName]),
    ...attrs.filter(({ name }) => !ATTRIBUTES.has(name)).map(({ name }) => `${tagName} ${name}`),
  ]);
  expect(strange).toEqual([]);
  expect(elements.filter(({ tagName }) => tagName === 'style')).toHaveLength(1);
  const boxes = elements.filter(({ attrs }) =>
    attrs.some(({ name, value }) => name === 'class' && /^story\b/.test(value)),
  );
  expect(boxes).toHaveLength(stories.length);
}

function readTap(text: string, { stories, leftOut }: RunResult): void {
  const points = Parser.parse(text, { strict: true }).filter(([kind]) => kind === 'assert');
  expect(points).toHaveLength(stories.length + leftOut.length);
  const nested = Parser.parse(text, { strict: true }).filter(([kind]) => kind === 'child');
  const played = stories.filter(({ steps, error }) => steps.length > 0 || error !== undefined);
  expect(nested).toHaveLength(played.length);
  const results: unknown[] = [];
  const parser = new Parser({ strict: true }, (final) => results.push(final));
  parser.end(text);
  const failed = stories.filter(({ verdict }) => verdict === 'failed' || verdict === 'error');
  expect(results).toMatchObject([
    { ok: failed.length === 0, count: points.length, fail: failed.length, bailout: false },
  ]);
  expect(text).not.toMatch(UNPRINTABLE);
}

/** As the runner reads a line (actions/runner, ActionCommand.cs, TryParseV2). */
function readGithub(text: string, result: RunResult): void {
  const lines = text.split(/\r\n|[\n\r]/u).slice(0, -1);
  const kinds = lines.map((line) => /^::(error|warning|notice)(?: [^:]*)?::/u.exec(line)?.[1]);
  const findings = result.stories.flatMap(({ steps }) => steps.flatMap((step) => step.findings));
  const count = (verdict: string): number =>
    findings.filter((finding) => finding.verdict === verdict).length;
  const errors = result.stories.filter(({ error }) => error !== undefined);
  const reasons = new Set(result.leftOut.map(({ why }) => why));
  expect(kinds).toEqual([
    ...Array<string>(errors.length + count('failed')).fill('error'),
    ...Array<string>(count('not-verified')).fill('warning'),
    ...Array<string>(result.notes.length + reasons.size).fill('notice'),
  ]);
  expect(text).not.toMatch(UNPRINTABLE);
}

function readPretty(text: string): void {
  expect(text).not.toMatch(UNPRINTABLE);
  expect(text.split('\n').filter((line) => /^\s*::|##\[/u.test(line))).toEqual([]);
}

function readJunit(text: string, { stories }: RunResult): void {
  const document = XmlDocument.fromString(text);
  try {
    expect(document.eval('count(//testcase)')).toBe(stories.length);
  } finally {
    document.dispose();
  }
}

function readJson(text: string, { stories }: RunResult): void {
  const read = JSON.parse(text) as RunResult;
  expect(read.stories).toHaveLength(stories.length);
}

const validateCtrf = new Ajv().compile(CTRF_SCHEMA);

function readCtrf(text: string, { stories, leftOut }: RunResult): void {
  const read = JSON.parse(text) as {
    readonly results: {
      readonly tests: readonly { readonly status: string }[];
      readonly summary: Readonly<Record<string, number>>;
    };
  };
  validateCtrf(read);
  expect(validateCtrf.errors).toBe(null);
  const { tests, summary } = read.results;
  expect(tests).toHaveLength(stories.length + leftOut.length);
  for (const status of ['passed', 'failed', 'skipped', 'pending', 'other']) {
    expect([status, summary[status]]).toEqual([
      status,
      tests.filter((test) => test.status === status).length,
    ]);
  }
}

/** A log as a consumer of SARIF sees it. */
interface SarifRun {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
  readonly results: readonly {
    readonly ruleId: string;
    readonly ruleIndex: number;
    readonly message: { readonly text: string };
    readonly partialFingerprints: Readonly<Record<string, string>>;
  }[];
}

/** What leads somewhere in a message, or is filled in (sarif 3.11.5, 3.11.6). */
const LINK_OR_PLACEHOLDER = /\]\(|(?<!\{)(?:\{\{)*\{\d+\}/u;

function readSarif(text: string, { stories }: RunResult): void {
  const log = JSON.parse(text) as { readonly runs: readonly SarifRun[] };
  expect(sarifErrors(log)).toEqual([]);
  const [{ tool, results }] = log.runs as readonly [SarifRun];
  const failed = stories.flatMap(({ attack, steps, verdict }) => {
    const wrong = steps.flatMap(({ findings }) =>
      findings.filter((finding) => finding.verdict === 'failed'),
    );
    if (attack === undefined) return wrong;
    return verdict === 'failed' ? wrong.slice(0, 1) : [];
  });
  expect(results).toHaveLength(failed.length);
  for (const { ruleId, ruleIndex, message } of results) {
    expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    expect(message.text).not.toMatch(LINK_OR_PLACEHOLDER);
    expect(message.text).not.toMatch(UNPRINTABLE);
  }
  const ids = tool.driver.rules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const prints = results.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints));
  expect(new Set(prints).size).toBe(prints.length);
}

export const READERS: Readonly<Record<ReporterName, Reader>> = {
  pretty: readPretty,
  html: readHtml,
  json: readJson,
  junit: readJunit,
  github: readGithub,
  tap: readTap,
  ctrf: readCtrf,
  sarif: readSarif,
};

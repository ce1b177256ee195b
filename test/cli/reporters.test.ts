/** Which reports a run writes, and where. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { chooseReporters } from '../../src/cli/reporter-choice.js';
import { REPORTER_NAMES } from '../../src/report/reporter-names.js';
import { scratchFolder, standin } from './command-line.js';

const AT_TERMINAL = { cwd: '/work', isTTY: { stdout: true, stderr: true } };
const PIPED = { cwd: '/work', isTTY: { stdout: false, stderr: false } };

const STORY = `scenario: Ada
idp: okta
sp: proof
clock: 2026-03-02T09:00:00Z
users:
  ada: { email: ada@acme.example, lastName: Byron }
steps:
  - login: ada
    expect: { outcome: logged-in, account: { lastName: King } }
`;

/** `name` or `name=file`, in the order they are written. */
function chosen(texts: readonly string[], io = PIPED): readonly string[] {
  return chooseReporters(texts, io).map(({ reporter, file }) =>
    file === undefined ? reporter.name : `${reporter.name}=${file}`,
  );
}

describe('the choice of reports', () => {
  it.each([
    [[], ['pretty']],
    [['json'], ['json']],
    [['html=r.html'], ['pretty', 'html=/work/r.html']],
    [
      ['html=/tmp/a=b.html', 'junit=r.xml'],
      ['pretty', 'html=/tmp/a=b.html', 'junit=/work/r.xml'],
    ],
    [['github'], ['pretty', 'github']],
    [
      ['github', 'pretty', 'html=r.html'],
      ['pretty', 'github', 'html=/work/r.html'],
    ],
    [
      ['tap', 'github=log.txt'],
      ['tap', 'github=/work/log.txt'],
    ],
    [['html'], ['html']],
  ])('%j is %j', (texts, expected) => {
    expect(chosen(texts)).toEqual(expected);
  });

  it.each([
    [['htm'], PIPED, 'There is no reporter "htm".', 'Did you mean "html"?'],
    [
      ['x1y2z3'],
      PIPED,
      'There is no reporter "x1y2z3".',
      `Use one of: ${REPORTER_NAMES.join(', ')}.`,
    ],
    [['toString'], PIPED, 'There is no reporter "toString".', expect.any(String) as string],
    [['html='], PIPED, '--reporter html= names no file.', 'Write --reporter html=FILE.'],
    [
      ['html'],
      AT_TERMINAL,
      'The html report is a file, nothing for a terminal.',
      'Write --reporter html=FILE.',
    ],
    [
      ['json', 'tap'],
      PIPED,
      'Two reports cannot share stdout.',
      'Give all but one a file: --reporter junit=report.xml.',
    ],
    [
      ['json', 'github'],
      PIPED,
      'Two reports cannot share stdout.',
      'Give all but one a file: --reporter junit=report.xml.',
    ],
  ])('%j is refused', (texts, io, message, fix) => {
    expect(() => chooseReporters(texts, io)).toThrow(
      expect.objectContaining({ code: 'option-invalid', message, fix }) as Error,
    );
  });
});

describe('standin run --reporter', () => {
  const place = scratchFolder();
  afterAll(() => place.remove());

  it('writes several reports at once, and adds to the job summary', async () => {
    place.write('story.yaml', STORY);
    const summary = join(place.path, 'summary.md');
    writeFileSync(summary, 'before\n');
    const reporters = ['html=report.html', 'tap=report.tap', 'ctrf=report.json', 'github'];
    const { code, stdout } = await standin(
      ['run', 'story.yaml', '--seed', '7', ...reporters.flatMap((each) => ['--reporter', each])],
      { cwd: place.path, env: { GITHUB_STEP_SUMMARY: summary } },
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(/✗ okta {2}Ada[^]*seed 7\n::error file=story\.yaml,line=9,col=\d+,/);
    expect(readFileSync(summary, 'utf8')).toMatch(/^before\n## Standin: failed\n/);
    for (const [file, text] of [
      ['report.html', 'expected <b>King</b>, observed <b>Byron</b>'],
      ['report.tap', 'not ok 1 - Ada (story[okta])'],
      ['report.json', '"reportFormat": "CTRF"'],
    ] as const) {
      expect(readFileSync(join(place.path, file), 'utf8')).toContain(text);
    }
  });

  it('records the evidence that the html report shows', () => {
    const text = readFileSync(join(place.path, 'report.html'), 'utf8');
    expect(text).toContain('<h5>Requests</h5>');
    expect(text).toContain('signed: saml2p:Response ✓, saml2:Assertion ✓');
  });

  it('writes nothing when the choice is refused', async () => {
    const { code, stderr } = await standin(
      ['run', 'story.yaml', '--reporter', 'junit=other.xml', '--reporter', 'nunit=x.xml'],
      { cwd: place.path },
    );
    expect(code).toBe(2);
    expect(stderr).toContain('Did you mean "junit"?');
    expect(existsSync(join(place.path, 'other.xml'))).toBe(false);
  });
});

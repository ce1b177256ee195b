import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { shapeOf } from './shape.js';

const GUID = '01234567-89ab-cdef-0123-456789abcdef';

/** One value of every class and some that are almost one. */
const VALUES = [
  'id1234567890123456789012345',
  'id123456789012345678901234567',
  'id1234567890123456789012345678',
  'id1234567890123.1234567890',
  'id1234567890123.12345678901',
  `_${GUID}`,
  GUID,
  GUID.toUpperCase(),
  '_0123456789abcdef0123456789abcdef',
  `pfx${GUID}`,
  '2026-03-02T09:00:00.123Z',
  '2026-03-02T09:00:00Z',
  'http://www.okta.com/exk0123456789abcdefg',
  `https://sts.windows.net/${GUID}/`,
  'https://accounts.google.com/o/saml2?idpid=C01234567',
  'ada@acme.example',
  'ada lovelace@acme.example',
  'urn:oasis:names:tc:SAML:2.0:status:Success',
  'urn:other',
  'xs',
  'xsd',
  'xs:string',
  '2.0',
  '2.0.1',
  'http://schemas.microsoft.com/claims/multipleauthn',
  'http://sp.example/',
  'A'.repeat(40),
  'A'.repeat(41),
  `${'A'.repeat(76)}\n${'B'.repeat(20)}`,
  `\n${'A'.repeat(76)}\n${'B'.repeat(20)}\n`,
  ' ',
  'été',
];

const DOCUMENTS: readonly string[] = [
  ...VALUES.map(
    (value) =>
      `<r xmlns="urn:x" a="${value.replaceAll('\n', '&#10;')}"><v>${value}</v><e/><f></f></r>`,
  ),
  '<?xml version="1.0"?>\n <r>\n  <a>x<b/>y</a>\n  <!-- c --><![CDATA[z]]>\n</r>\n',
  ...[-300, -305, -295, -0.1, 0, 4.9, 5, 15, 25, 3599.9, 3600].flatMap((seconds) => {
    const issued = Date.parse('2026-03-02T09:00:00.000Z');
    const text = new Date(issued + seconds * 1000).toISOString();
    return [text, text.replace(/\.\d+Z/, 'Z')].map(
      (instant) =>
        `<r IssueInstant="2026-03-02T09:00:00.000Z"><c NotBefore="${instant}" NotOnOrAfter="${instant}"/></r>`,
    );
  }),
  '<r NotBefore="2026-03-02T09:00:00Z"><x URI="#a"/><x URI="a"/><y a="&gt;&quot;/"/></r>',
];

const python = spawnSync('python3', ['--version']).status === 0;

describe('shape', () => {
  it('reduces a message', () => {
    expect(shapeOf('<a:r xmlns:a="urn:x" ID="_0"><b/><c>ada@acme.example</c></a:r>')).toEqual([
      'no prolog',
      '  a:r @xmlns:a=value @ID=value',
      '    b />',
      '    c = email',
    ]);
  });

  it('reads base64 as well', () => {
    const xml = '<?xml version="1.0" encoding="UTF-8"?><r/>';
    expect(shapeOf(Buffer.from(xml).toString('base64'))).toEqual([
      `prolog <?xml version="1.0" encoding="UTF-8"?> followed by ''`,
      '  r />',
    ]);
  });

  it.skipIf(!python)('agrees with shape.py, which defines the format (needs python3)', () => {
    const folder = mkdtempSync(join(tmpdir(), 'shape-'));
    const script = [
      'import sys, json',
      'sys.path.insert(0, sys.argv[1])',
      'from shape import shape',
      'documents = json.load(open(sys.argv[2], encoding="utf-8"))',
      'print(json.dumps([shape(d.encode("utf-8")) for d in documents]))',
    ].join('\n');
    try {
      const input = join(folder, 'documents.json');
      writeFileSync(input, JSON.stringify(DOCUMENTS));
      const here = fileURLToPath(new URL('.', import.meta.url));
      const run = spawnSync('python3', ['-B', '-c', script, here, input], { encoding: 'utf8' });
      expect(run.stderr).toBe('');
      expect(DOCUMENTS.map(shapeOf)).toEqual(JSON.parse(run.stdout));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

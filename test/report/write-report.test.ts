import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { writeReport } from '../../src/report/write-report.js';

const work = mkdtempSync(join(tmpdir(), 'standin-report-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe('writeReport', () => {
  it('makes folders, replaces an older report and leaves nothing beside it', () => {
    const file = join(work, 'new', 'folder', 'report.xml');
    writeReport(file, 'one');
    writeReport(file, 'two');
    expect(readFileSync(file, 'utf8')).toBe('two');
    expect(readdirSync(join(work, 'new', 'folder'))).toEqual(['report.xml']);
  });

  it('says why it cannot write', () => {
    writeFileSync(join(work, 'file'), '');
    expect(() => writeReport(join(work, 'file', 'report.xml'), 'text')).toThrow(
      expect.objectContaining({ code: 'file-unwritable' }) as Error,
    );
  });
});

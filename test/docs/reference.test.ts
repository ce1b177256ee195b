import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { reasonsPage } from './reasons.js';

const PAGE = new URL('../../docs/reference/reasons.md', import.meta.url).pathname;

describe('generated reference pages', () => {
  it('docs/reference/reasons.md says what the code says (write it with UPDATE=1)', async () => {
    const page = await format(reasonsPage(), {
      ...(await resolveConfig(PAGE)),
      parser: 'markdown',
    });
    if (process.env['UPDATE'] === '1') writeFileSync(PAGE, page);
    expect(readFileSync(PAGE, 'utf8')).toBe(page);
  });
});

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { REPORTER_NAMES } from '../../src/report/reporter-names.js';

const PAGE = new URL('../../docs/reference/reporters.md', import.meta.url);

it('docs/reference/reporters.md describes every reporter and nothing else, each with a command', () => {
  const [, ...sections] = readFileSync(PAGE, 'utf8').split(/^## /mu);
  expect(sections.map((section) => /^`(\w+)`\n/u.exec(section)?.[1])).toEqual([...REPORTER_NAMES]);
  for (const section of sections) {
    const [name = ''] = section.match(/\w+/u) ?? [];
    expect(section).toMatch(
      new RegExp(`^npx standin run ada\\.yaml .*--reporter ${name}(?:=\\S+)?$`, 'mu'),
    );
  }
});

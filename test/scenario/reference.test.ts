import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { profileJsonSchema, scenarioJsonSchema } from '../../src/scenario/json-schema.js';
import { loadScenario } from '../../src/scenario/load.js';
import { VERBS } from '../../src/scenario/schema/verbs.js';
import { scenarioReference } from './reference.js';

const PAGE = 'docs/reference/scenario.md';

describe('the reference page', () => {
  it('says what the schemas say', async () => {
    const written = scenarioReference(scenarioJsonSchema(), profileJsonSchema());
    const options = await resolveConfig(PAGE);
    const page = await format(written, { ...options, parser: 'markdown' });
    await expect(page).toMatchFileSnapshot(`../../${PAGE}`);
  });

  it('has examples that load', () => {
    const examples = [...readFileSync(PAGE, 'utf8').matchAll(/^```yaml\n([\s\S]*?)^```/gm)];
    const titles = examples.map(([, text]) => loadScenario(text ?? '', { file: PAGE }).title);
    expect(titles).toEqual([
      'Proof keeps the name a user had at first login',
      'The same SP with two rules changed',
      'Our app lets a new person in',
    ]);
  });

  it('has a row for every verb', () => {
    const page = readFileSync(PAGE, 'utf8');
    const missing = Object.keys(VERBS).filter((verb) => !page.includes(`| \`${verb}:`));
    expect(missing).toEqual([]);
  });
});

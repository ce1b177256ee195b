import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import {
  attackJsonSchema,
  profileJsonSchema,
  scenarioJsonSchema,
} from '../../src/scenario/json-schema.js';
import { loadAttack } from '../../src/scenario/load-attack.js';
import { OPERATION_NAMES } from '../../src/scenario/schema/mutations.js';
import { attackReference } from './attack-reference.js';
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

const ATTACK_PAGE = 'docs/reference/attack.md';

describe('the reference page of attacks', () => {
  it('says what the schemas say', async () => {
    const options = await resolveConfig(ATTACK_PAGE);
    const page = await format(attackReference(attackJsonSchema()), {
      ...options,
      parser: 'markdown',
    });
    await expect(page).toMatchFileSnapshot(`../../${ATTACK_PAGE}`);
  });

  it('has an example that loads, and a section for every operation', () => {
    const page = readFileSync(ATTACK_PAGE, 'utf8');
    const [, example = ''] = /^```yaml\n([\s\S]*?)^```/m.exec(page) ?? [];
    expect(loadAttack(example, { file: ATTACK_PAGE })[0]?.expect).toBe('not-victim');
    expect(OPERATION_NAMES.filter((name) => !page.includes(`\n### ${name}\n`))).toEqual([]);
  });
});

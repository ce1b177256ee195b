import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  attackJsonSchema,
  configJsonSchema,
  profileJsonSchema,
  scenarioJsonSchema,
} from '../../src/scenario/json-schema.js';
import { loadAttack } from '../../src/scenario/load-attack.js';
import { loadProfile } from '../../src/scenario/load-profile.js';
import { loadScenario } from '../../src/scenario/load.js';

function compile(schema: object): ValidateFunction {
  // Formats are annotations in 2020-12; the pattern beside each of them decides.
  return new Ajv2020({
    strict: true,
    strictRequired: false,
    allErrors: true,
    validateFormats: false,
  }).compile(schema);
}

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => join(folder, name));
}

function text(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

const START = `scenario: a story
idp: okta
sp: proof
users: { ada: { email: ada@acme.example } }
`;

const BAD: Readonly<Record<string, string>> = {
  'a misspelt top-level key': `${START}stepz: [{ login: ada }]\n`,
  'no steps': START,
  'an empty list of steps': `${START}steps: []\n`,
  'a misspelt verb': `${START}steps: [{ loginn: ada }]\n`,
  'two verbs': `${START}steps: [{ login: ada, suspend: ada }]\n`,
  'a key of another verb': `${START}steps: [{ suspend: ada, hold: envelope }]\n`,
  'an expectation where nothing is seen': `${START}steps: [{ suspend: ada, expect: { drift: [] } }]\n`,
  'a wrong type': `${START}steps: [{ login: 7 }]\n`,
  'an unknown reason': `${START}steps: [{ login: ada, expect: { reason: because } }]\n`,
  'a duration in words': `${START}steps: [{ advance: ten minutes }]\n`,
  'an unknown vendor': `${START.replace('okta', 'otka')}steps: [{ login: ada }]\n`,
  'a day that does not exist': `${START}clock: 2026-02-30T09:00:00Z\nsteps: [{ login: ada }]\n`,
  'both idp and matrix.idp': `${START}matrix: { idp: [entra] }\nsteps: [{ login: ada }]\n`,
  'no idp at all': `${START.replace('idp: okta\n', '')}steps: [{ login: ada }]\n`,
  'a user without e-mail': `${START.replace('email', 'mail')}steps: [{ login: ada }]\n`,
};

describe('the schemas that are committed', () => {
  it('are the ones the loader checks with', async () => {
    await expect(text(scenarioJsonSchema())).toMatchFileSnapshot(
      '../../schema/scenario.schema.json',
    );
    await expect(text(profileJsonSchema())).toMatchFileSnapshot('../../schema/profile.schema.json');
    await expect(text(attackJsonSchema())).toMatchFileSnapshot('../../schema/attack.schema.json');
    await expect(text(configJsonSchema())).toMatchFileSnapshot('../../schema/config.schema.json');
  });

  it('explain every key', () => {
    const schemas = [
      scenarioJsonSchema(),
      attackJsonSchema(),
      profileJsonSchema(),
      configJsonSchema(),
    ];
    expect(schemas.flatMap((schema) => undescribed(schema, ''))).toEqual([]);
  });
});

describe('the editor schema and the loader', () => {
  const scenario = compile(scenarioJsonSchema());
  const profile = compile(profileJsonSchema());

  it.each(files('scenarios/lifecycle'))('both accept %s', (file) => {
    const story = readFileSync(file, 'utf8');
    expect(scenario(parse(story)), JSON.stringify(scenario.errors)).toBe(true);
    expect(loadScenario(story, { file }).steps.length).toBeGreaterThan(0);
  });

  it('both accept every attack', () => {
    const attack = compile(attackJsonSchema());
    for (const file of files('scenarios/attacks')) {
      const forged = readFileSync(file, 'utf8');
      expect(attack(parse(forged)), `${file}: ${JSON.stringify(attack.errors)}`).toBe(true);
      expect(loadAttack(forged, { file }).length).toBeGreaterThan(0);
    }
  });

  it.each(files('scenarios/profiles'))('both accept %s', (file) => {
    const promised = readFileSync(file, 'utf8');
    expect(profile(parse(promised)), JSON.stringify(profile.errors)).toBe(true);
    expect(loadProfile(promised, { file }).title).not.toBe('');
  });

  it.each(Object.entries(BAD))('both refuse %s', (_, story) => {
    expect(scenario(parse(story))).toBe(false);
    expect(() => loadScenario(story, { file: 'bad.yaml' })).toThrow();
  });

  it('both accept what the refused stories vary', () => {
    const story = `${START}steps: [{ login: ada }]\n`;
    expect(scenario(parse(story))).toBe(true);
    expect(loadScenario(story, { file: 'good.yaml' }).title).toBe('a story');
  });
});

/** Paths of properties that say nothing about themselves. */
function undescribed(schema: unknown, path: string): string[] {
  if (Array.isArray(schema)) return schema.flatMap((each) => undescribed(each, path));
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]: [string, unknown]) => {
    if (key === 'allOf') return [];
    if (key !== 'properties') return undescribed(value, key === '$defs' ? path : `${path}/${key}`);
    return Object.entries(value as Record<string, object>).flatMap(([name, each]) => [
      ...('description' in each || '$ref' in each ? [] : [`${path}/${name}`]),
      ...undescribed(each, `${path}/${name}`),
    ]);
  });
}

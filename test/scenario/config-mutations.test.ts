import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { configText, USUAL_APP } from '../../src/cli/init/config-text.js';
import { configJsonSchema } from '../../src/scenario/json-schema.js';
import { loadConfig } from '../../src/scenario/load-config.js';
import { ScenarioError } from '../../src/scenario/scenario-error.js';

const EXAMPLES = [
  ...readFileSync('docs/reference/config.md', 'utf8').matchAll(/^```yaml\n([\s\S]*?)^```/gm),
].map(([, text = '']) => text);
const TEXTS = [...EXAMPLES, configText(USUAL_APP).replace(/^ *#.*\n/gm, '')];
const ENV = { ADMIN_PASSWORD: 'secret', SCIM_TOKEN: 'token' };

/** Whether a text loads. Whatever else it does than load or be explained ends the test. */
function loads(text: string): boolean {
  try {
    loadConfig(text, { file: '/srv/app/standin.config.yaml', env: ENV });
    return true;
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    const lines = text.split(/\r\n|\n|\r/).length;
    for (const { at, message } of error.problems) {
      expect(message).not.toBe('');
      expect(at?.line).toBeGreaterThan(0);
      expect(at?.line).toBeLessThanOrEqual(lines);
      expect(at?.column).toBeGreaterThan(0);
    }
    return false;
  }
}

const PIECES = [
  ...['{', '}', '[', ']', ':', ': ', ', ', '\n', '  ', '- ', '#', '"', "'", '|', '>', '&a ', '*a'],
  ...['${', '${X}', '$${', '${X:-y}', '{email}', '~', 'null', 'true', '0', '-1', '.inf', '1e999'],
  ...[
    '__proto__: x',
    'constructor',
    '!!binary x',
    '\0',
    '\uFEFF',
    '\uD800',
    '//',
    'http://',
    '%7B',
  ],
  ...[
    'https://[',
    'javascript:x',
    '\\',
    '..',
    'targets:',
    'my-app:',
    '? ',
    '<<: *a',
    '%YAML 9\n---\n',
  ],
];

const change = fc.record({
  at: fc.nat(),
  remove: fc.nat({ max: 12 }),
  insert: fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 4 })),
});

function mutated(
  text: string,
  changes: readonly { at: number; remove: number; insert: string }[],
): string {
  return changes.reduce((now, { at, remove, insert }) => {
    const place = now.length === 0 ? 0 : at % now.length;
    return now.slice(0, place) + insert + now.slice(place + remove);
  }, text);
}

describe('any text', () => {
  it('loads, or is explained with places inside it', () => {
    const text = fc
      .tuple(fc.constantFrom(...TEXTS), fc.array(change, { minLength: 1, maxLength: 6 }))
      .map(([whole, changes]) => mutated(whole, changes));
    fc.assert(
      fc.property(text, (each) => void loads(each)),
      { numRuns: 300, seed: 3 },
    );
  });

  it('with any value at any place is explained', () => {
    const anything = fc.json({ maxDepth: 2 });
    const lines = TEXTS.flatMap((text) => text.split('\n').filter((line) => /\w:/.test(line)));
    const text = fc.tuple(fc.constantFrom(...TEXTS), fc.constantFrom(...lines), anything);
    const replaced = text.map(([whole, line, value]) =>
      whole.replace(
        line,
        line.replace(/(\w:).*/, (_, key: string) => `${key} ${value}`),
      ),
    );
    fc.assert(
      fc.property(replaced, (each) => void loads(each)),
      { numRuns: 300, seed: 4 },
    );
  });
});

describe('the editor and the loader', () => {
  const ajv = new Ajv2020({
    strict: true,
    allowUnionTypes: true,
    strictRequired: false,
    validateFormats: false,
  });
  const accepts = ajv.compile(configJsonSchema());

  it.each(TEXTS)('both accept %s', (text) => {
    expect(accepts(parse(text)), JSON.stringify(accepts.errors)).toBe(true);
    expect(loads(text)).toBe(true);
  });

  it('agree on every single value but for variables and what goes together', () => {
    const seen = { both: 0, neither: 0 };
    const values = ['7', 'null', '""', '[x]', '{ x: y }', '/x', '5/s'];
    const tried = new Set<string>();
    for (const text of TEXTS) {
      for (const line of text.split('\n').filter((each) => !tried.has(each))) {
        tried.add(line);
        for (const value of values) {
          const changed = text.replace(line, line.replace(/^( +\w+:) .*/, `$1 ${value}`));
          if (changed === text) continue;
          const loaded = loads(changed);
          expect(accepts(parse(changed)), `${changed}\n${JSON.stringify(accepts.errors)}`).toBe(
            loaded,
          );
          seen[loaded ? 'both' : 'neither'] += 1;
        }
      }
    }
    expect(seen.both).toBeGreaterThan(50);
    expect(seen.neither).toBeGreaterThan(50);
  });

  it('leave the form of a text with a variable to the loader', () => {
    const [least = ''] = TEXTS;
    const written = parse(least.replace('http://localhost:3000', '${APP_URL}')) as unknown;
    expect(accepts(written), JSON.stringify(accepts.errors)).toBe(true);
  });
});

import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { configJsonSchema } from '../../src/scenario/json-schema.js';
import { loadConfig } from '../../src/scenario/load-config.js';
import { configReference } from './config-reference.js';

const PAGE = 'docs/reference/config.md';
const ENV = { ADMIN_PASSWORD: 'secret', SCIM_TOKEN: 'token' };

describe('the reference page of the configuration', () => {
  it('says what the schema says', async () => {
    const options = await resolveConfig(PAGE);
    const page = await format(configReference(configJsonSchema()), {
      ...options,
      parser: 'markdown',
    });
    await expect(page).toMatchFileSnapshot(`../../${PAGE}`);
  });

  it('has examples that load, one for each way to look', () => {
    const examples = [...readFileSync(PAGE, 'utf8').matchAll(/^```yaml\n([\s\S]*?)^```/gm)];
    const targets = examples.map(([, text]) => {
      const config = loadConfig(text ?? '', { file: `/srv/app/${PAGE}`, env: ENV });
      return config.targets['my-app'];
    });
    const kinds = targets.flatMap((target) => target?.accounts?.source.kind ?? []);
    expect(new Set(kinds)).toEqual(new Set(['json', 'command', 'csv', 'csv-command', 'page']));
    const places = targets.flatMap((target) => target?.session?.email ?? []);
    expect(new Set(places.flatMap(Object.keys))).toEqual(new Set(['json', 'css', 'header']));
    const actions = targets.flatMap((target) => [target?.reset, target?.clock, target?.trust]);
    const seen = new Set(actions.flatMap((action) => action?.kind ?? []));
    expect(seen).toEqual(new Set(['request', 'command', 'file']));
  });
});

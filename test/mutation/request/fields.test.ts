/** Fields that are added, renamed and taken out. */
import { describe, expect, it } from 'vitest';
import { field } from '../../../src/mutation/request/field.js';
import { relayState } from '../../../src/mutation/request/relay-state.js';
import { removeField } from '../../../src/mutation/request/remove-field.js';
import { renameField } from '../../../src/mutation/request/rename-field.js';
import { SCENE } from '../text/playing.js';
import { REQUEST } from './plain-request.js';

const [RESPONSE, STATE] = REQUEST.fields;

describe('field', () => {
  it('stands before, behind, or in the URL', () => {
    const added = { name: 'SAMLResponse', to: 'genuine' };
    const pair = ['SAMLResponse', 'genuine'];
    expect(field.apply(REQUEST, { ...added, where: 'before' }, SCENE).fields).toEqual([
      pair,
      RESPONSE,
      STATE,
    ]);
    expect(field.apply(REQUEST, added, SCENE).fields).toEqual([RESPONSE, STATE, pair]);
    const query = field.apply(REQUEST, { ...added, where: 'query' }, SCENE);
    expect(query).toEqual({ ...REQUEST, query: [pair] });
  });

  it('has the value of another', () => {
    const settings = { name: 'SAMLart', copy: 'SAMLResponse' };
    expect(field.apply(REQUEST, settings, SCENE).fields.at(-1)).toEqual(['SAMLart', 'PGEvPg+/==']);
    expect(() => field.apply(REQUEST, { name: 'x', copy: 'SAMLRespons' }, SCENE)).toThrow(
      expect.objectContaining({
        code: 'mutation-impossible',
        fix: 'Did you mean "SAMLResponse"?',
      }) as Error,
    );
  });

  it('keeps its spelling', () => {
    const settings = { name: '%53AMLResponse', to: 'x', verbatim: 'name' } as const;
    expect(field.apply(REQUEST, settings, SCENE).fields.at(-1)).toEqual([
      '%53AMLResponse',
      'x',
      'name',
    ]);
  });
});

describe('remove-field', () => {
  it('takes every field of the name out, in the URL as well', () => {
    const doubled = { ...REQUEST, query: [['RelayState', 'x']] as const };
    const without = removeField.apply(doubled, { name: 'RelayState' }, SCENE);
    expect(without).toEqual({ ...REQUEST, query: [], fields: [RESPONSE] });
  });

  it('takes out only what is there', () => {
    expect(() => removeField.apply(REQUEST, { name: 'wresult' }, SCENE)).toThrow(
      expect.objectContaining({ code: 'mutation-impossible' }) as Error,
    );
  });
});

describe('rename-field', () => {
  it.each([
    ['SAMLResponse[]', undefined, ['SAMLResponse[]', 'PGEvPg+/==']],
    ['%53AMLResponse', true, ['%53AMLResponse', 'PGEvPg+/==', 'name']],
  ] as const)('to %s', (to, verbatim, expected) => {
    const settings = { name: 'SAMLResponse', to, ...(verbatim ? { verbatim } : {}) };
    expect(renameField.apply(REQUEST, settings, SCENE).fields).toEqual([expected, STATE]);
  });

  it('keeps the spelling of the value', () => {
    const spelled = { ...REQUEST, fields: [['a', '%41', 'both']] as const };
    expect(renameField.apply(spelled, { name: 'a', to: 'b' }, SCENE).fields).toEqual([
      ['b', '%41', 'value'],
    ]);
    const settings = { name: 'a', to: '%62', verbatim: true };
    expect(renameField.apply(spelled, settings, SCENE).fields).toEqual([['%62', '%41', 'both']]);
  });
});

describe('relay-state', () => {
  it('is another one, in its place', () => {
    const doubled = { ...REQUEST, fields: [['RelayState', 'x'] as const, ...REQUEST.fields] };
    expect(relayState.apply(doubled, { to: '//evil.test' }, SCENE).fields).toEqual([
      ['RelayState', '//evil.test'],
      RESPONSE,
      ['RelayState', '//evil.test'],
    ]);
  });

  it('is there although there was none', () => {
    const without = { ...REQUEST, fields: [['SAMLResponse', 'x']] as const };
    expect(relayState.apply(without, { to: 'y' }, SCENE).fields).toEqual([
      ['SAMLResponse', 'x'],
      ['RelayState', 'y'],
    ]);
  });

  it('may be long, but not endless', () => {
    const { fields } = relayState.apply(REQUEST, { to: 'ab', times: 500_000 }, SCENE);
    expect(fields[1]?.[1]).toHaveLength(1_000_000);
    expect(() => relayState.apply(REQUEST, { to: 'ab', times: 100_000_000 }, SCENE)).toThrow(
      expect.objectContaining({ code: 'value-invalid' }) as Error,
    );
  });
});

it('is told to people', () => {
  expect(field.describe({ name: 'a', copy: 'SAMLResponse', where: 'before' })).toBe(
    'adds the field a with the value of SAMLResponse before the others',
  );
  expect(field.describe({ name: 'a', to: 'b', where: 'query' })).toBe(
    'adds the field a with "b" to the URL',
  );
  expect(removeField.describe({ name: 'a' })).toBe('takes the field a out');
  expect(renameField.describe({ name: 'a', to: 'b' })).toBe('sends the field a as b');
  expect(relayState.describe({ to: 'x', times: 3 })).toBe('sends "x" 3 times as the RelayState');
});

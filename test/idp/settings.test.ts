import { describe, expect, it } from 'vitest';
import { StandinError } from '../../src/base/errors.js';
import {
  choice,
  duration,
  flag,
  group,
  list,
  readSettings,
  text,
  uriChoice,
  url,
  whole,
} from '../../src/idp/settings.js';

const TABLE = {
  label: text,
  on: flag,
  count: whole(1, 9),
  age: duration,
  acs: url,
  word: choice({ One: 1, Two: 2 }),
  format: uriChoice({ basic: 'urn:basic' }),
  items: list(group({ name: text })),
};

function failure(given: unknown): StandinError {
  try {
    readSettings(TABLE, given, ['app']);
  } catch (error) {
    if (error instanceof StandinError) return error;
    throw error;
  }
  throw new Error('accepted');
}

describe('readSettings', () => {
  it('reads every kind of setting', () => {
    const given = {
      label: 'x',
      on: false,
      count: 9,
      age: '2h',
      acs: 'https://SP.example/a?b',
      word: 'Two',
      format: 'basic',
      items: [{ name: 'a' }, {}],
    };
    expect(readSettings(TABLE, given, ['app'])).toEqual({
      ...given,
      age: 7_200_000,
      word: 2,
      format: 'urn:basic',
    });
    expect(readSettings(TABLE, { format: 'urn:basic', on: undefined }, ['app'])).toEqual({
      format: 'urn:basic',
    });
  });

  it.each([
    [
      { lable: 'x' },
      'app.lable: there is no such setting',
      'Did you mean "label"?',
      ['app', 'lable'],
    ],
    [{ word: 'Twoo' }, 'app.word: cannot be Twoo', 'Did you mean "Two"?', ['app', 'word']],
    [{ word: 2 }, 'app.word: cannot be 2', 'Use one of: One, Two.', ['app', 'word']],
    [
      { word: 'toString' },
      'app.word: cannot be toString',
      'Use one of: One, Two.',
      ['app', 'word'],
    ],
    [
      { items: [{}, { nam: 'x' }] },
      'app.items[1].nam: there is no such setting',
      'Did you mean "name"?',
      ['app', 'items', 1, 'nam'],
    ],
    [{ items: {} }, 'app.items: must be a list', undefined, ['app', 'items']],
    [{ items: ['x'] }, 'app.items[0]: must be a map of settings', undefined, ['app', 'items', 0]],
    [{ label: '' }, 'app.label: must be a text that is not empty', undefined, ['app', 'label']],
    [{ on: 'yes' }, 'app.on: must be true or false', undefined, ['app', 'on']],
    [{ count: 10 }, 'app.count: must be a whole number from 1 to 9', undefined, ['app', 'count']],
    [{ count: 1.5 }, 'app.count: must be a whole number from 1 to 9', undefined, ['app', 'count']],
    [
      { age: 90 },
      'app.age: must be a duration',
      'Write it like 90s, 10m, 2h30m or 80d.',
      ['app', 'age'],
    ],
    [
      { age: '-1s' },
      'app.age: must be a duration',
      'Write it like 90s, 10m, 2h30m or 80d.',
      ['app', 'age'],
    ],
    [{ acs: '/acs' }, 'app.acs: must be an absolute http or https URL', undefined, ['app', 'acs']],
    [
      { acs: 'javascript:alert(1)' },
      'app.acs: must be an absolute http or https URL',
      undefined,
      ['app', 'acs'],
    ],
    [
      { __proto__: null, constructor: 1 },
      'app.constructor: there is no such setting',
      expect.any(String),
      ['app', 'constructor'],
    ],
    [[], 'app: must be a map of settings', undefined, ['app']],
    [null, 'app: must be a map of settings', undefined, ['app']],
  ])('refuses %j', (given, message, fix, path) => {
    const error = failure(given);
    expect([error.code, error.message, error.fix, error.path]).toEqual([
      'setting-invalid',
      message,
      fix,
      path,
    ]);
  });
});

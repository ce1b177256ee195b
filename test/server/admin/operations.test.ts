/** Asks a running server for every operation of the document, and holds every answer against the document. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AttackOffer } from '../../../src/server/state/corpus.js';
import { openServer, type TestServer } from '../open-server.js';
import { call, type ApiAnswer } from './api-client.js';
import { ASKED_PEOPLE } from './asked-people.js';
import { ASKED_SERVER } from './asked-server.js';
import type { AskedOf } from './asked.js';
import { DOCUMENTED, validatorOf } from './document.js';

const ASKED: AskedOf = { ...ASKED_PEOPLE, ...ASKED_SERVER };

const ATTACKS: AttackOffer = {
  list: () =>
    Promise.resolve([
      {
        id: 'wrapped',
        group: 'wrapping',
        title: 'A wrapped one',
        severity: 'high',
        expect: 'reject',
      },
    ]),
  forge: () => Promise.reject(new Error('nothing is forged here')),
};

const kept: { server?: TestServer } = {};
beforeEach(async () => {
  kept.server = await openServer({ attacks: ATTACKS });
});
afterEach(() => kept.server?.[Symbol.asyncDispose]());

function server(): TestServer {
  if (kept.server === undefined) throw new Error('not open');
  return kept.server;
}

function validated(id: string, { status, json }: ApiAnswer): void {
  const validate = validatorOf(id, status);
  validate(json);
  expect(validate.errors ?? []).toEqual([]);
}

it('every operation of the document is asked for', () => {
  expect(DOCUMENTED.map(({ id }) => id).toSorted()).toEqual(Object.keys(ASKED).toSorted());
});

describe.each(DOCUMENTED)('$id', ({ id, line: documented }) => {
  const [method = '', path = ''] = documented.split(' ');
  const pattern = new RegExp(`^${method} ${path.replaceAll(/\{\w+\}/g, '[^/?]+')}(?:\\?|$)`);

  it.each(ASKED[id] ?? [])(
    '$line: $status',
    async ({ line, status, says = {}, after, ...rest }) => {
      expect(line).toMatch(pattern);
      const told = await after?.(server());
      const answer = await call(server(), line.replace('{told}', String(told)), rest);
      expect(answer).toMatchObject({ status, json: says });
      validated(id, answer);
    },
  );

  it('succeeds once at least', () => {
    expect((ASKED[id] ?? []).some(({ status }) => status < 300)).toBe(true);
  });
});

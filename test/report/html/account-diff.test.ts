import { describe, expect, it } from 'vitest';
import { accountTable } from '../../../src/report/html/account-diff.js';
import type { StepEvidence } from '../../../src/run/result.js';
import { readPage } from './page-reader.js';

const NONE: StepEvidence = { hops: [], messages: [] };

/** Rows as `field [marks] | value | …`. */
function rows(evidence: Partial<StepEvidence>): readonly string[] {
  const table = accountTable({ ...NONE, ...evidence }).html;
  return readPage(
    table.replaceAll('<td>', '<td> | ').replaceAll('<th scope="col">', '<th> '),
  ).texts('tr');
}

describe('the account', () => {
  it('is nothing when nothing was seen', () => {
    expect(accountTable(NONE).html).toBe('');
  });

  it('is compared before and after, field by field', () => {
    const before = { id: '1', email: 'a@x', plan: 'free', old: 'x' };
    const account = { id: '1', email: 'b@x', plan: 'free', fresh: true };
    expect(rows({ before, account })).toEqual([
      'field before after',
      'id | 1 | 1',
      'email changed | a@x | b@x',
      'plan | free | free',
      'old gone | x | —',
      'fresh new | — | true',
    ]);
  });

  it.each([
    ['another name', { lastName: 'Byron' }, { lastName: 'Lovelace' }, ['lastName']],
    ['the same name', { lastName: 'Byron' }, { lastName: 'Byron' }, []],
    ['a name that the SP does not keep', {}, { lastName: 'Byron' }, []],
    ['roles in capitals', { role: 'ADMIN' }, { roles: ['admin'] }, []],
    ['other roles', { roles: ['user'] }, { roles: ['admin'] }, ['roles']],
    ['roles that nobody gave', { role: 'employee' }, { roles: [] }, []],
    ['a field that only the SP has', { plan: 'free' }, { plan: 'paid' }, []],
  ])('drifts or not: %s', (_name, kept, user, drifted) => {
    const found = rows({ account: { id: '1', ...kept }, user }).filter((row) =>
      row.includes('drift'),
    );
    expect(found.map((row) => row.split(' ')[0])).toEqual(drifted);
  });
});
